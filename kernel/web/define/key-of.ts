import type { Labels } from '../../model/field-type.ts'

const longest = 30

/** Words in the manner of keys: `Start date` → `startDate`. */
function toKey(words: readonly string[]): string {
  const [first = '', ...rest] = words.map((word) => word.toLowerCase()).filter((word) => word !== '')
  const joined = first + rest.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
  const key = joined.replace(/^[^a-z]+/, '').slice(0, longest)
  return key === '' ? 'field' : key
}

const plainWords = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(/[^A-Za-z0-9]+/)

/** A key for something that is only called something: from English where there is some, else from how it is spoken. Never one that is taken. */
export async function keyOf(labels: Labels, taken: ReadonlySet<string>): Promise<string> {
  const english = labels.en ?? Object.values(labels).find((label) => /^[\x20-\x7e]+$/.test(label)) ?? ''
  const chinese = labels['zh-CN'] ?? labels['zh-TW'] ?? ''
  const words = /[A-Za-z]/.test(english) ? plainWords(english) : chinese === '' ? [] : await spoken(chinese)
  const key = toKey(words)
  for (let i = 1; ; i += 1) {
    const tried = i === 1 ? key : `${key}${i}`
    if (!taken.has(tried)) return tried
  }
}

async function spoken(text: string): Promise<readonly string[]> {
  const { pinyin } = await import('pinyin-pro')
  return pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).flatMap(plainWords)
}
