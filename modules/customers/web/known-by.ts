/** Held against the duplicates of an object, or, without one, against what others hold of customers. */
type Asked = Readonly<{ object: string | null; values: Readonly<Record<string, string>> }>

const digitsOf = (text: string): number => text.replace(/\D/g, '').length
const isMail = (text: string): boolean => /^[^@\s]*@[^@\s]+\.[^@\s]+$/.test(text)
const isTaxNumber = (text: string): boolean => /^[0-9A-Z]{15,20}$/i.test(text) && /\d/.test(text)
const isPhone = (text: string): boolean => /^[+\d\s()/-]+$/.test(text) && digitsOf(text) >= 7 && digitsOf(text) <= 14
const isSite = (text: string): boolean => /^(https?:\/\/)?[\w-]+(\.[\w-]+)+(\/.*)?$/.test(text)
const hostOf = (text: string): string =>
  text
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/.*$/, '')
    .toLowerCase()

/** What is asked of which objects for something that was typed: a telephone number, an address of mail or its domain, a web site, a tax number, else a name. */
export function askedFor(typed: string): readonly Asked[] {
  const text = typed.trim()
  if (text.length < 2) return []
  if (isMail(text)) {
    const domain = text.slice(text.indexOf('@') + 1)
    const people = text.startsWith('@') ? [] : ['contact', 'lead'].map((object) => ({ object, values: { email: text } }))
    return [{ object: 'account', values: { website: domain } }, { object: null, values: { domain } }, ...people]
  }
  if (isTaxNumber(text))
    return [
      { object: 'account', values: { creditCode: text.toUpperCase() } },
      { object: null, values: { taxNumber: text.toUpperCase() } },
    ]
  if (isPhone(text))
    return [
      { object: 'account', values: { phone: text } },
      { object: 'contact', values: { mobile: text } },
      { object: 'lead', values: { mobile: text, phone: text } },
    ]
  if (isSite(text))
    return [
      { object: 'account', values: { website: text } },
      { object: null, values: { domain: hostOf(text) } },
    ]
  return [
    { object: 'account', values: { name: text } },
    { object: 'lead', values: { company: text } },
  ]
}
