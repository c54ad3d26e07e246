import { type Sql, sql } from '../db/sql.ts'
import type { CatalogObject } from '../model/catalog.ts'
import type { Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { storeOrder } from '../schema/tables.ts'

/** What is to be done with records of one object: records put back, fields set back, records taken away; in that order over all objects. */
export type UndoPass = 'insert' | 'update' | 'remove'
/** One object in one pass, with the number of records that the change set wrote of it. */
export type PlannedPass = Readonly<{ pass: UndoPass; object: string; records: number }>

/** One record of a change set: how it is taken back when it is still as the set left it; `look` when it has to be looked at. */
export type Scanned = Readonly<{ id: string; does: UndoPass | 'nothing' | 'look' }>
export type Scan = Readonly<{ records: readonly Scanned[]; fields: readonly string[] }>

const logOf = ({ state }: Scope): Sql => sql.id(state.session.workspace.schema, 'change')
const entriesOf = ({ state }: Scope, changeSet: string, object: string): Sql =>
  sql`c.change_set_id = ${changeSet}::uuid AND c.workspace_id = ${state.session.workspace.id}::int AND c.object = ${object}::text`

/** Everything that taking back a change set consists of, in an order in which it can be stored. */
export async function planPasses(scope: Scope, changeSet: string): Promise<PlannedPass[]> {
  const { state } = scope
  const rows =
    await state.tx.query(sql`SELECT c.object, array_agg(DISTINCT c.kind) AS kinds, count(DISTINCT c.record_id)::int AS records FROM ${logOf(scope)} c
    WHERE c.change_set_id = ${changeSet}::uuid AND c.workspace_id = ${state.session.workspace.id}::int GROUP BY c.object`)
  const byName = new Map(rows.map((row) => [String(row.object), { kinds: row.kinds as string[], records: Number(row.records) }]))
  const order = storeOrder(state.catalog).filter((name) => byName.has(name))
  const planned: PlannedPass[] = []
  const add = (pass: UndoPass, object: string) => planned.push({ pass, object, records: byName.get(object)!.records })
  const early = new Set<string>()
  for (const name of order) {
    const { kinds } = byName.get(name)!
    // What came to hold a unique value of a removed record gives it back before that one returns.
    if (kinds.includes('remove') && kinds.includes('update') && (await movedUnique(scope, changeSet, name))) {
      early.add(name)
      add('update', name)
    }
    if (kinds.includes('remove') || (kinds.includes('update') && (await isAnyGone(scope, changeSet, name)))) add('insert', name)
  }
  for (const name of order) if (byName.get(name)!.kinds.includes('update') && !early.has(name)) add('update', name)
  for (const name of order.toReversed()) if (byName.get(name)!.kinds.includes('create')) add('remove', name)
  return planned
}

/** Whether a record that the change set only changed was removed since. */
async function isAnyGone(scope: Scope, changeSet: string, name: string): Promise<boolean> {
  const object = scope.state.catalog.objects[name]!
  const [row] = await scope.state.tx.query(sql`SELECT EXISTS (SELECT 1 FROM ${logOf(scope)} c
    WHERE ${entriesOf(scope, changeSet, name)} AND NOT EXISTS (SELECT 1 FROM ${tableOf(scope.state, object)} a WHERE a.id = c.record_id)) AS gone`)
  return row?.gone === true
}

/** Whether the change set changed a field whose values belong to one record each. */
async function movedUnique(scope: Scope, changeSet: string, name: string): Promise<boolean> {
  const object = scope.state.catalog.objects[name]!
  const unique = [
    ...Object.values(object.fields)
      .filter((field) => field.unique)
      .map((field) => field.name),
    ...object.unique.flat(),
    ...object.atMostOne.flatMap(({ by, where }) => [...by, where]),
  ]
  const [row] = await scope.state.tx.query(sql`SELECT EXISTS (SELECT 1 FROM ${logOf(scope)} c
    WHERE ${entriesOf(scope, changeSet, name)} AND c.changed && ${unique}::text[]) AS moved`)
  return row?.moved === true
}

/** A record that tells what happened stays. */
const standing = (object: CatalogObject): Sql =>
  sql.join(
    Object.entries(object.stands).map(
      ([name, values]) => sql`WHEN a.${sql.id(object.fields[name]!.columns[0]!.name)} = ANY(${[...values]}::text[]) THEN 'nothing'`,
    ),
    ' ',
  )

/** The next records of one object in order of id, told apart by whether anybody wrote them since, and the fields that their entries name. */
export async function scanWritten(
  scope: Scope,
  object: CatalogObject,
  o: { changeSet: string; after: string | null; limit: number },
): Promise<Scan> {
  const set = sql`${o.changeSet}::uuid`
  const rows = await scope.state.tx.query(sql`
    SELECT json_agg(json_build_object('id', m.id, 'does', CASE WHEN m.entries > 1 THEN 'look' ELSE CASE m.kind
      WHEN 'update' THEN CASE WHEN a.change_id = ${set} THEN 'update' ELSE 'look' END
      WHEN 'create' THEN CASE ${standing(object)} WHEN a.change_id = ${set} THEN 'remove' WHEN a.id IS NULL THEN 'nothing' ELSE 'look' END
      ELSE CASE WHEN a.id IS NULL THEN 'insert' ELSE 'nothing' END END END) ORDER BY m.id)::text AS records,
      string_agg(DISTINCT m.fields, ',') AS fields
    FROM (SELECT c.record_id AS id, count(*) AS entries, min(c.kind) AS kind, string_agg(array_to_string(c.changed, ','), ',') AS fields FROM ${logOf(scope)} c
      WHERE ${entriesOf(scope, o.changeSet, object.name)} ${o.after === null ? sql.empty : sql`AND c.record_id > ${o.after}::uuid`}
      GROUP BY c.record_id ORDER BY c.record_id LIMIT ${o.limit}::int) m
    LEFT JOIN ${tableOf(scope.state, object)} a ON a.id = m.id`)
  const names = new Set(String(rows[0]?.fields ?? '').split(','))
  return {
    records: JSON.parse((rows[0]?.records as string | null) ?? '[]') as Scanned[],
    fields: [...names].filter((name) => (object.fields[name]?.columns.length ?? 0) > 0),
  }
}
