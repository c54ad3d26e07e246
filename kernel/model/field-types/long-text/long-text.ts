import type { FieldOptions, FieldType } from '../../field-type.ts'
import { equality, matching } from '../operators.ts'
import { checkText, readLines } from '../read-text.ts'
import { pick } from '../samples.ts'
import { withoutMarks } from './mentions.ts'

const maxOf = (options: FieldOptions): number => (options.max as number | undefined) ?? 20_000

const notes = [
  '客户希望在春节前完成部署。\n下周二再次电话确认预算。',
  'Asked for a second offer.\n\nDecision by the end of the quarter.',
  '已寄出樣品，等待回覆。',
  'Visited the plant; the new line starts in May.',
]

export const longTextType: FieldType = {
  kind: 'longText',
  columns: (name) => [{ name, type: 'text' }],
  parse: (input, options) => (input === null ? null : readLines(input, maxOf(options))),
  toCells: (value) => [value as string],
  select: ([text]) => text!,
  schema: (options) => ({ type: 'string', maxLength: maxOf(options) }),
  operators: { ...equality({ cast: 'text', read: (value) => checkText(value).replace(/\r\n?/g, '\n').trim() }), ...matching() },
  texts: (value) => [{ text: withoutMarks(value as string), kind: 'text' }],
  formulaSort: () => 'text',
  settings: [{ name: 'max', takes: 'number', min: 1, max: 100_000 }],
  sample: (seed, options) => [...`${pick(seed, notes)} (${seed})`].slice(0, maxOf(options)).join('').trim(),
}
