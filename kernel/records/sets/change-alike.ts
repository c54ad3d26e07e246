import { type Sql, sql } from '../../db/sql.ts'
import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import { Fault, fail, type Issue } from '../../model/fault.ts'
import type { Amendment } from '../../model/field-type.ts'
import { newId } from '../../model/uuid.ts'
import { reachCondition } from '../../query/reach.ts'
import { recordset } from '../cells.ts'
import { checkReferences } from '../check-links.ts'
import { reachedBy } from '../gate.ts'
import { parseInput, type Values } from '../parse-input.ts'
import { queryContext, type Scope } from '../state.ts'
import { changeSetPiece, logConstants, logInsert, tableOf } from '../store.ts'
import { assertNoIssues } from '../write.ts'
import { answerPiece, nearPiece, noteSet } from './written-sets.ts'

/** The same change for many records: values to set, and sets to put something into or take something out of. */
export type AlikeInput = Readonly<{ set: unknown; add?: unknown; take?: unknown }>
/** It was read and is allowed; `amend` by field name. */
export type AlikeChange = Readonly<{ set: Values; amend: Readonly<Record<string, Amendment>> }>

/** Reads a change meant for many records, once for all of them. @throws `kernel.bad-value`, `kernel.forbidden` and the like, with all issues */
export async function readAlike(scope: Scope, object: CatalogObject, input: AlikeInput): Promise<AlikeChange> {
  if (!scope.state.access.may(scope.actor, object.name, 'update')) fail('kernel.forbidden', { verb: 'update', object: object.name })
  const issues: Issue[] = []
  const read = (part: unknown) => parseInput(scope, object, part ?? {}, { index: null, issues, creating: false })
  const [set, add, take] = [read(input.set), read(input.add), read(input.take)]
  assertNoIssues(issues)
  const names = [...new Set([...Object.keys(add), ...Object.keys(take)])]
  for (const path of names) {
    if (!object.fields[path]!.type.amend) issues.push({ path, code: 'kernel.bad-value', details: { reason: 'no-set' } })
    if (path in set) issues.push({ path, code: 'kernel.bad-value', details: { reason: 'fed-twice', field: path } })
  }
  assertNoIssues(issues)
  await checkReferences(scope, object, [set], { names: null, indexed: false, issues })
  assertNoIssues(issues)
  return { set, amend: Object.fromEntries(names.map((name) => [name, { add: add[name] ?? null, take: take[name] ?? null }])) }
}

/** The values that one record with these values gets. */
export const alikeValues = (object: CatalogObject, { set, amend }: AlikeChange, before: Values): Values => ({
  ...set,
  ...Object.fromEntries(
    Object.entries(amend).map(([name, amendment]) => [name, object.fields[name]!.type.amend!.value(before[name], amendment)]),
  ),
})

/**
 * Whether the change can be made without looking at the records: nothing is derived from the fields or checked by them, the tree and the place
 * of the records stay, and nobody is left without a value that is required.
 */
export function isAlike(object: CatalogObject, { set, amend }: AlikeChange): boolean {
  const names = [...Object.keys(set), ...Object.keys(amend)]
  const fixed = [object.tree, ...reachedBy(object), ...object.terms]
  return (
    names.length > 0 &&
    object.rules.every(({ reads }) => reads !== null && !names.some((name) => reads.includes(name))) &&
    object.consequences.every(({ reads }) => !names.some((name) => (reads as readonly string[]).includes(name))) &&
    object.guards.every(({ reads }) => !reads || !names.some((name) => reads.includes(name))) &&
    names.every((name) => !fixed.includes(name) && object.fields[name]!.columns.length > 0) &&
    names.every((name) => !(object.fields[name]!.required && (set[name] ?? null) === null))
  )
}

type Part = Readonly<{ name: string; columns: readonly string[]; cells: readonly Sql[]; fits: Sql | null }>

function partsOf(scope: Scope, object: CatalogObject, { set, amend }: AlikeChange): Part[] {
  const part = (field: CatalogField, cells: readonly Sql[], fits: Sql | null = null): Part => ({
    name: field.name,
    columns: field.columns.map((column) => column.name),
    cells,
    fits,
  })
  const parts = Object.entries(set).map(([name, value]) => {
    const field = object.fields[name]!
    const given = value === null || value === undefined ? null : field.type.toCells(value, field.options)
    return part(
      field,
      field.columns.map(({ type }, i) => sql`${sql.param(toParam(given?.[i], type), `new ${name}`)}::${sql.raw(type)}`),
    )
  })
  for (const [name, amendment] of Object.entries(amend)) {
    const field = object.fields[name]!
    const how = field.type.amend!
    const cells = how.cells(
      field.columns.map((column) => sql`a.${sql.id(column.name)}`),
      amendment,
    )
    parts.push(part(field, cells, how.fits?.(cells) ?? null))
  }
  return object.owned && 'owner' in set ? [...parts, departmentPart(scope, object, set.owner)] : parts
}

const toParam = (cell: unknown, type: string): unknown =>
  cell !== null && cell !== undefined && type.startsWith('json') ? JSON.stringify(cell) : (cell ?? null)

