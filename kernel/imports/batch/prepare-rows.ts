import type { CatalogField, CatalogObject } from '../../model/catalog.ts'
import type { Issue } from '../../model/fault.ts'
import type { Values } from '../../records/parse-input.ts'
import { readRows } from '../../records/read-rows.ts'
import type { Scope } from '../../records/state.ts'
import type { Step } from '../../records/store.ts'
import { prepareChanges, prepareNew } from '../../records/write.ts'
import type { ImportIssue } from '../plan/cells.ts'
import type { Draft } from '../plan/drafts.ts'
import type { ImportPlan } from '../plan/plan.ts'
import type { BatchLookups } from './lookups.ts'
import { twinIssue } from './twin-rows.ts'

export type Creation = Readonly<{ draft: Draft; values: Values }>
export type Update = Readonly<{ draft: Draft; step: Step }>
/** Rows that passed the checks. The others carry issues. */
export type Ready = Readonly<{
  creations: readonly Creation[]
  updates: readonly Update[]
  unchanged: readonly Draft[]
  skipped: readonly Draft[]
}>

type Input = Readonly<{ scope: Scope; plan: ImportPlan; lookups: BatchLookups }>

/** Runs the drafts through the checks of every write, row by row told apart. */
export async function prepareRows(input: Input, drafts: readonly Draft[]): Promise<Ready> {
  const { plan, scope } = input
  const good = drafts.filter((draft) => draft.issues.length === 0)
  const found = good.filter((draft) => draft.isFound)
  const fresh = good.filter((draft) => !draft.isFound)
  const matched = found.filter((draft) => draft.twinBy === undefined)
  const skipped = [...(plan.options.onMatch === 'skip' ? matched : []), ...(plan.options.onNew === 'skip' ? fresh : [])]
  const mayCreate = scope.state.access.mayCreate(scope.actor, plan.object.name)
  if (!mayCreate && plan.options.onNew === 'create') for (const draft of fresh) draft.issues.push(refusal('create', plan.object))
  const creations = plan.options.onNew === 'create' && mayCreate ? await prepareCreations(input, fresh) : []
  const meant = plan.options.onMatch === 'update' ? found : found.filter((draft) => draft.twinBy !== undefined)
  const { updates, unchanged } = await prepareUpdates(input, meant)
  return { creations, updates, unchanged, skipped }
}

const refusal = (verb: string, object: CatalogObject): ImportIssue => ({
  column: null,
  field: null,
  code: 'kernel.forbidden',
  details: { verb, object: object.name },
})

/** Defaults that say who and when the record was typed in: no word about a record that comes from elsewhere. */
const ofTheMoment: readonly unknown[] = ['me', 'today', 'now']

const isEmptied = (field: CatalogField): boolean => ofTheMoment.includes(field.default) && !field.required

function newInput(draft: Draft): Values {
  const { id: _, ...values } = draft.values
  const emptied = [...draft.blank, ...draft.left].filter((feed) => feed.sub === null && !feed.isCurrency && isEmptied(feed.field))
  return { ...Object.fromEntries(emptied.map((feed) => [feed.field.name, null])), ...values, id: draft.id }
}

function changeInput(draft: Draft, plan: ImportPlan): Values {
  const { id: _, ...values } = draft.values
  if (plan.options.blank === 'leave') return values
  const cleared = draft.blank.filter((feed) => feed.sub === null && !feed.isCurrency && feed.field.name !== 'id')
  return { ...Object.fromEntries(cleared.map((feed) => [feed.field.name, null])), ...values }
}

async function prepareCreations(input: Input, drafts: readonly Draft[]): Promise<Creation[]> {
  for (let open = drafts; open.length > 0; ) {
    const { rows, issues } = await prepareNew(input.scope, input.plan.object, open.map(newInput), { indexed: true })
    if (!assign(input, open, issues)) return open.map((draft, i) => ({ draft, values: rows[i]! }))
    open = open.filter((draft) => draft.issues.length === 0)
  }
  return []
}

/** Of several rows that mean the same record the first one counts that can be taken; the others are doubles. */
async function prepareUpdates(input: Input, drafts: readonly Draft[]): Promise<{ updates: Update[]; unchanged: Draft[] }> {
  const { scope, plan } = input
  const stored = await readRows(
    scope,
    plan.object,
    drafts.map((draft) => draft.id),
  )
  for (const draft of drafts) if (!stored.get(draft.id)?.mayUpdate) draft.issues.push(refusal('update', plan.object))
  const updates: Update[] = []
  const unchanged: Draft[] = []
  const taken = new Map<string, Draft>()
  for (let open = drafts.filter((draft) => draft.issues.length === 0); open.length > 0; ) {
    const round = [...new Map(open.toReversed().map((draft) => [draft.id, draft])).values()]
    const { steps, issues } = await prepareChanges(
      scope,
      plan.object,
      round.map((draft) => ({ id: draft.id, to: changeInput(draft, plan) })),
      { indexed: true },
    )
    if (!assign(input, round, issues)) {
      const byId = new Map(steps.map((step) => [step.before.id as string, step]))
      for (const draft of round) {
        const step = byId.get(draft.id)
        taken.set(draft.id, draft)
        if (step) updates.push({ draft, step })
        else unchanged.push(draft)
      }
    }
    open = open.filter((draft) => draft.issues.length === 0 && taken.get(draft.id) !== draft)
    for (const draft of open) if (taken.has(draft.id)) draft.issues.push(isDouble(plan, draft, taken.get(draft.id)!))
    open = open.filter((draft) => draft.issues.length === 0)
  }
  return { updates, unchanged }
}

function isDouble(plan: ImportPlan, draft: Draft, first: Draft): ImportIssue {
  if (draft.twinBy) return twinIssue(plan, draft.twinBy, { reason: 'like-line', line: first.line })
  const [field] = plan.match
  const column = plan.feeds.find((feed) => feed.field === field && feed.sub === null)?.column ?? null
  return {
    column,
    field: field?.name ?? null,
    code: 'kernel.bad-import',
    details: { reason: 'twice-in-file', line: first.line, fields: plan.match.map(({ name }) => name) },
  }
}

/** Gives each row its issues; false when there are none. Links to records that this import is about to make are no issue. */
function assign({ plan, lookups }: Input, drafts: readonly Draft[], issues: readonly Issue[]): boolean {
  let isAny = false
  for (const issue of issues) {
    const [index, name = ''] = issue.path.split('.')
    const draft = drafts[Number(index)]!
    const id = draft.values[name]
    if (issue.details?.reason === 'no-such-record' && typeof id === 'string' && lookups.isUnstored(id)) continue
    const feed = plan.feeds.find((candidate) => candidate.field.name === name && candidate.sub === null && !candidate.isCurrency)
    draft.issues.push({ column: feed?.column ?? null, field: name || null, code: issue.code, details: { ...issue.details } })
    isAny = true
  }
  return isAny
}
