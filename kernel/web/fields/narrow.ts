import type { FieldMeta, LinkValue, Meta, ObjectMeta, Row } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'

const people = 'member'

/** What the records offered must hold, and what one made on the spot begins with. */
export type Narrowing = Readonly<{ narrow: FilterJson; preset: Partial<Row> }>

/**
 * What the record's other links say about the records a link may name: with the customer chosen, its contacts, and those who follow it through their lines.
 * A link narrows another where the records the other one offers have a link to the same object.
 */
export function narrowing(meta: Meta, from: { object: string; field: FieldMeta; row: Partial<Row> | undefined }): Narrowing | undefined {
  const { object, field, row } = from
  const target = meta.objects[field.options.to ?? '']
  if (!target || !row) return undefined
  for (const other of Object.values(meta.objects[object]?.fields ?? {})) {
    const to = other.options.to
    const chosen = row[other.name] as LinkValue | null | undefined
    if (other.name === field.name || !to || to === people || to === target.name || !chosen?.id) continue
    const by = Object.values(target.fields).find((one) => one.options.to === to && !one.system)
    if (!by) continue
    const own = { [by.name]: chosen.id }
    const along = target.follows.flatMap((path) => alongLines(meta, target, { path, to, id: chosen.id }) ?? [])
    return { narrow: along.length > 0 ? { or: [own, ...along] } : own, preset: { [by.name]: chosen } }
  }
  return undefined
}

/** Records with a line that names the chosen one, where records follow their lines' link to such. */
function alongLines(meta: Meta, target: ObjectMeta, { path, to, id }: { path: string; to: string; id: string }): FilterJson | undefined {
  const [first, last] = path.split('.') as [string, string?]
  const lines = target.fields[first]?.options.object as string | undefined
  return lines && last && meta.objects[lines]?.fields[last]?.options.to === to ? { [first]: { some: { [last]: id } } } : undefined
}