/** The department goes with the owner, where the owner changes. */
function departmentPart({ state }: Scope, object: CatalogObject, owner: unknown): Part {
  const field = object.fields.ownerDepartment!
  const department = typeof owner === 'string' ? state.directory.departmentOf(owner) : null
  const [column] = field.columns
  const cell = sql`CASE WHEN a.${sql.id(object.fields.owner!.columns[0]!.name)} IS DISTINCT FROM ${owner ?? null}::uuid THEN ${department}::uuid ELSE a.${sql.id(column!.name)} END`
  return { name: field.name, columns: [column!.name], cells: [cell], fits: null }
}

/** Records of a batch that were not changed, with the reason. */
export type LeftOut = Readonly<{ id: string; code: string }>
export type AlikeAnswer = Readonly<{ changed: number; unchanged: number; leftOut: readonly LeftOut[] }>

/**
 * Makes the change in all records among the ids that the actor may update, by one statement; its values, log and change set hold together. Those
 * out of the actor's reach, or whose set would grow too large, stay as they are and are named.
 */
export async function changeAlike(scope: Scope, object: CatalogObject, ids: readonly string[], change: AlikeChange): Promise<AlikeAnswer> {
  const { state, actor } = scope
  const parts = partsOf(scope, object, change)
  const sets = parts.flatMap(({ columns, cells }) => columns.map((column, i) => sql`${sql.id(column)} = ${cells[i]!}`))
  const differs = ({ columns, cells }: Part) => sql.any(columns.map((column, i) => sql`a.${sql.id(column)} IS DISTINCT FROM ${cells[i]!}`))
  const logged = parts.map(
    ({ name, columns }) =>
      sql`CASE WHEN ${sql.any(columns.map((column) => sql`old.${sql.id(column)} IS DISTINCT FROM new.${sql.id(column)}`))} THEN ${sql.literal(name)} END`,
  )
  const cells = ids.map((id) => ({ id, log_id: newId() }))
  const rows = await state.tx.query(sql`
WITH i AS (SELECT * FROM ${recordset(
    cells,
    [
      { name: 'id', type: 'uuid' },
      { name: 'log_id', type: 'uuid' },
    ],
    'i',
  )}),
u AS (UPDATE ${tableOf(state, object)} a SET ${sql.join(sets)}, version = a.version + 1,
    updated_at = greatest(${state.now.toISOString()}::timestamptz, a.updated_at + interval '1 microsecond'), updated_by = ${actor.memberId}::uuid, change_id = ${state.changeSetId}::uuid
  FROM i WHERE a.id = i.id AND ${sql.any(parts.map(differs))} AND ${sql.all(parts.flatMap(({ fits }) => fits ?? []))}
    AND ${reachCondition(queryContext(scope), object.name, 'a', 'update')}
  RETURNING new.id, i.log_id, new.updated_at AS at, old.updated_at AS since, array_remove(ARRAY[${sql.join(logged)}], NULL) AS changed, to_jsonb(old) - 'search' AS was, ${nearPiece(object, ['new', 'old'])}),
n AS (SELECT u.id, u.new_owner, u.new_department, u.old_owner, u.old_department FROM u),
l AS (${logInsert(state, sql`SELECT u.id, u.log_id, u.at, ${logConstants(state, object, 'update')}, u.changed, u.was, u.since FROM u`)})
${changeSetPiece(scope, object.name, 'update', 'u')}
${answerPiece(ids.length, 'n')}`)
  const changed = noteSet(state, object, 'update', { size: ids.length, rows })
  const leftOut = changed === ids.length ? [] : await leftOutOf(scope, object, { ids, parts })
  return { changed, unchanged: ids.length - changed - leftOut.length, leftOut }
}

/** Why records of the batch were not changed; those that had the values already are not among them. */
async function leftOutOf(
  scope: Scope,
  object: CatalogObject,
  { ids, parts }: { ids: readonly string[]; parts: readonly Part[] },
): Promise<LeftOut[]> {
  const fits = sql.all(parts.flatMap((part) => part.fits ?? []))
  const rows = await scope.state.tx.query(sql`
    SELECT x.id, x.code FROM (
      SELECT i.id, CASE WHEN a.id IS NULL THEN 'kernel.not-found' WHEN NOT ${reachCondition(queryContext(scope), object.name, 'a', 'update')} THEN 'kernel.forbidden'
        WHEN a.change_id <> ${scope.state.changeSetId}::uuid AND NOT ${fits} THEN 'kernel.too-large' END AS code
      FROM unnest(${[...ids]}::uuid[]) AS i(id) LEFT JOIN ${tableOf(scope.state, object)} a ON a.id = i.id) x
    WHERE x.code IS NOT NULL`)
  return rows.map((row) => ({ id: String(row.id), code: String(row.code) }))
}

/** Ends the work where some could not be changed: for calls that are to do all or nothing. */
export function assertNoneLeftOut(object: CatalogObject, [first]: readonly LeftOut[]): void {
  if (first) throw new Fault(first.code, { verb: 'update', object: object.name, id: first.id })
}
