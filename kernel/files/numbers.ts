import { toHalfWidth } from '../search/fold.ts'

/** A number as a person writes it, exactly: `value` is a plain decimal (`-1234.5`), without exponent and thousands. 12% is 0.12. */
export type ReadNumber = Readonly<{ value: string; currency?: string; isPercent?: true }>

const currencies: readonly (readonly [RegExp, string])[] = [
  [/^(?:HK\$|HKD|港元|港币|港幣)/i, 'HKD'],
  [/^(?:NT\$|TWD|NTD|新台币|新臺幣|台币|臺幣)/i, 'TWD'],
  [/^(?:US\$|USD|\$|美元|美金)/i, 'USD'],
  [/^(?:JPY|JP¥|日元|円)/i, 'JPY'],
  [/^(?:EUR|€|欧元|歐元)/i, 'EUR'],
  [/^(?:GBP|£|英镑|英鎊)/i, 'GBP'],
  [/^(?:CN¥|CNY|RMB|¥|人民币|人民幣|元整|元|圆|块钱|块)/i, 'CNY'],
]

/** What stands behind a number and multiplies it, as a power of ten. */
const multiples: Readonly<Record<string, number>> = {
  千: 3,
  k: 3,
  万: 4,
  萬: 4,
  w: 4,
  十万: 5,
  十萬: 5,
  百万: 6,
  百萬: 6,
  m: 6,
  mn: 6,
  千万: 7,
  千萬: 7,
  亿: 8,
  億: 8,
  十亿: 9,
  十億: 9,
  bn: 9,
  万亿: 12,
  萬億: 12,
}

const DIGITS_AT_MOST = 60

/** Digits with the point moved to the right by `power` places, without needless zeros. */
function shifted(digits: string, power: number): string {
  const [whole = '', fraction = ''] = digits.split('.')
  const all = whole + fraction
  const at = whole.length + power
  const padded = at <= 0 ? '0'.repeat(1 - at) + all : all.padEnd(at, '0')
  const point = at <= 0 ? 1 : at
  const front = padded.slice(0, point).replace(/^0+(?=\d)/, '')
  const back = padded.slice(point).replace(/0+$/, '')
  return back === '' ? front : `${front}.${back}`
}

/** Digits with at most one point; null where the marks between them make no sense. A lone comma before other than three digits is a decimal one. */
function plainDigits(text: string): string | null {
  if (/^\d+(?:\.\d*)?$|^\.\d+$/.test(text)) return text.endsWith('.') ? text.slice(0, -1) : text
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text)) return text.replaceAll(',', '').replace(/\.$/, '')
  if (/^\d{1,3}(?:'\d{3})+(?:\.\d*)?$/.test(text)) return text.replaceAll("'", '')
  if (/^\d{1,4}(?:,\d{4})+(?:\.\d*)?$/.test(text)) return text.replaceAll(',', '')
  if (/^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return text.replaceAll('.', '').replace(',', '.')
  if (/^\d+,\d+$/.test(text)) return text.replace(',', '.')
  return null
}

type Taken = Readonly<{ rest: string; currency: string | undefined }>

function takeCurrency(text: string, isBehind: boolean): Taken {
  for (const [pattern, currency] of currencies) {
    const found = isBehind ? new RegExp(`(?:${pattern.source.slice(1)})$`, 'i').exec(text) : pattern.exec(text)
    if (!found) continue
    return { rest: isBehind ? text.slice(0, found.index) : text.slice(found[0].length), currency }
  }
  return { rest: text, currency: undefined }
}

type Signed = Readonly<{ rest: string; isNegative: boolean }>

function takeSign(text: string): Signed {
  if (/^\(.*\)$/.test(text)) return { rest: text.slice(1, -1), isNegative: true }
  if (/^(?:-|负|負)/.test(text)) return { rest: text.slice(1), isNegative: true }
  if (text.endsWith('-')) return { rest: text.slice(0, -1), isNegative: true }
  return { rest: text.startsWith('+') ? text.slice(1) : text, isNegative: false }
}

type Scaled = Readonly<{ digits: string; power: number; isPercent: boolean }>

function takeScale(text: string): Scaled | null {
  const found = /^([\d.,']+)(?:e([+-]?\d{1,3}))?(.*)$/i.exec(text)
  const digits = found && plainDigits(found[1]!)
  if (!found || digits === null) return null
  const unit = found[3]!.toLowerCase()
  const exponent = Number(found[2] ?? 0)
  if (unit === '') return { digits, power: exponent, isPercent: false }
  if (unit === '%' || unit === '‰') return { digits, power: exponent - (unit === '%' ? 2 : 3), isPercent: true }
  const multiple = Object.hasOwn(multiples, unit) ? multiples[unit] : undefined
  return multiple === undefined ? null : { digits, power: exponent + multiple, isPercent: false }
}

const spacedThousands = /^\D*\d{1,3}(?: \d{3})+(?:[.,]\d+)?\D*$/

/** The text half-width with one kind of dash, apostrophe and no space; null where a space parts digits that are not thousands. */
function withoutSpaces(text: string): string | null {
  const plain = toHalfWidth(text)
    .replace(/[\u2212\u2013\u2014]/g, '-')
    .replace(/[\u2019`]/g, "'")
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
  if (/\d \d/.test(plain) && !spacedThousands.test(plain)) return null
  return plain.replaceAll(' ', '')
}

/**
 * The number a text is, as a plain decimal, or null where it is none. Nothing is rounded.
 *
 * Reads thousands (`1,234.50`, `1 234`, `1.234,50`), currencies before or behind (`￥1,200`, `35元`), Chinese multiples (`35万`, `3.5w`,
 * `1.2亿`), accounting negatives (`(120)`, `120-`), full-width digits, percent and exponents. `¥` is taken as CNY.
 */
export function readNumber(text: string): ReadNumber | null {
  const plain = withoutSpaces(text)
  if (plain === null || plain.length === 0 || plain.length > DIGITS_AT_MOST) return null
  const outer = takeSign(plain)
  const before = takeCurrency(outer.rest, false)
  const behind = takeCurrency(before.rest, true)
  const inner = takeSign(behind.rest)
  const scaled = takeScale(inner.rest)
  if (!scaled || (outer.isNegative && inner.isNegative)) return null
  if (scaled.power > 40 || scaled.power < -40) return null
  const value = shifted(scaled.digits, scaled.power)
  const isNegative = (outer.isNegative || inner.isNegative) && /[1-9]/.test(value)
  const currency = before.currency ?? behind.currency
  return { value: isNegative ? `-${value}` : value, ...(currency && { currency }), ...(scaled.isPercent && { isPercent: true as const }) }
}
