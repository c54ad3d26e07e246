import { bringAbout } from '../actions/bring-about.ts'
import type { CatalogObject } from '../model/catalog.ts'
import { Fault, fail, failWith, type Issue } from '../model/fault.ts'
import { carryCopies } from './carry-copies.ts'
import { sameValue } from './cells.ts'
import { checkLinks, checkReferences } from './check-links.ts'
import { checkTree } from './check-tree.ts'
import { checkRow, completeChanged, completeNew } from './complete.ts'
import { assertBehindWalls, assertWithinReach, reachedBy } from './gate.ts'
import { numberRows } from './number-rows.ts'
import { parseInput, pathIn, type Values } from './parse-input.ts'
import { readRows } from './read-rows.ts'
import { hiddenLink, readableTargets } from './readable-targets.ts'
import type { Scope } from './state.ts'
import { insertRecords, type Step, updateRecords, type WhenSent } from './store.ts'
import { type Road, splitParts, writeParts } from './write-parts.ts'

/*
 * The road of every write: parse → fill → gate → check → store and record in one statement → copies kept elsewhere → parts → consequences. A new feature is a field
 * type, a rule, an action or a consequence; it does not add an `if` here.
 */

const road: Road = {
  create: (scope, object, inputs) => createRecords(scope, object, inputs),
  change: (scope, object, inputs) => changeRecords(scope, object, inputs),
}

/** Writes the lines that came with records. */
export const writeStepParts = (scope: Scope, parts: Plan['parts']): Promise<void> => writeParts(scope, parts, road)

/** `whenSent` is called only where one statement stores everything. */
export type WriteOptions = Readonly<{ indexed: boolean; skipTaken?: boolean; whenSent?: WhenSent }>

/** Records ready to be stored, and what is wrong with those that are not. */
export type Prepared = Readonly<{ rows: readonly Values[]; issues: readonly Issue[] }>

/** Creates records; answers their ids in order. All or nothing, unless `skipTaken`. */
export async function createRecords(
  scope: Scope,
  object: CatalogObject,
  inputs: readonly unknown[],
  o: WriteOptions = { indexed: true },
): Promise<string[]> {
  const { rows, issues } = await prepareNew(scope, object, inputs, o)
  assertNoIssues(issues)
  return storeNew(scope, object, rows, o)
}

/** Steps 1 to 4 of creation. */
export async function prepareNew(scope: Scope, object: CatalogObject, inputs: readonly unknown[], o: WriteOptions): Promise<Prepared> {
  if (!scope.state.access.mayCreate(scope.actor, object.name)) fail('kernel.forbidden', { verb: 'create', object: object.name })
  const issues: Issue[] = []
  const indexOf = (i: number) => (o.indexed ? i : null)
  const given = inputs.map((input, i) => parseInput(scope, object, input, { index: indexOf(i), issues, creating: true }))
  if (issues.length > 0) return { rows: given, issues }
  const rows = given.map((values) => completeNew(scope, object, values))
  rows.forEach((row, i) => checkRow(scope, object, row, { before: null, index: indexOf(i), issues }))
  await checkReferences(scope, object, rows, { names: null, indexed: o.indexed, issues })
  return { rows, issues }
}

/** Steps 5 and 6 of creation. */
export async function storeNew(scope: Scope, object: CatalogObject, rows: readonly Values[], o: WriteOptions): Promise<string[]> {
  if (rows.length === 0) return []
  await assertWithinReach(scope, object, rows)
  const { plain, parts } = splitParts(object, rows)
  const numbered = await numberRows(scope, object, plain)
  const stored = await insertRecords(scope, object, numbered, {
    ...(o.skipTaken ? { skipTaken: true } : {}),
    ...(o.whenSent && parts.length === 0 ? { whenSent: o.whenSent } : {}),
  })
  await assertBehindWalls(scope, object, stored)
  await writeParts(scope, parts, road)
  const isStored = new Set(stored)
  await bringAbout(
    scope,
    object,
    numbered.filter((row) => isStored.has(row.id as string)).map((row) => ({ row, before: null, changed: null })),
  )
  return stored
}

/** One record to change, as it came in. */
export type ChangeInput = Readonly<{ id: string; to: unknown; version?: number | undefined }>
export type ChangeAnswer = Readonly<{ changed: readonly string[]; unchanged: readonly string[] }>

const attempts = 3

