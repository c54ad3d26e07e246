import { system } from '../access/define-access.ts'
import { isOpen } from '../access/inputs.ts'
import { sql } from '../db/sql.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import { fail } from '../model/fault.ts'
import { mergedInto } from '../model/sameness.ts'
import { isUuid } from '../model/uuid.ts'
import { reachCondition } from '../query/reach.ts'
import type { Values } from '../records/parse-input.ts'
import { readRows } from '../records/read-rows.ts'
import { removeRecords } from '../records/remove.ts'
import { queryContext, type Scope } from '../records/state.ts'
import { tableOf } from '../records/store.ts'
import { changeRecords, createRecords } from '../records/write.ts'
import { countReferences, type Moved, moveReferences } from './move-references.ts'
import { widenShares } from './widen-shares.ts'

export const mostMerged = 5

/** Which records become one, and what the one that stays holds; what is not given stays, and where that is empty comes from the others in their order. */
export type MergeInput = Readonly<{
  survivor: string
  others: readonly string[]
  values: Readonly<Record<string, unknown>>
  /** By field the record whose value it takes, for values that nobody has at hand. */
  from?: Readonly<Record<string, string>> | undefined
}>
export type MergePreview = Readonly<{ values: Values; moves: readonly Moved[] }>
export type MergeAnswer = Readonly<{ record: string; moved: readonly Moved[]; doubles: readonly Moved[] }>

/** What merging would move, and what the survivor would hold of the others. @throws as `mergeRecords` */
export async function previewMerge(scope: Scope, object: CatalogObject, input: MergeInput): Promise<MergePreview> {
  const stored = await hold(scope, object, input)
  return { values: fillOf(scope, object, { ...input, stored }), moves: await countReferences(scope, object, input.others) }
}

/**
 * Makes one record of two to five. The survivor takes the values; whatever names one of the others names the survivor; the others go to the
 * bin, and their keys in other systems lead to the survivor from here on. One change set, taken back as one.
 *
 * @throws `kernel.bad-value` for a wrong choice, `kernel.not-found` for a record that is not there (any more), `kernel.forbidden` where the actor
 *   may not change the survivor or not remove one of the others; as every change of the survivor
 */
export async function mergeRecords(scope: Scope, object: CatalogObject, input: MergeInput): Promise<MergeAnswer> {
  const stored = await hold(scope, object, input)
  const { survivor, others } = input
  const values = { ...input.values, ...takenOf(scope, object, { ...input, stored }) }
  const to = { ...fillOf(scope, object, { ...input, values, stored }), ...values }
  const kernel: Scope = {
    state: scope.state,
    actor: { ...system(`merged into ${survivor}`), memberId: scope.actor.memberId, name: scope.actor.name },
  }
  const tree = await treeAfter(scope, object, { input, stored })
  await widenShares(kernel, object, input)
  const { moved, doubles } = await moveReferences(kernel, object, input)
  await removeRecords(scope, object, others)
  const asked = { ...tree, ...to }
  if (Object.keys(asked).length > 0) await changeRecords(scope, object, [{ id: survivor, to: asked }], { indexed: false })
  await rememberKeys(kernel, object, { input, stored, taken: asked.externalId })
  return { record: survivor, moved, doubles }
}

type Stored = ReadonlyMap<string, Values>

/** Holds all of them to the end of the work, in one order for everybody, and sees that the actor may do with each what merging does. */
async function hold(scope: Scope, object: CatalogObject, { survivor, others }: MergeInput): Promise<Stored> {
  const ids = [survivor, ...others]
  if (!ids.every(isUuid) || new Set(ids).size !== ids.length || others.length < 1 || ids.length > mostMerged)
    fail('kernel.bad-value', { path: 'others', reason: 'bad-choice', max: mostMerged - 1 })
  const { access } = scope.state
  for (const verb of ['update', 'remove'] as const)
    if (!access.may(scope.actor, object.name, verb)) fail('kernel.forbidden', { verb, object: object.name })
  const rows = await readRows(scope, object, ids, { lock: true })
  const missing = ids.find((id) => !rows.has(id))
  if (missing) fail('kernel.not-found', { object: object.name, id: missing })
  const closed = ids.find((id) => !rows.get(id)!.mayUpdate)
  if (closed) fail('kernel.forbidden', { verb: 'update', object: object.name, id: closed })
  const [kept] = await scope.state.tx.query(sql`SELECT a.id FROM ${tableOf(scope.state, object)} a
    WHERE a.id = ANY(${[...others]}::uuid[]) AND NOT ${reachCondition(queryContext(scope), object.name, 'a', 'remove')} LIMIT 1`)
  if (kept) fail('kernel.forbidden', { verb: 'remove', object: object.name, id: kept.id })
  return new Map([...rows].map(([id, row]) => [id, row.values]))
}

