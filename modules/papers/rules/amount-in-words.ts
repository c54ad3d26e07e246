const digits = { 'zh-CN': '零壹贰叁肆伍陆柒捌玖', 'zh-TW': '零壹貳參肆伍陸柒捌玖' } as const
const places = ['', '拾', '佰', '仟'] as const
const groups = { 'zh-CN': ['', '万', '亿', '万亿'], 'zh-TW': ['', '萬', '億', '兆'] } as const
const whole = { 'zh-CN': '整', 'zh-TW': '整' } as const

/** Amount as Chinese papers write it so that nobody can change it: 壹仟零贰元叁角整. Cents are rounded; null from ten thousand billions on. */
export function amountInWords(amount: number, locale: 'zh-CN' | 'zh-TW'): string | null {
  const cents = Math.round(Math.abs(amount) * 100)
  if (!Number.isFinite(amount) || cents >= 1e17 || !Number.isSafeInteger(cents)) return null
  const [units, jiao, fen] = [Math.floor(cents / 100), Math.floor(cents / 10) % 10, cents % 10]
  const digit = (n: number): string => digits[locale][n]!
  const sign = amount < 0 && cents > 0 ? (locale === 'zh-CN' ? '负' : '負') : ''
  const head = units > 0 || (jiao === 0 && fen === 0) ? `${unitsInWords(units, locale)}元` : ''
  if (jiao === 0 && fen === 0) return `${sign}${head}${whole[locale]}`
  const gap = head !== '' && jiao === 0 ? digit(0) : ''
  return `${sign}${head}${gap}${jiao > 0 ? `${digit(jiao)}角` : ''}${fen > 0 ? `${digit(fen)}分` : whole[locale]}`
}

/** Groups of four digits; a zero stands once for all that lie between two others. */
function unitsInWords(units: number, locale: 'zh-CN' | 'zh-TW'): string {
  if (units === 0) return digits[locale][0]!
  const parts: string[] = []
  let isGap = false
  for (let at = 3; at >= 0; at -= 1) {
    const group = Math.floor(units / 10_000 ** at) % 10_000
    if (group === 0) {
      isGap = parts.length > 0
      continue
    }
    if (parts.length > 0 && (isGap || group < 1_000)) parts.push(digits[locale][0]!)
    parts.push(groupInWords(group, locale), groups[locale][at]!)
    isGap = false
  }
  return parts.join('')
}

function groupInWords(group: number, locale: 'zh-CN' | 'zh-TW'): string {
  let text = ''
  let isGap = false
  for (let at = 3; at >= 0; at -= 1) {
    const n = Math.floor(group / 10 ** at) % 10
    if (n === 0) {
      isGap = text !== ''
      continue
    }
    text += `${isGap ? digits[locale][0] : ''}${digits[locale][n]}${places[at]}`
    isGap = false
  }
  return text
}
