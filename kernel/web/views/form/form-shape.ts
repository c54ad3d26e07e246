import type { FieldMeta, ObjectMeta, Row, ViewsMeta } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/type-of.ts'

export type FormRow = readonly FieldMeta[]
export type FormSection = Readonly<{ section: string; label: string; rows: readonly FormRow[]; shownWhen?: string }>

/** Whether a person may type a value at all. */
export const isEditable = (field: FieldMeta): boolean => Boolean(webTypeOf(field).Input) && !field.readOnly && field.right === 'write'

const bareSection = (object: ObjectMeta): FormSection[] => {
  const fields = Object.values(object.fields).filter((field) => !field.system)
  return [{ section: 'all', label: object.label, rows: fields.map((field) => [field]) }]
}

/** How a record looks: where its type decides, by that type. */
export function viewsOf(object: ObjectMeta, row: Partial<Row> | undefined): ViewsMeta {
  const type = object.recordType ? row?.[object.recordType] : undefined
  return (typeof type === 'string' ? object.viewsByType?.[type] : undefined) ?? object.views
}

type Shown = Readonly<{
  keep?: (field: FieldMeta) => boolean
  /** The record, for its type and for conditions. */
  row?: Partial<Row> | undefined
  /** Whether a condition holds; without it all do. */
  holds?: ((expression: string) => boolean) | undefined
}>

/** Sections of an object with the fields this person may see; empty rows and sections are left out, and those whose condition does not hold. */
export function sectionsOf(object: ObjectMeta, { keep = () => true, row, holds = () => true }: Shown = {}): readonly FormSection[] {
  const declared: readonly FormSection[] =
    viewsOf(object, row).form?.map(({ rows, ...section }) => ({
      ...section,
      rows: rows.map((names) => names.flatMap((name) => object.fields[name] ?? [])),
    })) ?? bareSection(object)
  return declared
    .filter(({ shownWhen }) => !shownWhen || holds(shownWhen))
    .map((section) => ({ ...section, rows: section.rows.map((one) => one.filter(keep)).filter((one) => one.length > 0) }))
    .filter(({ rows }) => rows.length > 0)
}
