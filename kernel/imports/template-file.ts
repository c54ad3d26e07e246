import type { Writable } from 'node:stream'
import type { Access, Actor } from '../access/define-access.ts'
import { type BookSheet, writeBook } from '../files/write-book.ts'
import { csvWriter } from '../files/write-table.ts'
import { fieldLabel, objectLabel, optionLabel } from '../http/labels.ts'
import { textOf } from '../http/texts.ts'
import type { CatalogField } from '../model/catalog.ts'
import { labelIn } from '../model/labels.ts'
import type { ReasonReader } from './report/reason-text.ts'

type Template = Readonly<{ access: Access; actor: Actor; reader: ReasonReader & Readonly<{ object: string }> }>

/** Fields that the person may fill, what is required first. */
function fieldsOf({ access, actor, reader }: Template): readonly CatalogField[] {
  const object = reader.catalog!.objects[reader.object]!
  return Object.values(object.fields)
    .filter(
      (field) =>
        !field.readOnly && !field.type.compute && !field.type.parts && access.fieldRight(actor, object.name, field.name) === 'write',
    )
    .toSorted((a, b) => Number(b.required) - Number(a.required))
}

/** Labels of the options that may be given anew. */
const optionsOf = ({ reader }: Template, field: CatalogField): readonly string[] =>
  (field.type.choices?.(field.options) ?? [])
    .filter((option) => option.retired !== true)
    .map((option) => optionLabel(reader, `${field.object}.${field.name}`, option))

function valuesOf(template: Template, field: CatalogField): string {
  const target = field.refers ? template.reader.catalog!.objects[field.refers] : undefined
  return target ? objectLabel(template.reader, target) : optionsOf(template, field).join(' / ')
}

/** An empty file with the person's fields in his language, as CSV. */
export async function writeCsvTemplate(template: Template, out: Writable): Promise<void> {
  const columns = fieldsOf(template).map((field) => ({ key: field.name, title: fieldLabel(template.reader, field), kind: 'text' as const }))
  async function* nothing() {}
  await csvWriter(columns, nothing(), out)
}

/**
 * A workbook made from the model as it is now: a sheet to fill in, where choices offer their options and required columns are marked; a
 * second one that says what each field is for; and one with the options, out of sight.
 */
export async function writeTemplate(template: Template, out: Writable): Promise<void> {
  const { reader } = template
  const say = (key: string): string => textOf(reader.modules, reader.locale, `template.${key}`) ?? key
  const fields = fieldsOf(template)
  const chosen = fields.map((field) => ({ field, options: optionsOf(template, field) })).filter(({ options }) => options.length > 0)
  const lists = say('options')
  const filled: BookSheet = {
    name: sheetTitle(objectLabel(reader, reader.catalog!.objects[reader.object]!)),
    columns: fields.map((field) => {
      const column = chosen.findIndex((one) => one.field === field)
      return {
        title: fieldLabel(reader, field),
        isMarked: field.required && field.default === undefined,
        choose: column < 0 ? undefined : { sheet: lists, column, count: chosen[column]!.options.length },
      }
    }),
    rows: [],
  }
  const told: BookSheet = {
    name: say('fields'),
    columns: ['field', 'required', 'help', 'values'].map((key) => ({ title: say(key) })),
    rows: fields.map((field) => [
      fieldLabel(reader, field),
      field.required && field.default === undefined ? say('yes') : '',
      labelIn(field.help, reader.locale) ?? textOf(reader.modules, reader.locale, `${field.object}.${field.name}.help`) ?? '',
      valuesOf(template, field),
    ]),
  }
  const longest = Math.max(0, ...chosen.map(({ options }) => options.length))
  const offered: BookSheet = {
    name: lists,
    isHidden: true,
    columns: chosen.map(({ field }) => ({ title: fieldLabel(reader, field) })),
    rows: Array.from({ length: longest }, (_, line) => chosen.map(({ options }) => options[line] ?? '')),
  }
  await writeBook(chosen.length > 0 ? [filled, told, offered] : [filled, told], out)
}

const sheetTitle = (title: string): string => title.replace(/[[\]:*?/\\']/g, ' ').slice(0, 31)
