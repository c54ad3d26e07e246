import { createHash } from 'node:crypto'
import { eraseCases } from '../../approvals/erase-cases.ts'
import { sql } from '../../db/sql.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import { member } from '../../model/people.ts'
import { storedFields } from '../../records/cells.ts'
import { readRows } from '../../records/read-rows.ts'
import { refreshTerms } from '../../records/sets/refresh-terms.ts'
import { noteManyTouched, type Scope } from '../../records/state.ts'
import { tableOf } from '../../records/store.ts'
import { contactFields, lookedThrough } from '../find-person.ts'
import { expressionOf, patternOf } from '../identity.ts'
import { cleanTable, gone } from './clean-table.ts'
import type { ErasureWish } from './erasure-rows.ts'

export type StepDone = Readonly<{ count: number; hash: string }>
/** One piece of an erasure, in a transaction of its own; done twice it does nothing the second time. */
/** `key` tells it apart for going on later, `name` is what its figures stand under. */
export type Step = Readonly<{ key: string; name: string; run(scope: Scope): Promise<StepDone> }>

const nothing: StepDone = { count: 0, hash: '' }
const counted: readonly (string | undefined)[] = ['number', 'money', 'yesNo']

/** What of a person's own record is emptied: all that was said of him. Links, choices and figures stay, so that what is counted stays true. */
const isEmptied = (field: CatalogField): boolean =>
  !field.readOnly &&
  field.refers === null &&
  !field.type.choices &&
  !counted.includes(field.type.formulaSort?.(field.options)) &&
  !field.type.names

type Cut = Readonly<{ wish: ErasureWish; pattern: string; expression: RegExp; title: string }>

/** The pieces of an erasure in the order they are done, the same whenever they are asked for. */
export async function stepsOf(scope: Scope, wish: ErasureWish, id: string): Promise<readonly Step[]> {
  const pattern = patternOf(wish.person)
  const expression = expressionOf(wish.person)
  if (pattern === null || expression === null) return []
  const cut: Cut = { wish, pattern, expression, title: `${gone} ${id.slice(-6)}` }
  const objects = lookedThrough(scope).toSorted((a, b) => a.name.localeCompare(b.name))
  const own = new Set(Object.values(scope.state.catalog.objects).flatMap(({ table, words }) => [table, words]))
  const tables = (await leafTables(scope)).filter((name) => !own.has(name) && !untouched.has(name))
  const records = wish.subjects.map((subject) => subject.id)
  return [
    // While they still mention him.
    {
      key: '$approvals',
      name: 'approvalCase',
      run: async (at: Scope) => ({ count: await eraseCases(at, { records, pattern }), hash: '' }),
    },
    ...objects.map((object) => ({ key: object.table, name: object.name, run: (at: Scope) => cleanRecords(at, object, cut) })),
    ...tables.map((name) => ({
      key: name,
      name: name.replace(/_(\d{4}_\d{2}|rest)$/, ''),
      run: (at: Scope) => cleanBeside(at, name, cut),
    })),
  ]
}

/** Keys, counters, the chain of the audit, who works here, and the erasures themselves. */
const untouched = new Set(['data_key', 'counter', 'setting', 'audit_batch', 'audit_change_set', 'erasure'])

/** Tables that hold rows themselves, partitions included. */
async function leafTables({ state }: Scope): Promise<string[]> {
  const rows = await state.tx.query(sql`SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ${state.session.workspace.schema}::text AND c.relkind = 'r' ORDER BY c.relname`)
  return rows.map((row) => String(row.name))
}

const idsIn = ({ subjects }: ErasureWish, object: CatalogObject): string[] =>
  subjects.filter((one) => one.object === object.name).map(({ id }) => id)

/** The cells of the person's own records as they are left: empty, and where something has to stand, a name that is none. */
function leftCells(object: CatalogObject, title: string): Record<string, string | null> {
  const fields = storedFields(object).filter(isEmptied)
  const cells = Object.fromEntries(fields.flatMap(({ columns }) => columns.map(({ name }): [string, string | null] => [name, null])))
  const [shown] = fields.find(({ name }) => name === object.title)?.columns ?? []
  if (shown?.type === 'text') cells[shown.name] = title
  return cells
}

