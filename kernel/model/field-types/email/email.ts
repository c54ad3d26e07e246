import { fail } from '../../fault.ts'
import type { FieldType } from '../../field-type.ts'
import { ends, equality, matching } from '../operators.ts'
import { checkText, readLine } from '../read-text.ts'
import { draw, pick } from '../samples.ts'

const mostCharacters = 254
const local = /^[^\s@"(),:;<>[\\\]]{1,64}$/
const domain = /^(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u

const lowerDomain = (text: string): string => {
  const at = text.lastIndexOf('@')
  return at < 0 ? text : `${text.slice(0, at)}${text.slice(at).toLowerCase()}`
}

function readEmail(input: unknown): string | null {
  const text = readLine(input, mostCharacters)
  if (text === null) return null
  const at = text.lastIndexOf('@')
  const name = text.slice(0, Math.max(at, 0))
  const isGood = local.test(name) && !/^\.|\.\.|\.$/.test(name) && domain.test(text.slice(at + 1))
  return isGood ? lowerDomain(text) : fail('kernel.bad-value', { want: 'email' })
}

export const emailType: FieldType = {
  kind: 'email',
  personal: true,
  columns: (name) => [{ name, type: 'text' }],
  parse: (input) => (input === null ? null : readEmail(input)),
  toCells: (value) => [value as string],
  select: ([email]) => email!,
  schema: () => ({ type: 'string', format: 'email', maxLength: mostCharacters }),
  operators: { ...equality({ cast: 'text', read: (value) => lowerDomain(checkText(value).trim()) }), ...matching() },
  order: ([email]) => email!,
  measures: ends,
  twinKey: (value) => String(value).toLowerCase(),
  texts: (value) => [{ text: value as string, kind: 'text' }],
  fromText: (text) => text.trim().replace(/^mailto:/i, ''),
  formulaSort: () => 'text',
  settings: [],
  sample: (seed) =>
    `${pick(seed, ['li.wei', 'wang_fang', 'Zhang', 'anna+crm', '陈静'])}${draw(seed, 10_000, 1)}@${pick(seed, ['example.com', 'mail.example.cn', 'example.org'], 2)}`,
}
