const units: Readonly<Record<string, number>> = {
  千: 1e3,
  k: 1e3,
  万: 1e4,
  萬: 1e4,
  w: 1e4,
  百万: 1e6,
  百萬: 1e6,
  m: 1e6,
  千万: 1e7,
  千萬: 1e7,
  亿: 1e8,
  億: 1e8,
  万亿: 1e12,
  萬億: 1e12,
  b: 1e9,
}
const part = /(\d+(?:\.\d*)?|\.\d+)(百万|百萬|千万|千萬|万亿|萬億|[千k万萬wm亿億b])?/gy

/** At most `digits` after the point, without the dust of binary fractions. */
const round = (value: number, digits: number): number => Number(value.toFixed(digits))

/**
 * The number a person means: `1,234.5`, `35万`, `3.5w`, `1亿2000万`, `(120)`, full-width digits too.
 * Null for an empty text, undefined for one that is no number. `digits` are kept after the point.
 */
export function readNumberText(text: string, digits = 8): number | null | undefined {
  const narrow = text
    .normalize('NFKC')
    .replace(/[\s,_]/g, '')
    .replaceAll('−', '-')
    .toLowerCase()
  if (narrow === '') return null
  const [, minus = '', inner = narrow] = /^(\(|-|\+)?(.*?)\)?$/.exec(narrow) ?? []
  const found = [...inner.matchAll(part)]
  const scales = found.map(([, , unit]) => units[unit ?? ''] ?? 1)
  const isWhole = found.length > 0 && found.map(([all]) => all).join('') === inner
  if (!isWhole || scales.some((scale, i) => i > 0 && scale >= (scales[i - 1] ?? 0))) return undefined
  const sum = found.reduce((total, [, figures], i) => total + Number(figures) * (scales[i] ?? 1), 0)
  return Number.isFinite(sum) ? round(minus === '-' || minus === '(' ? -sum : sum, digits) : undefined
}

/** Whether the text says the number in other words than digits, so that an echo of it helps. */
export const isShorthand = (text: string): boolean => /[千k万萬wm亿億b]/i.test(text)
