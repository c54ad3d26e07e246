import type { CountryCode } from 'libphonenumber-js/max'
import { getCountryCallingCode } from 'libphonenumber-js/max'
import { type Sql, sql } from '../../../db/sql.ts'
import { phoneKey } from '../../../search/normalise.ts'
import type { FieldType, Operator, OperatorInput } from '../../field-type.ts'
import { equality, matching, readPart } from '../operators.ts'
import { draw, pick } from '../samples.ts'
import { canonical, formatPhone, readPhone } from './number.ts'

const digitsOf = (column: Sql): Sql => sql`regexp_replace(${column}, '[^0-9]', '', 'g')`
const asTyped = matching()

function callingCode(region: string): string {
  try {
    return getCountryCallingCode(region as CountryCode)
  } catch {
    return ''
  }
}

/** Digits are looked for whatever stands between them; the 0 of a national number is not part of the stored one. */
const contains: Operator = (input) => {
  const digits = readPart(input.value).normalize('NFKC').replace(/\D/g, '')
  if (digits === '') return asTyped.contains!(input)
  const wanted = [digits, ...(/^0\d/.test(digits) ? [digits.slice(1)] : [])]
  return sql.any(wanted.map((part) => sql`${digitsOf(input.columns[0]!)} LIKE ${`%${part}%`}::text`))
}

const startsWith: Operator = (input) => {
  const typed = readPart(input.value).normalize('NFKC')
  const digits = typed.replace(/\D/g, '')
  if (digits === '') return asTyped.startsWith!(input)
  const national = typed.trimStart().startsWith('+') ? [] : [`${callingCode(input.context.region)}${digits.replace(/^0/, '')}`]
  return sql.any([digits, ...national].map((part) => sql`${digitsOf(input.columns[0]!)} LIKE ${`${part}%`}::text`))
}

const readComparand = (value: unknown, { context }: OperatorInput): string =>
  canonical(readPart(value), context.region) ?? (value as string).trim()

export const phoneType: FieldType = {
  kind: 'phone',
  personal: true,
  columns: (name) => [{ name, type: 'text' }],
  parse: (input, _options, context) => (input === null ? null : readPhone(input, context.region)),
  toCells: (value) => [value as string],
  select: ([phone]) => phone!,
  schema: () => ({ type: 'string', maxLength: 50 }),
  operators: { ...equality({ cast: 'text', read: readComparand }), contains, startsWith },
  order: ([phone]) => phone!,
  twinKey: (value) => phoneKey(String(value)),
  texts: (value) => [{ text: value as string, kind: 'phone' }],
  toText: (answer, _options, context) => formatPhone(answer as string, context?.region),
  formulaSort: () => 'text',
  settings: [],
  sample: (seed) => `+86${pick(seed, ['138', '139', '158', '186'])}${String(draw(seed, 100_000_000, 1)).padStart(8, '0')}`,
}
