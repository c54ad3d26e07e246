import { system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import type { CatalogCopy, CatalogField, CatalogObject } from '../model/catalog.ts'
import { fromJson, rowJson } from './cells.ts'
import type { Scope } from './state.ts'
import { tableOf, updateRecords } from './store.ts'

const batch = 2_000

/**
 * Values that other records keep of these are brought along, in the same change set: the department of a person who moves goes to all he owns.
 * The actor need not have the right to those records: the declaration has.
 *
 * Costs nothing but where a kept value changed: then one statement for the values, and for each kind of record that keeps them one to look, and one for each 2,000 that are found.
 */
export async function carryCopies(
  scope: Scope,
  object: CatalogObject,
  moved: { ids: readonly string[]; changed: readonly string[] },
): Promise<void> {
  const copies = object.copies.filter((copy) => moved.changed.includes(copy.from))
  if (copies.length === 0 || moved.ids.length === 0) return
  const asSystem: Scope = {
    state: scope.state,
    actor: { ...system('a value it keeps of another record was changed'), memberId: scope.actor.memberId, name: scope.actor.name },
  }
  for (const [from, alike] of Map.groupBy(copies, (copy) => copy.from)) {
    const values = await valuesOf(scope, object, { from, ids: moved.ids })
    for (const copy of alike) await carry(asSystem, object, { copy, ids: moved.ids, values })
  }
}

type Carried = Readonly<{ copy: CatalogCopy; ids: readonly string[]; values: ReadonlyMap<string, unknown> }>

async function carry(scope: Scope, object: CatalogObject, { copy, ids, values }: Carried): Promise<void> {
  const holder = scope.state.catalog.objects[copy.object]!
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await keepers(scope, { holder, object, copy, ids, after })
    if (rows.length === 0) return
    const steps = rows.map((row) => ({
      before: row,
      after: { ...row, [copy.field]: values.get(row[copy.by] as string) ?? null },
      changed: [copy.field],
    }))
    await updateRecords(scope, holder, steps, { checkReach: false })
    if (rows.length < batch) return
    after = rows.at(-1)!.id as string
  }
}

type Keepers = Readonly<{ holder: CatalogObject; object: CatalogObject; copy: CatalogCopy; ids: readonly string[]; after: string }>

/** Records that keep another value than stands there now, in order of their ids, held to the end of the work. */
async function keepers(scope: Scope, { holder, object, copy, ids, after }: Keepers) {
  const column = (field: CatalogField) => sql.id(field.columns[0]!.name)
  const [by, kept, from] = [holder.fields[copy.by]!, holder.fields[copy.field]!, object.fields[copy.from]!].map(column)
  const rows = await scope.state.tx.query(sql`
    SELECT json_agg(x.*)::text AS rows FROM (SELECT ${rowJson(holder, 'a')} FROM ${tableOf(scope.state, holder)} a
      JOIN ${tableOf(scope.state, object)} m ON m.id = a.${by!}
      WHERE a.${by!} = ANY(${[...ids]}::uuid[]) AND a.${kept!} IS DISTINCT FROM m.${from!} AND a.id > ${after}::uuid
      ORDER BY a.id LIMIT ${sql.raw(String(batch))} FOR UPDATE OF a) x`)
  return (JSON.parse((rows[0]?.rows as string | null) ?? '[]') as Record<string, unknown>[]).map((json) => fromJson(holder, json))
}

async function valuesOf(
  { state }: Scope,
  object: CatalogObject,
  { from, ids }: { from: string; ids: readonly string[] },
): Promise<ReadonlyMap<string, unknown>> {
  const column = sql.id(object.fields[from]!.columns[0]!.name)
  const rows = await state.tx.query(sql`SELECT id, ${column} AS value FROM ${tableOf(state, object)} WHERE id = ANY(${[...ids]}::uuid[])`)
  return new Map(rows.map((row) => [String(row.id), row.value]))
}

/** In records on their way back out of the history: what they keep of others as it stands there now, by column. Changes the cells. */
export async function renewCopies(
  scope: Scope,
  object: CatalogObject,
  { names, cells }: { names: readonly string[]; cells: readonly Record<string, unknown>[] },
): Promise<void> {
  for (const name of names) {
    const copy = object.fields[name]!.options.copyOf as Readonly<{ by: string; field: string }> | undefined
    const link = copy && object.fields[copy.by]!
    if (!copy || !link?.refers || !names.includes(copy.by)) continue
    const [by, kept] = [link.columns[0]!.name, object.fields[name]!.columns[0]!.name]
    const ids = [...new Set(cells.map((row) => row[by]).filter((id): id is string => typeof id === 'string'))]
    const values = await valuesOf(scope, scope.state.catalog.objects[link.refers]!, { from: copy.field, ids })
    for (const row of cells) row[kept] = values.get(row[by] as string) ?? null
  }
}
