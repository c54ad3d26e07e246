import type { CatalogObject } from '../../model/catalog.ts'
import { fail, type Issue } from '../../model/fault.ts'
import { readRows } from '../../records/read-rows.ts'
import { type AlikeChange, alikeValues, changeAlike, isAlike, type LeftOut, readAlike } from '../../records/sets/change-alike.ts'
import type { Scope } from '../../records/state.ts'
import { assertNoIssues, prepareChanges, storeChanges, writeStepParts } from '../../records/write.ts'
import { type BulkKind, objectOfRun } from '../bulk-kind.ts'
import { itemsOf } from '../bulk-rows.ts'
import { gather, readChoice, reasonOf, withTitles } from './chosen.ts'

const changeOf = (wish: Readonly<Record<string, unknown>>) => ({ set: wish.set ?? {}, add: wish.add, take: wish.take })

/** The same values for many records. */
export const changeKind: BulkKind = {
  batch: 5_000,
  async begin(scope, run) {
    const change = await readAlike(scope, run.object!, changeOf(run.wish))
    if (Object.keys(change.set).length + Object.keys(change.amend).length === 0) fail('kernel.required', { path: 'set' })
    refuseVeiled(run.object!, change)
    return gather(scope, run, readChoice(run.wish))
  },
  async step(scope, run, { limit, refused }) {
    const object = objectOfRun(scope, run)
    const { workspace } = scope.state.session
    const change = await readAlike(scope, object, changeOf(run.wish))
    const canBeAlike = isAlike(object, change)
    const ids = await itemsOf(scope.state.tx, workspace, {
      run: run.id,
      after: run.place as string | null,
      limit: canBeAlike ? limit : Math.min(limit, 1_000),
    })
    if (ids.length === 0) return null
    const answer = refused
      ? { changed: 0, unchanged: 0, leftOut: [reasonOf(ids[0]!, refused)] }
      : canBeAlike
        ? await changeAlike(scope, object, ids, change)
        : await changeOneByOne(scope, object, { ids, change })
    return {
      done: ids.length,
      place: ids.at(-1)!,
      counts: { changed: answer.changed, unchanged: answer.unchanged, leftOut: answer.leftOut.length },
      leftOut: await withTitles(scope, object, answer.leftOut),
    }
  },
}

/** What a run is to do is written down as it was asked; a value that is kept shut must not be. */
function refuseVeiled(object: CatalogObject, { set }: AlikeChange): void {
  const path = Object.keys(set).find((name) => object.fields[name]!.type.veil && set[name] !== null)
  if (path) fail('kernel.bad-value', { path, reason: 'one-by-one' })
}

type Answer = Readonly<{
  changed: number
  unchanged: number
  leftOut: readonly (LeftOut & { details?: Readonly<Record<string, unknown>> })[]
}>

/** For changes whose outcome hangs on the record: through rules and checks, each record told apart. */
async function changeOneByOne(
  scope: Scope,
  object: CatalogObject,
  { ids, change }: { ids: readonly string[]; change: AlikeChange },
): Promise<Answer> {
  const stored = await readRows(scope, object, ids, { lock: true })
  const leftOut: { id: string; code: string; details?: Readonly<Record<string, unknown>> }[] = []
  for (const id of ids) {
    const row = stored.get(id)
    if (!row?.mayUpdate) leftOut.push({ id, code: row ? 'kernel.forbidden' : 'kernel.not-found' })
  }
  let open = ids.filter((id) => stored.get(id)?.mayUpdate)
  for (;;) {
    const inputs = open.map((id) => ({ id, to: alikeValues(object, change, stored.get(id)!.values) }))
    const plan = await prepareChanges(scope, object, inputs, { indexed: true })
    if (plan.issues.length === 0) {
      const written = await storeChanges(scope, object, plan.steps)
      await writeStepParts(scope, plan.parts)
      if (written.length < plan.steps.length) fail('kernel.busy', { object: object.name })
      return { changed: written.length, unchanged: open.length - written.length, leftOut }
    }
    const wrong = firstIssues(plan.issues)
    for (const [index, issue] of wrong)
      leftOut.push({ id: open[index]!, code: issue.code, details: { ...issue.details, path: issue.path } })
    if (!wrong.keys().some((index) => index < open.length)) assertNoIssues(plan.issues)
    open = open.filter((_, i) => !wrong.has(i))
  }
}

/** The first issue of each record, by its place in the batch. */
function firstIssues(issues: readonly Issue[]): Map<number, Issue> {
  const first = new Map<number, Issue>()
  for (const issue of issues) {
    const [index, ...path] = issue.path.split('.')
    if (!first.has(Number(index))) first.set(Number(index), { ...issue, path: path.join('.') })
  }
  return first
}