/** Values chosen by naming the record that has them. @throws `kernel.bad-value` for a record that is not merged, `kernel.unknown-field`, `kernel.forbidden` */
function takenOf(scope: Scope, object: CatalogObject, { from = {}, stored }: MergeInput & { stored: Stored }): Values {
  const right = (name: string) =>
    Object.hasOwn(object.fields, name) ? scope.state.access.fieldRight(scope.actor, object.name, name) : 'hidden'
  return Object.fromEntries(
    Object.entries(from).map(([name, id]) => {
      if (right(name) === 'hidden') fail('kernel.unknown-field', { path: name, object: object.name })
      if (!isOpen(right(name))) fail('kernel.forbidden', { path: name, object: object.name })
      return [name, (stored.get(id) ?? fail('kernel.bad-value', { path: `from.${name}`, reason: 'no-such-record' }))[name] ?? null]
    }),
  )
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined

/** What the survivor lacks and the others have, of fields that the actor may write. Keys that belong to one record each stay where they are. */
function fillOf(scope: Scope, object: CatalogObject, { survivor, others, stored, values }: MergeInput & { stored: Stored }): Values {
  const isOpen = (field: CatalogField) =>
    field.columns.length > 0 &&
    !field.readOnly &&
    !field.unique &&
    !field.type.compute &&
    field.name !== object.tree &&
    scope.state.access.fieldRight(scope.actor, object.name, field.name) === 'write'
  const lacking = Object.values(object.fields).filter(
    (field) => isOpen(field) && !(field.name in values) && isEmpty(stored.get(survivor)![field.name]),
  )
  const found = lacking.map(
    (field) => [field.name, others.map((id) => stored.get(id)![field.name]).find((value) => !isEmpty(value))] as const,
  )
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}

/** A survivor that lay below one of the others comes to lie where that one did. */
async function treeAfter(
  { state }: Scope,
  object: CatalogObject,
  { input: { survivor, others }, stored }: { input: MergeInput; stored: Stored },
): Promise<Values> {
  const { tree } = object
  if (tree === null) return {}
  const column = sql.id(object.fields[tree]!.columns[0]!.name)
  const rows = await state.tx.query(sql`
    WITH RECURSIVE up AS (SELECT a.${column} AS id, 1 AS depth FROM ${tableOf(state, object)} a WHERE a.id = ${survivor}::uuid
      UNION ALL SELECT a.${column}, up.depth + 1 FROM up JOIN ${tableOf(state, object)} a ON a.id = up.id WHERE up.depth < 1000)
    SELECT up.id FROM up WHERE up.id = ANY(${[...others]}::uuid[]) ORDER BY up.depth DESC LIMIT 1`)
  if (!rows[0]) return {}
  const above = stored.get(String(rows[0].id))![tree]
  return { [tree]: typeof above === 'string' && above !== survivor && !others.includes(above) ? above : null }
}

/** The others' keys in other systems: whoever brings such a record again means the survivor. */
async function rememberKeys(
  scope: Scope,
  object: CatalogObject,
  { input: { survivor, others }, stored, taken }: { input: MergeInput; stored: Stored; taken: unknown },
): Promise<void> {
  const keys = [survivor, ...others].map((id) => stored.get(id)!.externalId).filter((key): key is string => typeof key === 'string')
  const holds = isEmpty(taken) ? stored.get(survivor)!.externalId : taken
  const lost = keys.filter((key) => key !== holds)
  const definition = scope.state.catalog.objects[mergedInto.name]!
  if (lost.length > 0)
    await createRecords(
      scope,
      definition,
      lost.map((key) => ({ object: object.name, key, record: survivor })),
    )
}
