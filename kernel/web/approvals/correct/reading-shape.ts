import type { FieldMeta, LinkValue, Meta, Row } from '../../data/meta-types.ts'
import { readPage } from '../../data/use-list.ts'

type Fields = Readonly<Record<string, FieldMeta>>
type Titles = ReadonlyMap<string, LinkValue>
/** What is done with the id of a link to an object. */
type OnLink = (to: string, id: string) => unknown

const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The values with every id of a link in them, also in lines, as `onLink` makes it. */
function mapped(
  meta: Meta,
  { fields, values }: { fields: Fields; values: Readonly<Record<string, unknown>> },
  onLink: OnLink,
): Partial<Row> {
  const one = (field: FieldMeta | undefined, value: unknown): unknown => {
    const { to, object } = field?.options ?? {}
    if (Array.isArray(value)) return value.map((part: unknown) => one(field, part))
    if (typeof to === 'string' && typeof value === 'string') return onLink(to, value)
    const line = typeof object === 'string' && isPlain(value) ? meta.objects[object] : undefined
    return line ? mapped(meta, { fields: line.fields, values: value as Record<string, unknown> }, onLink) : value
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, one(fields[name], value)]))
}

let lines = 0

/** Values in writing shape as inputs take them: links with the titles that the reader may know of, new lines with an id of their own. */
export async function inReadingShape(meta: Meta, fields: Fields, values: Readonly<Record<string, unknown>>): Promise<Partial<Row>> {
  const wanted = new Map<string, Set<string>>()
  mapped(meta, { fields, values }, (to, id) => wanted.set(to, (wanted.get(to) ?? new Set()).add(id)))
  const known = [...wanted].filter(([to]) => meta.objects[to])
  const pages = await Promise.all(known.map(([to, ids]) => titlesOf(meta, to, [...ids])))
  const titles: Titles = new Map(pages.flat().map((link) => [link.id, link]))
  const read = mapped(meta, { fields, values }, (_to, id) => titles.get(id) ?? { id, title: null })
  const withIds = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map((line: unknown) => (isPlain(line) && !('id' in line) ? { id: `new-waiting-${++lines}`, ...line } : line))
      : value
  return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, fields[name]?.options.object ? withIds(value) : value]))
}

async function titlesOf(meta: Meta, to: string, ids: readonly string[]): Promise<LinkValue[]> {
  const { title } = meta.objects[to]!
  const { rows } = await readPage({ object: to, filter: { id: { in: ids } }, fields: [title], limit: 200 }, {}, null)
  return rows.map((row) => ({ id: row.id, title: (row[title] as string | null | undefined) ?? null }))
}
