import type { Work } from '../actions/define-action.ts'
import { sql } from '../db/sql.ts'
import { fail, failWith } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { isPlain } from '../query/filter/plain.ts'
import { objectOf, scopeOf } from '../records/open-work.ts'
import { readRows } from '../records/read-rows.ts'
import type { Scope } from '../records/state.ts'
import { type CaseBody, type CaseRow, endWaiting, holdCase, put, putNew, tasksOf } from './cases.ts'
import { assertChosen, type ChainStep, type Chosen, chainOf } from './chain.ts'
import { holds } from './fits.ts'
import { badSteps, type FlowBody } from './flow-body.ts'
import { mark } from './marks.ts'
import { namedIn, readCompany } from './people.ts'
import { enterStep, type Moving } from './steps.ts'
import { type Actions, asSystem, type Change, readChange, type Trial, tryChange } from './waiting-change.ts'

export type Preview = Readonly<{
  /** Null: the change needs no approval. */
  flow: Readonly<{ id: string; title: string; recall: FlowBody['recall'] }> | null
  title: string
  differs: Trial['differs']
  chain: readonly ChainStep[]
}>

export type ApprovalDeps = Readonly<{ actions: Actions; submitter: Moving['submitter'] }>
type Given = Readonly<Record<string, unknown>>

const readChosen = (given: unknown): Chosen =>
  isPlain(given) && Object.values(given).every((list) => Array.isArray(list)) ? (given as Chosen) : {}

async function resolve(
  scope: Scope,
  o: { body: FlowBody; trial: Trial; object: string; chosen: Chosen; submitter: string },
): Promise<ChainStep[]> {
  const { roles, people } = namedIn(o.body, [o.submitter, ...Object.values(o.chosen).flat()])
  const company = await readCompany(scope.state, { roles, people })
  const object = objectOf(scope.state, o.object)
  return chainOf({ ...o, row: o.trial.row, company, holds: (expression) => holds(scope.state, object, { expression, row: o.trial.row }) })
}

/** Who would decide about a change, step by step with names, before it is submitted. Nothing of it remains. */
export async function previewApproval(work: Work, deps: ApprovalDeps, { chosen, ...given }: Given): Promise<Preview> {
  const scope = scopeOf(work)
  const change = readChange(scope.state, deps.actions, given)
  const trial = await tryChange(scope, deps.actions, { change, passes: null })
  const { fit, title, differs } = trial
  if (!fit) return { flow: null, title, differs, chain: [] }
  const submitter = scope.actor.memberId ?? fail('kernel.forbidden')
  const chain = await resolve(scope, { body: fit.flow.body, trial, object: fit.object, chosen: readChosen(chosen), submitter })
  return { flow: { id: fit.flow.id, title: fit.flow.body.title, recall: fit.flow.body.recall }, title, differs, chain }
}

/**
 * Makes a case of a change: from here on its record is locked, and the change is made when the last step is approved. Where nobody has to decide it is made at once.
 *
 * @throws `kernel.no-approval-needed` when no flow fits, `kernel.in-approval` when another change of the record waits, `kernel.approver-missing`
 */
export async function submitChange(work: Work, deps: ApprovalDeps, { chosen, comment, ...given }: Given): Promise<string> {
  const scope = scopeOf(work)
  const change = readChange(scope.state, deps.actions, given)
  const trial = await tryChange(scope, deps.actions, { change, passes: null })
  const { fit } = trial
  if (!fit) fail('kernel.no-approval-needed', { object: change.object, title: trial.title })
  return openCase(scope, deps, { change, trial, chosen: readChosen(chosen), comment: textOf(comment), fit })
}

export const textOf = (given: unknown): string | null => (typeof given === 'string' && given.trim() !== '' ? given.trim() : null)

type Opened = Readonly<{ change: Change; trial: Trial; chosen: Chosen; comment: string | null; fit: NonNullable<Trial['fit']> }>

