import { fail } from '../../fault.ts'
import type { FieldType } from '../../field-type.ts'
import { ends, equality, matching } from '../operators.ts'
import { checkText, readLine } from '../read-text.ts'
import { draw, pick } from '../samples.ts'

const mostCharacters = 2000
const withScheme = /^https?:\/\//i
const otherScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i

const complete = (text: string): string => {
  if (withScheme.test(text)) return text.replace(withScheme, (scheme) => scheme.toLowerCase())
  return otherScheme.test(text) ? text : `https://${text.replace(/^\/\//, '')}`
}

function readAddress(input: unknown): string | null {
  const text = readLine(input, mostCharacters)
  if (text === null) return null
  const full = complete(text)
  const url = URL.canParse(full) && !/[\s<>"`\\]/.test(full) ? new URL(full) : null
  const isNamed = withScheme.test(text) || url?.hostname.includes('.') || url?.hostname === 'localhost'
  if (!url || !withScheme.test(full) || !isNamed) fail('kernel.bad-value', { want: 'webAddress' })
  if (url.username !== '' || url.password !== '') fail('kernel.bad-value', { reason: 'credentials' })
  return full
}

/** Adds `https://` where no scheme is given; only http and https, no names or passwords in it. */
/** The name of the site, without `www.`. */
function siteOf(address: string): string {
  const withProtocol = /^[a-z]+:/i.test(address) ? address : `https://${address}`
  return URL.canParse(withProtocol) ? new URL(withProtocol).hostname.replace(/^www\./, '') : ''
}

export const webAddressType: FieldType = {
  kind: 'webAddress',
  columns: (name) => [{ name, type: 'text' }],
  parse: (input) => (input === null ? null : readAddress(input)),
  toCells: (value) => [value as string],
  select: ([address]) => address!,
  schema: () => ({ type: 'string', maxLength: mostCharacters }),
  operators: {
    ...equality({ cast: 'text', read: (value) => complete(checkText(value).trim()) }),
    ...matching(),
  },
  order: ([address]) => address!,
  measures: ends,
  twinKey: (value) => siteOf(value as string),
  texts: (value) => [{ text: (value as string).replace(withScheme, ''), kind: 'text' }],
  formulaSort: () => 'text',
  settings: [],
  sample: (seed) =>
    `https://${pick(seed, ['www.example.com', 'shop.example.cn', 'example.org'])}/${pick(seed, ['', 'about', '产品', 'a_b?x=1%20'], 1)}${draw(seed, 1000, 2)}`,
}
