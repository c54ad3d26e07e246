import { sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { Fault } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import type { Values } from './parse-input.ts'
import { removeRecords } from './remove.ts'
import type { Scope } from './state.ts'
import { tableOf } from './store.ts'

/** The road for lines is the road for all records; handed in, as that road leads here. */
export type Road = Readonly<{
  create(scope: Scope, object: CatalogObject, inputs: readonly unknown[]): Promise<unknown>
  change(scope: Scope, object: CatalogObject, inputs: readonly Readonly<{ id: string; to: unknown }>[]): Promise<unknown>
}>

/** Lines that came with a record: the whole list as it shall be. */
type Part = Readonly<{ field: string; object: string; by: string; parent: string; lines: readonly unknown[] }>

/** Takes lines out of records: they are records of their own and are stored after their parents. */
export function splitParts(object: CatalogObject, rows: readonly Values[]): { plain: Values[]; parts: Part[] } {
  const fields = Object.values(object.fields).filter((field) => field.type.parts)
  if (fields.length === 0) return { plain: [...rows], parts: [] }
  const parts: Part[] = []
  const plain = rows.map((row) => {
    const rest = { ...row }
    for (const field of fields) {
      if (Array.isArray(row[field.name]))
        parts.push({
          ...field.type.parts!(field.options),
          field: field.name,
          parent: row.id as string,
          lines: row[field.name] as unknown[],
        })
      delete rest[field.name]
    }
    return rest
  })
  return { plain, parts }
}

/** Makes the stored lines equal to the given lists: lines with a known id are changed, others created, missing ones removed. */
export async function writeParts(scope: Scope, parts: readonly Part[], road: Road): Promise<void> {
  for (const [name, ofObject] of Map.groupBy(parts, (part) => part.object)) {
    const line = scope.state.catalog.objects[name]!
    const stored = await storedLines(scope, line, ofObject)
    const given = ofObject.flatMap((part) => part.lines.map((entry, i) => ({ part, entry: entry as Values, i })))
    const isKnown = ({ part, entry }: (typeof given)[number]) => isUuid(entry?.id) && stored.get(part.parent)?.has(entry.id) === true
    const kept = new Set(given.filter(isKnown).map(({ entry }) => entry.id as string))
    const lost = [...stored.values()].flatMap((ids) => [...ids]).filter((id) => !kept.has(id))
    if (lost.length > 0) await removeRecords(scope, line, lost)
    const known = given.filter(isKnown)
    const toChange = known.map(({ entry: { id, version: _, ...to } }) => ({ id: id as string, to }))
    if (toChange.length > 0) await inLines(known, () => road.change(scope, line, toChange))
    const fresh = given.filter((item) => !isKnown(item))
    const toCreate = fresh.map(({ part, entry }) => ({ ...without(entry), [part.by]: part.parent }))
    if (toCreate.length > 0) await inLines(fresh, () => road.create(scope, line, toCreate))
  }
}

/** What is wrong with a line is said at the field that holds it: `lines.2.price`. */
async function inLines(items: readonly Readonly<{ part: Part; i: number }>[], run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Fault) || error.issues.length === 0) throw error
    const issues = error.issues.map((issue) => {
      const [, at, rest] = /^(\d+)\.(.*)$/.exec(issue.path) ?? []
      const item = at === undefined ? undefined : items[Number(at)]
      return item ? { ...issue, path: `${item.part.field}.${item.i}.${rest}` } : issue
    })
    throw new Fault(error.code, error.details, issues)
  }
}

const without = ({ id: _id, version: _version, ...rest }: Values): Values => rest

async function storedLines(scope: Scope, line: CatalogObject, parts: readonly Part[]): Promise<Map<string, Set<string>>> {
  const column = sql.id(line.fields[parts[0]!.by]!.columns[0]!.name)
  const rows = await scope.state.tx.query(
    sql`SELECT id, ${column} AS parent FROM ${tableOf(scope.state, line)} WHERE ${column} = ANY(${parts.map((part) => part.parent)}::uuid[])`,
  )
  const byParent = new Map<string, Set<string>>()
  for (const row of rows) byParent.set(String(row.parent), (byParent.get(String(row.parent)) ?? new Set()).add(String(row.id)))
  return byParent
}
