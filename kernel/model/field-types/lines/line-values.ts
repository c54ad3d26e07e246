import type { FieldMeta, LinkValue, ObjectMeta, Row } from '../../../web/data/meta-types.ts'
import { toAmount } from '../../../web/data/use-aggregate.ts'
import { addsUp, toWriting, webTypeOf } from '../../../web/fields/type-of.ts'

export const linesOf = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as Row[]) : [])

const newPrefix = 'new-'
let made = 0

/** A line that is not stored yet, with the defaults of its fields. */
export function newLine(line: ObjectMeta): Row {
  made += 1
  const presets = Object.values(line.fields).filter((field) => field.default !== undefined && !field.system)
  return { id: `${newPrefix}${made}`, ...Object.fromEntries(presets.map((field) => [field.name, field.default])) }
}

/** Field the lines are in order by and that their table does not show: no person sets it, their place in the table does. */
const orderOf = (line: ObjectMeta): FieldMeta | undefined => {
  const { sort, columns = [] } = line.views.list ?? {}
  const name = sort?.replace(/^-/, '')
  const field = name && !columns.includes(name) ? line.fields[name] : undefined
  return field && !field.system && !field.readOnly ? field : undefined
}

/** Whether lines stand in an order that people give them. */
export const isArranged = (line: ObjectMeta): boolean => Boolean(orderOf(line))

/** Columns of a table of lines: those the object declares, without the link to the record. */
export function lineColumns(line: ObjectMeta, by: string): readonly FieldMeta[] {
  const order = orderOf(line)?.name
  const names = line.views.list?.columns ?? Object.keys(line.fields).filter((name) => name !== order)
  return names.flatMap((name) => (name === by ? [] : (line.fields[name] ?? []))).filter((field) => !field.system)
}

/** Whether a column says what a link beside it says already: the name of a line that nobody called otherwise than its product. */
export const isEcho = (column: FieldMeta, columns: readonly FieldMeta[], lines: readonly Row[]): boolean =>
  column.kind === 'text' &&
  columns.some(({ name, kind }) => kind === 'link' && lines.every((line) => (line[name] as LinkValue | null)?.title === line[column.name]))

/** Columns that have a sum: computed amounts where there are some, else all that can be added up. */
export function summed(columns: readonly FieldMeta[]): readonly FieldMeta[] {
  const able = columns.filter((field) => addsUp(field))
  const computed = able.filter((field) => field.readOnly)
  return computed.length > 0 ? computed : able
}

/** Sum of a column, in the shape of its values. */
export function sumOf(field: FieldMeta, lines: readonly Row[]): unknown {
  const values = lines.map((line) => line[field.name]).filter((value) => value !== null && value !== undefined)
  const sum = Number(values.reduce((total: number, value) => total + toAmount(value), 0).toFixed(4))
  const first = values[0]
  return typeof first === 'object' && first !== null && 'currency' in first ? { ...first, amount: sum } : sum
}

/** A new line in which nothing was filled in beside what every new line has. */
const isUntouched = (one: Row, line: ObjectMeta | undefined): boolean =>
  one.id.startsWith(newPrefix) &&
  Object.entries(one).every(([name, value]) => {
    const field = line?.fields[name]
    return !field || field.readOnly || field.system || value === null || value === undefined || value === field.default
  })

/** Lines as the server takes them: stored ones by id, in the order of the table. */
export function writeLines(lines: readonly Row[], line: ObjectMeta | undefined): unknown {
  const order = line && orderOf(line)?.name
  return lines
    .filter((one) => !isUntouched(one, line))
    .map((one, i) => {
      const known = Object.entries(one).filter(([name]) => {
        const field = line?.fields[name]
        return field && !field.readOnly && !field.system && webTypeOf(field).Input && name !== line.partOf
      })
      const values = Object.fromEntries(known.map(([name, value]) => [name, toWriting(value, line?.fields[name] as FieldMeta)]))
      return { ...(one.id.startsWith(newPrefix) ? {} : { id: one.id }), ...values, ...(order ? { [order]: i + 1 } : {}) }
    })
}
