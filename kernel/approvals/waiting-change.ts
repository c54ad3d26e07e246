import { system } from '../access/define-access.ts'
import type { ActionDef } from '../actions/define-action.ts'
import { sql } from '../db/sql.ts'
import { askGuards } from '../guards/guards.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { Fault, fail } from '../model/fault.ts'
import { isUuid, newId } from '../model/uuid.ts'
import { compileOne } from '../query/compile-one.ts'
import { isPlain } from '../query/filter/plain.ts'
import { sameValue, storedFields } from '../records/cells.ts'
import { newState } from '../records/new-state.ts'
import { objectOf, openWork, runAction } from '../records/open-work.ts'
import type { Values } from '../records/parse-input.ts'
import { readRows } from '../records/read-rows.ts'
import { removeRecords } from '../records/remove.ts'
import { queryContext, type Scope, type WorkState } from '../records/state.ts'
import { changeRecords, createRecords } from '../records/write.ts'
import type { Fit } from './fits.ts'
import { mark } from './marks.ts'

/** A call that may wait for approval, as it came in. */
export type Change = Readonly<
  | { does: 'create'; object: string; id: string; values: Values }
  | { does: 'change'; object: string; id: string; values: Values }
  | { does: 'remove'; object: string; id: string }
  | { does: 'action'; object: string; id: string; action: string; input: Values }
>

export const actionOf = ({ modules }: WorkState, name: unknown): ActionDef =>
  modules.flatMap((module) => module.actions as readonly ActionDef[]).find((one) => one.name === name) ??
  fail('kernel.unknown-action', { action: name })

/** What a change comes to: the flows that fit in their order, each once, and what would be different of the record. */
export type Trial = Readonly<{
  fits: readonly Fit[]
  /** The record as it would be; as it is, where it would be removed. */
  row: Values
  before: Values | null
  title: string
  /** What the submitter sees of the record at a glance, as lists answer it: who decides may not see it anywhere else. */
  facts: Readonly<Record<string, unknown>>
  /** What stands there too, and only others may see: told to whoever decides by his own rights. */
  withheld: Readonly<Record<string, unknown>>
  /** By field the value before and after; of what is kept shut the masks, once it is written down. */
  differs: Readonly<Record<string, readonly [unknown, unknown]>>
}>

/** Reads a change as it came over the wire; a new record gets its id now. @throws `kernel.bad-value`, `kernel.unknown-object`, `kernel.unknown-action` */
export function readChange(state: WorkState, given: Readonly<Record<string, unknown>>): Change {
  const { does, object, id, values, action, input } = given
  if (does === 'action') {
    const def = actionOf(state, action)
    const on = def.on?.name ?? fail('kernel.bad-value', { path: 'action' })
    return { does, object: on, id: readId(id, on), action: def.name, input: readValues('input', input ?? {}) }
  }
  const { name } = objectOf(state, String(object))
  if (does === 'create') return { does, object: name, id: isUuid(id) ? id : newId(), values: readValues('values', values) }
  if (does === 'change') return { does, object: name, id: readId(id, name), values: readValues('values', values) }
  if (does === 'remove') return { does, object: name, id: readId(id, name) }
  return fail('kernel.bad-value', { path: 'does', want: 'change' })
}

const readId = (id: unknown, object: string): string => (isUuid(id) ? id : fail('kernel.not-found', { object, id }))
const readValues = (path: string, given: unknown): Values =>
  isPlain(given) ? { ...given } : fail('kernel.bad-value', { path, want: 'object' })

/** Makes the change. */
async function perform(scope: Scope, change: Change): Promise<void> {
  const object = objectOf(scope.state, change.object)
  if (change.does === 'create') await createRecords(scope, object, [{ ...change.values, id: change.id }], { indexed: false })
  else if (change.does === 'change') await changeRecords(scope, object, [changeInput(change)], { indexed: false })
  else if (change.does === 'remove') await removeRecords(scope, object, [change.id])
  else
    await runAction(openWork(scope.state, scope.actor), actionOf(scope.state, change.action), {
      ...change.input,
      [change.object]: change.id,
    })
}

function changeInput({ id, values }: Readonly<{ id: string; values: Values }>) {
  const { version, ...to } = values
  return { id, to, version: typeof version === 'number' ? version : undefined }
}

/**
 * Makes the change, looks what it has done and which flow fits, and takes it back: nothing of it remains. Holds the record to the end of the work. `passes`: the case that waits with
 * this record already.
 *
 * @throws whatever the change itself throws
 */
