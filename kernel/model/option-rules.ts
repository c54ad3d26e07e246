import type { Issue } from './fault.ts'
import type { ChoiceOption, FieldOptions } from './field-type.ts'
import { isFilled } from './is-filled.ts'

type Row = Readonly<Record<string, unknown>>
/** What checks need of a field; the catalog's and the browser's fields both have it. */
export type CheckedField = Readonly<{ name: string; options: FieldOptions }>

/** Beside its key and looks, an option may say: it is no longer given anew, fields it asks for, values of another choice that it goes with. */
type Option = ChoiceOption & Readonly<{ retired?: boolean; needs?: readonly string[]; when?: readonly string[] }>

const optionsOf = ({ options }: CheckedField): readonly Option[] =>
  Array.isArray(options.choices) && !options.from ? (options.choices as readonly Option[]) : []

/** Whether an option may be given beside the record's other values; `dependsOn` names the choice it hangs on. */
export function fitsRow(field: CheckedField, option: Readonly<Record<string, unknown>>, row: Row): boolean {
  const { when } = option as Option
  const by = field.options.dependsOn
  return !Array.isArray(when) || when.length === 0 || typeof by !== 'string' || when.includes(row[by] as string)
}

/** Fields with something to check about their options; others cost nothing at a write. */
export const fieldsWithOptionRules = (fields: readonly CheckedField[]): readonly CheckedField[] =>
  fields.filter((field) => optionsOf(field).some((option) => option.retired || option.needs?.length || option.when?.length))

/**
 * What is wrong with the options a record has: retired ones given anew, ones that do not go with the value they depend on, and fields that
 * an option asks for. What a stored record had already may stay.
 */
export function checkOptions(fields: readonly CheckedField[], row: Row, before: Row | null): Issue[] {
  return fields.flatMap((field) =>
    optionsOf(field)
      .filter((option) => [row[field.name]].flat().includes(option.key))
      .flatMap((option) => issuesOf(field, option, { row, before })),
  )
}

function issuesOf(field: CheckedField, option: Option, { row, before }: { row: Row; before: Row | null }): Issue[] {
  const details = { option: option.key, labels: option.labels ?? (typeof option.label === 'string' ? { en: option.label } : {}) }
  const stood = before !== null && [before[field.name]].flat().includes(option.key)
  const by = String(field.options.dependsOn ?? '')
  const moved = !stood || before?.[by] !== row[by]
  const open = (option.needs ?? []).filter((name) => !isFilled(row[name]) && !(stood && !isFilled(before?.[name])))
  return [
    ...(option.retired && !stood ? [{ path: field.name, code: 'kernel.retired-option', details }] : []),
    ...(moved && !fitsRow(field, option, row) ? [{ path: field.name, code: 'kernel.unfit-option', details: { ...details, by } }] : []),
    ...open.map((name) => ({ path: name, code: 'kernel.needed', details: { ...details, of: field.name } })),
  ]
}