/** Changes records. A version that is given must still be true; without one the last write wins, field by field. */
export async function changeRecords(
  scope: Scope,
  object: CatalogObject,
  inputs: readonly ChangeInput[],
  o: WriteOptions = { indexed: true },
): Promise<ChangeAnswer> {
  let open = inputs
  const changed: string[] = []
  const unchanged: string[] = []
  for (let attempt = 1; open.length > 0; attempt += 1) {
    const { steps, same, lined, parts, issues } = await prepareChanges(scope, object, open, o)
    assertNoIssues(issues)
    unchanged.push(...same)
    const written = await storeChanges(scope, object, steps, parts.length === 0 ? o.whenSent : undefined)
    await writeParts(scope, parts, road)
    const isWritten = new Set(written)
    await bringAbout(
      scope,
      object,
      [...steps.filter(({ after }) => isWritten.has(after.id as string)), ...lined].map((step) => ({
        ...step,
        row: step.after,
        changed: [...step.changed, ...parts.flatMap(({ parent, field }) => (parent === step.after.id ? field : []))],
      })),
    )
    changed.push(...written)
    const lost = new Set(steps.map((step) => step.before.id as string).filter((id) => !written.includes(id)))
    open = open.filter((input) => lost.has(input.id))
    if (attempt === attempts && open.length > 0) fail('kernel.busy', { object: object.name, id: open[0]!.id })
  }
  return { changed, unchanged }
}

/** `inputs`: which input each step came from; `lined`: records that stay as they are, but whose lines were given. */
type Plan = {
  steps: Step[]
  inputs: number[]
  same: string[]
  lined: Step[]
  parts: ReturnType<typeof splitParts>['parts']
  issues: Issue[]
}

/** Steps 1 to 4 of a change: read what is stored, lay the input over it, derive, check. */
export async function prepareChanges(scope: Scope, object: CatalogObject, inputs: readonly ChangeInput[], o: WriteOptions): Promise<Plan> {
  const plan: Plan = { steps: [], inputs: [], same: [], lined: [], parts: [], issues: [] }
  if (!scope.state.access.may(scope.actor, object.name, 'update')) fail('kernel.forbidden', { verb: 'update', object: object.name })
  const stored = await readRows(
    scope,
    object,
    inputs.map((input) => input.id),
  )
  const given = inputs.map((input, i) =>
    parseInput(scope, object, input.to, { index: o.indexed ? i : null, issues: plan.issues, creating: false }),
  )
  if (plan.issues.length > 0) return plan
  for (const [i, input] of inputs.entries()) {
    const row = stored.get(input.id)
    if (!row) fail('kernel.not-found', { object: object.name, id: input.id })
    if (!row.mayUpdate) fail('kernel.forbidden', { verb: 'update', object: object.name, id: input.id })
    if (input.version !== undefined && input.version !== row.values.version)
      await failAsStale(scope, object, { stored: row.values, given: given[i]! })
    const { length } = plan.steps
    planChange(scope, object, { before: row.values, given: given[i]!, index: o.indexed ? i : null, plan })
    if (plan.steps.length > length) plan.inputs.push(i)
  }
  const again = inputs.map(({ id }, i) => linksGivenAgain(scope, object, { given: given[i]!, before: stored.get(id)!.values }))
  await checkLinks(scope, object, again, { names: null, indexed: o.indexed, issues: plan.issues })
  const changedNames = [...new Set(plan.steps.flatMap((step) => step.changed))]
  const after = plan.steps.map((step) => step.after)
  const found: Issue[] = []
  await checkReferences(scope, object, after, { names: changedNames, indexed: true, issues: found })
  // Who may not see the new parent is not told either whether it lies below.
  if (found.length === 0) await checkTree(scope, object, after, { names: changedNames, indexed: true, issues: found })
  // These count the steps, which are fewer than the inputs where some change nothing.
  plan.issues.push(
    ...found.map((issue) => ({
      ...issue,
      path: pathIn(o.indexed ? plan.inputs[Number.parseInt(issue.path, 10)]! : null, issue.path.replace(/^\d+\./, '')),
    })),
  )
  const ways = reachedBy(object)
  const moved = plan.steps.filter(({ changed, after }) => ways.some((way) => changed.includes(way) && typeof after[way] === 'string'))
  if (plan.issues.length === 0 && moved.length > 0)
    await assertWithinReach(
      scope,
      object,
      moved.map((step) => step.after),
      'update',
    )
  return plan
}