async function openCase(scope: Scope, deps: ApprovalDeps, { change, trial, chosen, comment, fit }: Opened): Promise<string> {
  const submitter = scope.actor.memberId ?? fail('kernel.forbidden')
  await assertNoneRuns(scope, change)
  const { flow } = fit
  const chain = await resolve(scope, { body: flow.body, trial, object: fit.object, chosen, submitter })
  assertChosen(chain)
  mark(scope.state, { kind: 'own' })
  const all = asSystem(scope, 'approval')
  const body: CaseBody = { ...flow.body, flow: flow.id }
  const [row] = await putNew(all, 'approvalCase', [
    {
      title: `${flow.body.title} · ${trial.title}`.slice(0, 300),
      object: change.object,
      record: change.id,
      flow: flow.id,
      flowVersion: flow.version,
      body,
      state: 'running',
      step: 0,
      round: 1,
      change: { call: change, differs: trial.differs, facts: trial.facts },
      chain,
      owner: submitter,
      since: scope.state.now.toISOString(),
    },
  ])
  const held = row as unknown as CaseRow
  if (comment) await putNew(all, 'approvalNote', [{ case: held.id, kind: 'resubmitted', text: comment }])
  await enterStep({ scope: all, ...deps }, held, { at: 0, round: 1, tasks: [] })
  return held.id
}

/** The record is held by now: whoever submits the same one at the same time comes after this. */
async function assertNoneRuns({ state }: Scope, { object, id }: Change): Promise<void> {
  const [row] = await state.tx.query(sql`SELECT id, title FROM ${sql.id(state.session.workspace.schema, 'approval_case')}
    WHERE record_id = ${id}::uuid AND object = ${object}::text AND state = 'running' LIMIT 1`)
  if (row) fail('kernel.in-approval', { object, id, case: row.id, title: row.title })
}

/** What was returned to its submitter goes round again, as it was or corrected. The flow stays the one it began with. */
export async function resubmit(
  work: Work,
  deps: ApprovalDeps,
  { id, values, input, chosen, comment }: Given & { id: string },
): Promise<void> {
  const scope = scopeOf(work)
  const all = asSystem(scope, 'approval')
  const held = await holdCase(all, id)
  if (held.owner !== scope.actor.memberId) fail('kernel.not-found', { object: 'approvalCase', id })
  if (held.state !== 'running' || held.step !== -1) fail('kernel.case-closed', { title: held.title, state: held.state, reason: held.state })
  const { call } = held.change
  const change = readChange(scope.state, deps.actions, {
    ...call,
    ...('values' in call ? { values: { ...call.values, ...(isPlain(values) ? values : {}) } } : {}),
    ...('input' in call ? { input: { ...call.input, ...(isPlain(input) ? input : {}) } } : {}),
  })
  const trial = await tryChange(scope, deps.actions, { change, passes: held.id })
  const before = Object.fromEntries(
    held.chain.filter(({ choose }) => choose).map(({ key, people }) => [key, people.map((person) => person.id)]),
  )
  const chain = await resolve(scope, {
    body: held.body,
    trial,
    object: change.object,
    chosen: { ...before, ...readChosen(chosen) },
    submitter: held.owner,
  })
  assertChosen(chain)
  mark(scope.state, { kind: 'own' })
  const tasks = await tasksOf(all, id)
  await endWaiting(all, tasks)
  await put(all, 'approvalCase', id, { chain, change: { call: change, differs: trial.differs, facts: trial.facts } })
  await putNew(all, 'approvalNote', [{ case: id, kind: 'resubmitted', text: textOf(comment) }])
  await enterStep(
    { scope: all, ...deps },
    { ...held, chain, change: { call: change, differs: trial.differs, facts: trial.facts } },
    { at: 0, round: held.round, tasks },
  )
}

/** Who would decide about a record, were this person to submit it and the steps as given. For whoever may change flows. @throws `kernel.bad-value` with the steps that are not complete */
export async function tryFlow(work: Work, { object, steps, submitter, record }: Given): Promise<readonly ChainStep[]> {
  const scope = scopeOf(work)
  if (!scope.state.access.may(scope.actor, 'approvalFlow', 'update')) fail('kernel.forbidden', { verb: 'update', object: 'approvalFlow' })
  const of = objectOf(scope.state, String(object))
  const bad = badSteps(steps)
  if (bad.length > 0)
    failWith(
      'kernel.bad-value',
      bad.map((path) => ({ path, code: 'kernel.bad-value', details: { want: 'approval-step', at: path } })),
    )
  if (!isUuid(submitter)) fail('kernel.bad-value', { path: 'submitter', want: 'id' })
  const row = isUuid(record)
    ? ((await readRows(scope, of, [record])).get(record)?.values ?? fail('kernel.not-found', { object: of.name, id: record }))
    : {}
  const body: FlowBody = { title: '', steps: steps as FlowBody['steps'], repeated: 'once', recall: 'never', copies: [], many: false }
  const trial: Trial = { fit: null, row, title: '', differs: {}, facts: {} }
  return resolve(scope, { body, trial, object: of.name, chosen: {}, submitter })
}