export async function tryChange(scope: Scope, { change, passes }: { change: Change; passes: string | null }): Promise<Trial> {
  const { tx } = scope.state
  const object = objectOf(scope.state, change.object)
  const all = asSystem(scope, 'a change is tried')
  const before = change.does === 'create' ? undefined : (await readRows(all, object, [change.id], { lock: true })).get(change.id)?.values
  const told = change.does === 'create' ? nothing : await factsOf(scope, object, change.id)
  await tx.query(sql`SAVEPOINT zk_trial`)
  // A change set of its own, also where the work goes on with one: what fits is found by what the trial alone has written.
  const { changeSetId: _, ...road } = scope.state.road
  const trial = newState({ ...scope.state, road })
  const found: Fit[] = []
  mark(trial, { kind: 'trial', found, passes })
  await perform({ state: trial, actor: scope.actor }, change)
  await askGuards(trial)
  const after = (await readRows({ state: trial, actor: all.actor }, object, [change.id])).get(change.id)?.values
  const facts = after ? await factsOf({ state: trial, actor: scope.actor }, object, change.id) : told
  await tx.query(sql`ROLLBACK TO SAVEPOINT zk_trial`)
  const row = after ?? before ?? {}
  return {
    fits: found.filter((fit, i) => found.findIndex(({ flow }) => flow.id === fit.flow.id) === i),
    row,
    before: before ?? null,
    title: titleOf(object, row),
    ...facts,
    differs: change.does === 'remove' ? {} : difference(object, before, after),
  }
}

const mostFacts = 10

type Facts = Pick<Trial, 'facts' | 'withheld'>
const nothing: Facts = { facts: {}, withheld: {} }

/**
 * What stands in the head of the record and in its lists, with the rights of whoever submits it; and by itself what he may not see there, a margin, say. Of what is linked nothing is
 * told that he does not reach.
 */
async function factsOf(scope: Scope, object: CatalogObject, id: string): Promise<Facts> {
  const { state, actor } = scope
  const named = [...new Set([...(object.views.facts ?? []), ...(object.views.list?.columns ?? [])])]
  const tellable = named.filter((name) => {
    const field = object.fields[name]
    return field && name !== object.title && !untold.has(name) && !field.type.veil
  })
  const isShown = (name: string) => ['read', 'write'].includes(state.access.fieldRight(actor, object.name, name))
  const kept = tellable.filter((name) => !isShown(name) && object.fields[name]!.refers === null)
  return {
    facts: await readFacts(scope, object, { id, fields: tellable.filter(isShown).slice(0, mostFacts) }),
    withheld: await readFacts(asSystem(scope, 'what others see of it'), object, { id, fields: kept }),
  }
}

async function readFacts(
  scope: Scope,
  object: CatalogObject,
  { id, fields }: { id: string; fields: readonly string[] },
): Promise<Trial['facts']> {
  if (fields.length === 0) return {}
  const [row] = await scope.state.tx.query(compileOne(queryContext(scope), { object: object.name, id, fields }).sql)
  const read = row ? (JSON.parse(String(row.row)) as Trial['facts']) : {}
  return Object.fromEntries(fields.filter((name) => name in read).map((name) => [name, read[name]]))
}

const titleOf = (object: CatalogObject, row: Values | undefined): string => {
  const value = row?.[object.title]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const untold = new Set(['id', 'version', 'createdAt', 'createdBy', 'updatedAt', 'updatedBy'])

function difference(object: CatalogObject, before: Values | undefined, after: Values | undefined): Trial['differs'] {
  const fields = storedFields(object).filter(({ name }) => !untold.has(name))
  const differing = fields.filter(({ name }) => !sameValue(before?.[name] ?? null, after?.[name] ?? null))
  return Object.fromEntries(differing.map(({ name }) => [name, [before?.[name] ?? null, after?.[name] ?? null] as const]))
}

/** The same work by the system, in the name of whoever is at it. */
export const asSystem = (scope: Scope, reason: string): Scope => ({
  state: scope.state,
  actor: { ...system(reason), memberId: scope.actor.memberId, name: scope.actor.name },
})

/** Makes the change that was approved. @throws `kernel.change-impossible` with what stands against it now */
export async function carryOut(scope: Scope, change: Change): Promise<void> {
  try {
    await perform(scope, 'values' in change ? { ...change, values: withoutVersion(change.values) } : change)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Fault('kernel.change-impossible', { ...error.details, because: error.code }, error.issues)
  }
}

/** Nobody could change the record meanwhile: whatever the system counted on it since is no conflict. */
export function withoutVersion({ version: _, ...values }: Values): Values {
  return values
}
