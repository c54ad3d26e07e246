import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { canonical } from '../model/field-types/phone/number.ts'

/** What a person is known by. */
export type Identity = Readonly<{ mails: readonly string[]; phones: readonly string[]; names: readonly string[] }>
export type Known = keyof Identity

export const nobody: Identity = { mails: [], phones: [], names: [] }
const shortestName = 2

/** What somebody typed: a mail address, a phone number, else a name. */
export function identityIn(text: string, region: string): Identity {
  const plain = text.normalize('NFC').trim()
  if (plain.includes('@')) return { ...nobody, mails: [plain.toLowerCase()] }
  const phone = (plain.match(/\d/g)?.length ?? 0) >= 5 ? canonical(plain, region) : null
  return phone ? { ...nobody, phones: [phone] } : { ...nobody, names: [plain] }
}

export function together(...all: readonly Identity[]): Identity {
  const of = (known: Known) => [...new Set(all.flatMap((one) => one[known]))].filter((text) => [...text].length >= shortestName)
  return { mails: of('mails'), phones: of('phones'), names: of('names') }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const gap = '[^0-9A-Za-z]{0,2}'

/** A number in any spelling: with the country's code or the leading 0, with blanks and strokes between its digits. */
function phonePattern(stored: string): string {
  const number = parsePhoneNumberFromString(stored)
  const digits = number?.nationalNumber ?? stored.replace(/\D/g, '')
  const code = number ? `(?:\\+?${number.countryCallingCode}${gap})?` : ''
  return `(?<![0-9])${code}0?${[...digits].join(gap)}(?![0-9])`
}

type Words = Readonly<{ before: string; behind: string }>
const ofDatabase: Words = { before: '(?<![[:alnum:]_])', behind: '(?![[:alnum:]_])' }
const ofProgram: Words = { before: '(?<![\\p{L}\\p{N}_])', behind: '(?![\\p{L}\\p{N}_])' }

/** Latin names count as whole words; where words are written without blanks between them, anywhere. */
const namePattern = (name: string, { before, behind }: Words): string =>
  /^[\p{Script=Latin}\d .'’-]+$/u.test(name) ? `${before}${escaped(name)}${behind}` : escaped(name)

const patterns: Readonly<Record<Known, (text: string, words: Words) => string>> = {
  mails: escaped,
  phones: phonePattern,
  names: namePattern,
}
const everything: readonly Known[] = ['mails', 'phones', 'names']

function patternIn(identity: Identity, which: readonly Known[], words: Words): string | null {
  const parts = which.flatMap((known) => identity[known].map((text) => patterns[known](text, words)))
  return parts.length === 0 ? null : `(?:${parts.join('|')})`
}

/** A regular expression of PostgreSQL, for `~*`; null where nothing is known. */
export const patternOf = (identity: Identity, which: readonly Known[] = everything): string | null => patternIn(identity, which, ofDatabase)

/** The same for texts at hand. */
export const expressionOf = (identity: Identity): RegExp | null => {
  const pattern = patternIn(identity, everything, ofProgram)
  return pattern === null ? null : new RegExp(pattern, 'giu')
}
