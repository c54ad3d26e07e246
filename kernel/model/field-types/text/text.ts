import { nameKey } from '../../../search/normalise.ts'
import type { FieldOptions, FieldType } from '../../field-type.ts'
import { ends, equality, inPinyinOrder, matching, type Operators, ranges } from '../operators.ts'
import { checkText, readLine } from '../read-text.ts'
import { pick } from '../samples.ts'

const maxOf = (options: FieldOptions): number => (options.max as number | undefined) ?? 200

/** Operators of columns that hold text as typed. */
export const textOperators: Operators = {
  ...equality({ cast: 'text', read: (value) => checkText(value).trim() }),
  ...ranges({ cast: 'text', read: (value) => checkText(value).trim(), on: ([text]) => inPinyinOrder(text!) }),
  ...matching(),
}

const words = [
  '星河科技',
  'Blue Harbour Ltd',
  '华东办事处',
  '二期 (phase 2)',
  '100% 棉',
  "O'Brien & Söhne",
  '設備更新',
  '续约_2027',
  'a\\b',
]

export const textType: FieldType = {
  kind: 'text',
  columns: (name) => [{ name, type: 'text' }],
  parse: (input, options) => (input === null ? null : readLine(input, maxOf(options))),
  toCells: (value) => [value as string],
  select: ([text]) => text!,
  schema: (options) => ({ type: 'string', maxLength: maxOf(options) }),
  operators: textOperators,
  order: ([text]) => inPinyinOrder(text!),
  measures: ends,
  twinKey: (value) => nameKey(String(value)),
  texts: (value) => [{ text: value as string, kind: 'text' }],
  formulaSort: () => 'text',
  settings: [{ name: 'max', takes: 'number', min: 1, max: 10_000 }],
  sample: (seed, options) => [...`${pick(seed, words)} ${seed}`].slice(0, maxOf(options)).join('').trim(),
}
