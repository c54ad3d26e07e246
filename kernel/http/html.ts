/** Text of a page: what is put in is escaped, unless it is such a text itself. */
export type Html = Readonly<{ html: string }>

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!)

type Part = Html | string | number | null | undefined | false | readonly Part[]

const textOf = (part: Part): string => {
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'object') return 'html' in part ? part.html : (part as readonly Part[]).map(textOf).join('')
  return escaped(String(part))
}

export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: texts.map((text, i) => text + textOf(parts[i])).join(''),
})
