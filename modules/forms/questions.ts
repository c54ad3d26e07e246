import type { Work } from '#kernel'
import type { RowOf } from '#kernel/model'
import { formQuestion } from './objects/index.ts'

export type Question = Pick<RowOf<typeof formQuestion>, 'field' | 'isRequired' | 'label' | 'hint'>
type LeadField = Work['catalog']['objects'][string]['fields'][string]

const usual: readonly Question[] = ['name', 'mobile', 'company', 'need'].map((field) => ({
  field,
  isRequired: field === 'name' || field === 'mobile',
  label: null,
  hint: null,
}))

/** What a form asks, in its order; the usual questions where it names none. A lead has a name, so that is always required. */
export async function questionsOf(work: Work, form: string): Promise<readonly Question[]> {
  const rows = await work.find(formQuestion, { form }, { limit: 50, sort: ['position'] })
  return rows.length === 0 ? usual : rows.map((row) => (row.field === 'name' ? { ...row, isRequired: true } : row))
}

/** Where a lead stands is decided here, not by strangers. */
const ours: ReadonlySet<string> = new Set([
  'status',
  'source',
  'disqualifiedReason',
  'disqualifiedNote',
  'recallOn',
  'tags',
  'externalId',
  'pool',
  'poolReason',
  'poolNote',
  'lockedUntil',
  'returnOn',
])

/** Whether strangers may fill a field: one they can write down, and not one by which we work. */
export function mayBeAsked(field: LeadField | undefined): field is LeadField {
  if (!field || field.system || field.readOnly || field.type.compute || field.refers || field.type.parts || ours.has(field.name))
    return false
  const { type, format, items } = shapeOf(field)
  if (type === 'array') return items?.enum !== undefined
  return ['integer', 'number', 'boolean', 'string'].includes(type ?? '') && format !== 'date-time' && format !== 'uuid'
}

/** What a value looks like when it is written. */
export type Shape = Readonly<{
  type?: string
  format?: string
  maxLength?: number
  enum?: readonly unknown[]
  items?: Readonly<{ enum?: readonly unknown[] }>
}>
export const shapeOf = (field: LeadField): Shape => field.type.schema(field.options) as Shape