async function cleanRecords(scope: Scope, object: CatalogObject, { wish, pattern, expression, title }: Cut): Promise<StepDone> {
  const { tx, session } = scope.state
  const ids = idsIn(wish, object)
  const hash = createHash('sha256')
  const left = leftCells(object, title)
  const names = Object.keys(left)
  if (ids.length > 0 && names.length > 0) {
    const before = await tx.query(
      sql`SELECT to_jsonb(a)::text AS row FROM ${tableOf(scope.state, object)} a WHERE a.id = ANY(${ids}::uuid[]) ORDER BY a.id FOR UPDATE`,
    )
    for (const { row } of before) hash.update(String(row))
    const types = new Map(storedFields(object).flatMap(({ columns }) => columns.map((column) => [column.name, column.type] as const)))
    await tx.affected(sql`UPDATE ${tableOf(scope.state, object)} a SET ${sql.join(names.map((name) => sql`${sql.id(name)} = ${left[name]}::text::${sql.raw(types.get(name)!)}`))}
      WHERE a.id = ANY(${ids}::uuid[])`)
  }
  // What is no mail address, number or key any more is none at all.
  const whole = storedFields(object).filter((field) => contactFields(object).includes(field) || (field.unique && !field.required))
  const emptied = new Set(whole.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const cleaned = await cleanTable(tx, { schema: session.workspace.schema, table: object.table, pattern, expression, emptied })
  const changed = [...new Set([...ids, ...cleaned.ids])]
  if (changed.length === 0) return nothing
  const rows = await readRows(scope, object, changed)
  await refreshTerms(
    scope,
    object,
    [...rows].map(([id, { values }]) => ({ id, values })),
  )
  noteManyTouched(scope.state, object)
  return { count: changed.length, hash: hash.update(cleaned.hash).digest('hex') }
}

/** What is kept beside records: versions, notes, runs, kept answers, import rows. */
async function cleanBeside(scope: Scope, name: string, cut: Cut): Promise<StepDone> {
  const { tx, session, catalog } = scope.state
  const { schema } = session.workspace
  const { wish, pattern, expression, title } = cut
  const table = sql.id(schema, name)
  const words = sql`to_jsonb(t)::text ~* ${pattern}::text`
  if (name.startsWith('audit_')) {
    const count = await tx.affected(sql`UPDATE ${table} t SET about = NULL WHERE t.about ~* ${pattern}::text`)
    return { count, hash: '' }
  }
  const own = wish.subjects.map(({ id }) => id)
  if (name === 'idempotency') return { count: await tx.affected(sql`DELETE FROM ${table} t WHERE ${words}`), hash: '' }
  if (name === 'twin_term')
    return { count: await tx.affected(sql`DELETE FROM ${table} t WHERE t.record_id = ANY(${own}::uuid[]) OR ${words}`), hash: '' }
  if (name === 'twin_group')
    return { count: await tx.affected(sql`DELETE FROM ${table} t WHERE t.records && ${own}::uuid[] OR ${words}`), hash: '' }
  if (!name.startsWith('change_') || name === 'change_set')
    return cleanTable(tx, { schema, table: name, pattern, expression, kept: new Set(['actor', 'actor_name']) })
  let count = 0
  for (const object of Object.values(catalog.objects)) {
    const ids = idsIn(wish, object)
    if (ids.length > 0)
      count +=
        await tx.affected(sql`UPDATE ${table} t SET was = t.was || ${JSON.stringify({ ...leftCells(object, title), search: '' })}::jsonb
        WHERE t.record_id = ANY(${ids}::uuid[]) AND t.was IS NOT NULL`)
  }
  const only = sql`t.object <> ${member.name}::text`
  // What search knew of a former version goes with it.
  await tx.affected(
    sql`UPDATE ${table} t SET was = jsonb_set(t.was, '{search}', '""') WHERE t.was ? 'search' AND ${only} AND t.was::text ~* ${pattern}::text`,
  )
  const cleaned = await cleanTable(tx, { schema, table: name, pattern, expression, only })
  return { count: count + cleaned.count, hash: cleaned.hash }
}
