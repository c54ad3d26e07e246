import type { Writable } from 'node:stream'
import type { Access, Actor } from '../access/define-access.ts'
import { xlsxWriter } from '../files/write-table.ts'
import type { CatalogObject } from '../model/catalog.ts'

type Template = Readonly<{ access: Access; actor: Actor; object: CatalogObject; heading: (name: string) => string }>

/** Writes an empty workbook with a column for each field that the person may fill, what is required first. */
export async function writeTemplate({ access, actor, object, heading }: Template, out: Writable): Promise<void> {
  const fields = Object.values(object.fields).filter(
    (field) => !field.readOnly && !field.type.compute && !field.type.parts && access.fieldRight(actor, object.name, field.name) === 'write',
  )
  const sorted = fields.toSorted((a, b) => Number(b.required) - Number(a.required))
  async function* nothing() {}
  await xlsxWriter(
    sorted.map((field) => ({ key: field.name, title: heading(field.name), kind: 'text' })),
    nothing(),
    out,
    { sheetName: heading('') },
  )
}
