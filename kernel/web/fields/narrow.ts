import type { FieldMeta, LinkValue, Meta, Row } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'

const people = 'member'

/**
 * What the record's other links say about the records a link may name: with the customer chosen, its contacts.
 * A link narrows another where the records the other one offers have a link to the same object.
 */
export function narrowing(meta: Meta, from: { object: string; field: FieldMeta; row: Partial<Row> | undefined }): FilterJson | undefined {
  const { object, field, row } = from
  const target = meta.objects[field.options.to ?? '']
  if (!target || !row) return undefined
  for (const other of Object.values(meta.objects[object]?.fields ?? {})) {
    const to = other.options.to
    const chosen = row[other.name] as LinkValue | null | undefined
    if (other.name === field.name || !to || to === people || to === target.name || !chosen?.id) continue
    const by = Object.values(target.fields).find((one) => one.options.to === to && !one.system)
    if (by) return { [by.name]: chosen.id }
  }
  return undefined
}
