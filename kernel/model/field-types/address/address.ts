import { type Sql, sql } from '../../../db/sql.ts'
import { fail } from '../../fault.ts'
import type { FieldType, Operator } from '../../field-type.ts'
import type { Address } from '../../fields.ts'
import { equality, inPinyinOrder, matching } from '../operators.ts'
import { readLine } from '../read-text.ts'
import { draw, pick } from '../samples.ts'
import { nameOfCode, provinces } from './divisions.ts'
import { splitLine } from './split-line.ts'

const most: Readonly<Record<keyof Address, number>> = { country: 2, province: 60, city: 60, district: 60, postcode: 20, street: 200 }
const parts = Object.keys(most) as readonly (keyof Address)[]
const divisionParts: ReadonlySet<keyof Address> = new Set(['province', 'city', 'district'])
const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

function readPart(part: keyof Address, input: unknown): string | null {
  const text = readLine(input ?? '', most[part])
  if (text === null) return null
  if (part === 'country' && !(/^[A-Z]{2}$/.test(text) && countryNames.of(text))) fail('kernel.bad-value', { want: 'country' })
  return divisionParts.has(part) && /^(\d{2}){1,3}$/.test(text) ? (nameOfCode(text) ?? text) : text
}

function readAddress(input: unknown): Address | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) fail('kernel.bad-value', { want: 'address' })
  if (Object.keys(input).some((key) => !Object.hasOwn(most, key))) fail('kernel.bad-value', { want: 'address' })
  const given = parts.flatMap((part) => {
    const text = readPart(part, (input as Record<string, unknown>)[part])
    return text === null ? [] : [[part, text] as const]
  })
  return given.length > 0 ? Object.fromEntries(given) : null
}

const isChinese = (text: string | undefined): boolean => /\p{Script=Han}/u.test(text ?? '')

/** One line: Chinese from the large to the small without gaps, others the other way round. */
export function addressLine({ country, province, city, district, postcode, street }: Address): string {
  if (isChinese(`${province ?? ''}${city ?? ''}${street ?? ''}`)) {
    const line = [province, city === province ? undefined : city, district, street].filter((part) => part).join('')
    return postcode ? `${postcode} ${line}` : line
  }
  const region = [province, postcode].filter((part) => part).join(' ')
  return [street, district, city, region, country].filter((part) => part).join(', ')
}

/** Written with `||`, so that an index may carry it: concat_ws counts as changing with settings. */
const lineOf = ([address]: readonly Sql[]): Sql =>
  sql`(${sql.join(
    ['province', 'city', 'district', 'street'].map((part) => sql`coalesce(${address!} ->> ${sql.literal(part)}, '')`),
    ' || ',
  )})`

/** With a text: somewhere in the line. With parts: exactly these, whatever the others are. */
const contains: Operator = (input) =>
  typeof input.value === 'string'
    ? matching(lineOf).contains!(input)
    : sql`${input.columns[0]!} @> ${JSON.stringify(readAddress(input.value) ?? {})}::jsonb`

const streets = ['人民路18号', '科技园南路1号 B座 302', '解放大道 99号', '中山北路256弄3号楼']

export const addressType: FieldType = {
  kind: 'address',
  personal: true,
  columns: (name) => [{ name, type: 'jsonb' }],
  parse: (input) => (input === null || input === '' ? null : readAddress(input)),
  toCells: (value) => [value as Address],
  select: ([address]) => address!,
  schema: () => ({
    type: 'object',
    properties: Object.fromEntries(parts.map((part) => [part, { type: 'string', maxLength: most[part] }])),
    additionalProperties: false,
  }),
  operators: {
    ...equality({ cast: 'jsonb', read: (value) => JSON.stringify(readAddress(value) ?? {}) }),
    ...matching(lineOf),
    contains,
  },
  order: (columns) => inPinyinOrder(sql`NULLIF(${lineOf(columns)}, '')`),
  texts: (value) => [{ text: addressLine(value as Address), kind: 'text' }],
  fromText: (text) => splitLine(text),
  toText: (answer) => addressLine(answer as Address),
  settings: [],
  sample: (seed) => {
    const province = pick(seed, provinces)
    const city = pick(seed, province.children, 1)
    const district = city.children.length > 0 ? pick(seed, city.children, 2) : null
    const street = pick(seed, streets, 3)
    const postcode = String(100_000 + draw(seed, 800_000, 4))
    return { country: 'CN', province: province.name, city: city.name, ...(district ? { district: district.name } : {}), postcode, street }
  },
}
