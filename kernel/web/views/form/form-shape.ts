import type { FieldMeta, ObjectMeta } from '../../data/meta-types.ts'
import { webTypeOf } from '../../fields/type-of.ts'

export type FormRow = readonly FieldMeta[]
export type FormSection = Readonly<{ section: string; label: string; rows: readonly FormRow[] }>

/** Whether a person may type a value at all. */
export const isEditable = (field: FieldMeta): boolean => Boolean(webTypeOf(field).Input) && !field.readOnly && field.right === 'write'

const bareSection = (object: ObjectMeta): FormSection[] => {
  const fields = Object.values(object.fields).filter((field) => !field.system)
  return [{ section: 'all', label: object.label, rows: fields.map((field) => [field]) }]
}

/** Sections of an object with the fields this person may see; empty rows and sections are left out. */
export function sectionsOf(object: ObjectMeta, keep: (field: FieldMeta) => boolean = () => true): readonly FormSection[] {
  const declared: readonly FormSection[] =
    object.views.form?.map(({ section, label, rows }) => ({
      section,
      label,
      rows: rows.map((names) => names.flatMap((name) => object.fields[name] ?? [])),
    })) ?? bareSection(object)
  return declared
    .map((section) => ({ ...section, rows: section.rows.map((row) => row.filter(keep)).filter((row) => row.length > 0) }))
    .filter(({ rows }) => rows.length > 0)
}