/** Links given as they stand already, where the actor may not read whatever he likes: accepted unseen, they would confirm a guess. */
function linksGivenAgain(scope: Scope, object: CatalogObject, { given, before }: { given: Values; before: Values }): Values {
  const isCut = (name: string) => {
    const target = object.fields[name]?.refers
    return !!target && scope.state.access.reach(scope.actor, target, 'read').kind !== 'all'
  }
  return Object.fromEntries(
    Object.entries(given).filter(([name, value]) => typeof value === 'string' && value === before[name] && isCut(name)),
  )
}

function planChange(scope: Scope, object: CatalogObject, at: { before: Values; given: Values; index: number | null; plan: Plan }): void {
  const { plain, parts } = splitParts(object, [{ ...at.given, id: at.before.id }])
  const after = completeChanged(scope, object, at.before, { ...plain[0]!, ...partValues(object, at.given) })
  const changed = Object.values(object.fields)
    .filter((field) => field.columns.length > 0 && !sameValue(at.before[field.name], after[field.name]))
    .map((field) => field.name)
  at.plan.parts.push(...parts)
  if (changed.length === 0 && parts.length > 0) {
    checkRow(scope, object, after, { before: at.before, index: at.index, issues: at.plan.issues })
    at.plan.lined.push({ before: at.before, after, changed })
  }
  if (changed.length === 0) {
    at.plan.same.push(at.before.id as string)
    return
  }
  checkRow(scope, object, after, { before: at.before, index: at.index, issues: at.plan.issues })
  at.plan.steps.push({ before: at.before, after, changed })
}

/** Lines that were given are visible to rules, though they are stored elsewhere. */
const partValues = (object: CatalogObject, given: Values): Values =>
  Object.fromEntries(Object.entries(given).filter(([name]) => object.fields[name]?.type.parts))

/** Both values of what was to be changed, as far as the actor may see what stands there now. */
async function failAsStale(scope: Scope, object: CatalogObject, { stored, given }: { stored: Values; given: Values }): Promise<never> {
  const readable = (name: string) => scope.state.access.fieldRight(scope.actor, object.name, name) !== 'hidden'
  const names = Object.keys(given).filter(readable)
  const targets = await readableTargets(
    scope,
    object,
    names.map((name) => [name, stored[name]]),
  )
  const now = Object.fromEntries(names.map((name) => [name, targets.isCut(name, stored[name]) ? hiddenLink : (stored[name] ?? null)]))
  return fail('kernel.stale', { object: object.name, id: stored.id, version: stored.version, now, yours: given })
}

/** Step 5 and 6 of a change: one statement for all records that change the same fields. */
export async function storeChanges(scope: Scope, object: CatalogObject, steps: readonly Step[], whenSent?: WhenSent): Promise<string[]> {
  const groups = Map.groupBy(steps, (step) => step.changed.join(' '))
  const written: string[] = []
  for (const group of groups.values()) {
    const isAll = group.length === steps.length && whenSent !== undefined
    const ids = await updateRecords(scope, object, group, { checkReach: true, ...(isAll ? { whenSent } : {}) })
    await carryCopies(scope, object, { ids, changed: group[0]!.changed })
    written.push(...ids)
  }
  await assertBehindWalls(scope, object, written)
  return written
}

const leadsNowhere = ({ details }: Issue): boolean => details?.reason === 'no-such-record'

/**
 * Of a link that leads nowhere nothing else is told: what rules say of it would tell a record out of reach that is linked from one that is not.
 *
 * @throws `kernel.invalid` when a rule is broken, else `kernel.bad-value`, with all issues
 */
export function assertNoIssues(issues: readonly Issue[]): void {
  if (issues.length === 0) return
  const nowhere = new Set(issues.filter(leadsNowhere).map(({ path }) => path))
  const told = issues.filter((issue) => leadsNowhere(issue) || !nowhere.has(issue.path))
  const malformed = ['kernel.bad-value', 'kernel.unknown-field', 'kernel.read-only']
  if (told.every((issue) => issue.code === 'kernel.forbidden')) throw new Fault('kernel.forbidden', {}, told)
  failWith(told.every((issue) => malformed.includes(issue.code)) ? 'kernel.bad-value' : 'kernel.invalid', told)
}
