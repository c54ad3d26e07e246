import type { OutColumn } from '../files/out-table.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import type { Locale, ParseContext } from '../model/field-type.ts'

type Answer = Readonly<Record<string, unknown>>
/** One column of a file and how its cell is read off an answered record. */
export type ExportColumn = Readonly<{ out: OutColumn; cell: (row: Answer) => unknown }>

/**
 * The columns of a file: one per field, for links the title and beside it the id, for money the amount and beside it the currency.
 * Headed by names, so that the file can be imported again as it is, or by labels.
 */
export function exportColumns(o: {
  object: CatalogObject
  fields: readonly string[]
  /** Of masked fields the answer is a text, whatever their kind. */
  isMasked: (name: string) => boolean
  heading: (field: CatalogField) => string
  context: ParseContext
  locale: Locale
}): ExportColumn[] {
  return o.fields.flatMap((name) => {
    const field = o.object.fields[name]!
    const title = o.heading(field)
    if (o.isMasked(name)) return [{ out: { key: name, title, kind: 'text' }, cell: (row) => row[name] ?? null }]
    if (field.refers !== null) return linkColumns(field, title)
    if (field.type.currencyOf) return moneyColumns(field, title)
    return [{ out: { key: name, title, kind: kindOf(field) }, cell: (row) => textOf(field, row[name], o.context) }]
  })
}

function linkColumns(field: CatalogField, title: string): ExportColumn[] {
  const at = (part: 'id' | 'title') => (row: Answer) => (row[field.name] as { id?: unknown; title?: unknown } | null)?.[part] ?? null
  return [
    { out: { key: field.name, title, kind: 'text' }, cell: at('title') },
    { out: { key: `${field.name}.id`, title: `${title}.id`, kind: 'text' }, cell: at('id') },
  ]
}

function moneyColumns(field: CatalogField, title: string): ExportColumn[] {
  const at = (part: 'amount' | 'currency') => (row: Answer) =>
    (row[field.name] as { amount?: unknown; currency?: unknown } | null)?.[part] ?? null
  return [
    { out: { key: field.name, title, kind: 'number' }, cell: at('amount') },
    { out: { key: `${field.name}.currency`, title: `${title}.currency`, kind: 'text' }, cell: at('currency') },
  ]
}

function textOf(field: CatalogField, value: unknown, context: ParseContext): unknown {
  if (value === null || value === undefined) return null
  return field.type.toText ? field.type.toText(value, field.options, context) : value
}

/** What a spreadsheet should take the cells for, by the JSON that the kind answers. */
function kindOf(field: CatalogField): OutColumn['kind'] {
  const schema = (field.type.answer ?? field.type.schema)(field.options) as { type?: unknown; format?: unknown }
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'yes-no'
  if (schema.format === 'date') return 'day'
  return schema.format === 'date-time' ? 'instant' : 'text'
}
