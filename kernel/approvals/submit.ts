import type { Work } from '../actions/define-action.ts'
import { sql } from '../db/sql.ts'
import { fail, failWith } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { isPlain } from '../query/filter/plain.ts'
import { sameValue } from '../records/cells.ts'
import { objectOf, scopeOf } from '../records/open-work.ts'
import { readRows } from '../records/read-rows.ts'
import type { Scope } from '../records/state.ts'
import { assertSeen, type CaseRow, endWaiting, holdCase, mayCorrect, put, putNew, tasksOf } from './cases.ts'
import { assertChosen, type ChainStep, type Chosen, chainOf } from './chain.ts'
import { correctionOf } from './corrections.ts'
import { holds } from './fits.ts'
import { badSteps, bodyOf, type CaseBody, type FlowBody, type FlowPart } from './flow-body.ts'
import { mark } from './marks.ts'
import { namedIn, readCompany } from './people.ts'
import { givenOf, openCall, shutCall } from './shut-values.ts'
import { enterStep } from './steps.ts'
import { asSystem, type Change, readChange, type Trial, tryChange, withoutVersion } from './waiting-change.ts'

export type Preview = Readonly<{
  /** All that fit, in their order; none: the change needs no approval. */
  flows: readonly Readonly<{ id: string; title: string }>[]
  recall: FlowBody['recall'] | null
  title: string
  differs: Trial['differs']
  chain: readonly ChainStep[]
}>

type Given = Readonly<Record<string, unknown>>

const readChosen = (given: unknown): Chosen =>
  isPlain(given) && Object.values(given).every((list) => Array.isArray(list)) ? (given as Chosen) : {}

type Resolving = Readonly<{ body: Pick<CaseBody, 'parts' | 'copies'>; trial: Trial; object: string; chosen: Chosen; submitter: string }>

/** The steps of all flows one after the other; each asks the record that it fits, which need not be the one that is changed. */
async function resolve({ state }: Scope, { body, trial, object, chosen, submitter }: Resolving): Promise<ChainStep[]> {
  const { roles, people } = namedIn(body, [submitter, ...Object.values(chosen).flat()])
  const company = await readCompany(state, { roles, people })
  return body.parts.flatMap((part) => {
    const own = part.object === object ? trial : { row: {}, before: null }
    const { row, before } = trial.fits.find(({ flow }) => flow.id === part.flow) ?? own
    const of = objectOf(state, part.object)
    return chainOf({ part, row, company, chosen, submitter, holds: (expression) => holds(state, of, { expression, row, before }) })
  })
}

/** What a case keeps of a change. */
function waitingOf(scope: Scope, change: Change, trial: Trial): Pick<CaseRow, 'change' | 'shut'> {
  const { differs, facts, withheld } = trial
  const { call, shut } = shutCall(scope, change, trial)
  return { change: { call, differs, facts, withheld }, shut }
}
const flowsOf = ({ fits }: Trial) => fits.map(({ flow }) => flow)

/** Who would decide about a change, step by step with names, before it is submitted. Nothing of it remains. */
export async function previewApproval(work: Work, { chosen, ...given }: Given): Promise<Preview> {
  const scope = scopeOf(work)
  const change = readChange(scope.state, given)
  const trial = await tryChange(scope, { change, passes: null })
  const { title, differs } = trial
  if (trial.fits.length === 0) return { flows: [], recall: null, title, differs, chain: [] }
  const submitter = scope.actor.memberId ?? fail('kernel.forbidden')
  const body = bodyOf(flowsOf(trial), null)
  const chain = await resolve(scope, { body, trial, object: change.object, chosen: readChosen(chosen), submitter })
  return { flows: body.parts.map((part) => ({ id: part.flow, title: part.title })), recall: body.recall, title, differs, chain }
}

/**
 * Makes a case of a change: from here on its record is locked, and the change is made when the last step is approved. Where nobody has to decide it is made at once.
 *
 * @throws `kernel.no-approval-needed` when no flow fits, `kernel.in-approval` when another change of the record waits, `kernel.approver-missing`
 */
export async function submitChange(work: Work, { chosen, comment, ...given }: Given): Promise<string> {
  const scope = scopeOf(work)
  const change = readChange(scope.state, given)
  const trial = await tryChange(scope, { change, passes: null })
  if (trial.fits.length === 0) fail('kernel.no-approval-needed', { object: change.object, title: trial.title })
  return openCase(scope, { change, trial, chosen: readChosen(chosen), comment: textOf(comment) })
}

export const textOf = (given: unknown): string | null => (typeof given === 'string' && given.trim() !== '' ? given.trim() : null)

type Opened = Readonly<{ change: Change; trial: Trial; chosen: Chosen; comment: string | null }>

async function openCase(scope: Scope, { change, trial, chosen, comment }: Opened): Promise<string> {
  const submitter = scope.actor.memberId ?? fail('kernel.forbidden')
  await assertNoneRuns(scope, change)
  const body = bodyOf(flowsOf(trial), null)
  const chain = await resolve(scope, { body, trial, object: change.object, chosen, submitter })
  assertChosen(chain)
  mark(scope.state, { kind: 'own' })
  const all = asSystem(scope, 'approval')
  const [row] = await putNew(all, 'approvalCase', [
    {
      title: `${body.title} · ${trial.title}`.slice(0, 300),
      object: change.object,
      record: change.id,
      flow: body.flow,
      flowVersion: body.parts[0]!.version,
      body,
      state: 'running',
      step: 0,
      round: 1,
      ...waitingOf(scope, change, trial),
      chain,
      owner: submitter,
      since: scope.state.now.toISOString(),
    },
  ])
  const held = row as unknown as CaseRow
  if (comment) await putNew(all, 'approvalNote', [{ case: held.id, kind: 'resubmitted', text: comment }])
  await enterStep(all, held, { at: 0, round: 1, tasks: [] })
  return held.id
}

/** The record is held by now: whoever submits the same one at the same time comes after this. */
async function assertNoneRuns({ state }: Scope, { object, id }: Change): Promise<void> {
  const [row] = await state.tx.query(sql`SELECT id, title FROM ${sql.id(state.session.workspace.schema, 'approval_case')}
    WHERE record_id = ${id}::uuid AND object = ${object}::text AND state = 'running' LIMIT 1`)
  if (row) fail('kernel.in-approval', { object, id, case: row.id, title: row.title })
}

/** What was returned to its submitter goes round again, as it was or corrected. */
export async function resubmit(work: Work, given: Correction): Promise<void> {
  const held = await holdOwn(scopeOf(work), given)
  if (held.state !== 'running' || held.step !== -1) fail('kernel.case-closed', { title: held.title, state: held.state, reason: held.state })
  await goRound(scopeOf(work), held, given)
}

/**
 * The submitter corrects what waits where it waits; the case keeps its name, and a new round begins: everybody is asked again, whoever decided already too.
 *
 * @throws `kernel.decision-stands` where somebody has decided and the flow does not let him recall it either
 */
export async function correct(work: Work, given: Correction): Promise<void> {
  const held = await holdOwn(scopeOf(work), given)
  if (held.state !== 'running') fail('kernel.case-closed', { title: held.title, state: held.state, reason: held.state })
  const tasks = await tasksOf(asSystem(scopeOf(work), 'approval'), held.id)
  if (!mayCorrect({ ...held, recall: held.body.recall }, tasks)) fail('kernel.decision-stands', { title: held.title, reason: 'decided' })
  await goRound(scopeOf(work), held, given)
}

type Correction = Given & { id: string }

async function holdOwn(scope: Scope, { id, round }: Correction): Promise<CaseRow> {
  const held = await holdCase(asSystem(scope, 'approval'), id)
  if (held.owner !== scope.actor.memberId) fail('kernel.not-found', { object: 'approvalCase', id })
  assertSeen(held, round)
  return held
}

/** Its flows stay as they were when it began; one that fits only now comes after them. Where nothing is other than it was, a case that did not come back goes on as it is. */
async function goRound(scope: Scope, held: CaseRow, { values, input, chosen, comment }: Correction): Promise<void> {
  const all = asSystem(scope, 'approval')
  const call = openCall(scope, held)
  const change = readChange(scope.state, {
    ...call,
    ...('values' in call ? { values: withoutVersion({ ...call.values, ...(isPlain(values) ? values : {}) }) } : {}),
    ...('input' in call ? { input: { ...call.input, ...(isPlain(input) ? input : {}) } } : {}),
  })
  const isBack = held.step === -1
  if (!isBack && sameValue(givenOf(change), withoutVersion(givenOf(call)))) return
  const trial = await tryChange(scope, { change, passes: held.id })
  const before = Object.fromEntries(
    held.chain.filter(({ choose }) => choose).map(({ key, people }) => [key, people.map((person) => person.id)]),
  )
  const body = bodyOf(flowsOf(trial), held.body)
  const chain = await resolve(scope, {
    body,
    trial,
    object: change.object,
    chosen: { ...before, ...readChosen(chosen) },
    submitter: held.owner,
  })
  assertChosen(chain)
  mark(scope.state, { kind: 'own' })
  const tasks = await tasksOf(all, held.id)
  await endWaiting(all, tasks)
  const renewed = { body, chain, ...waitingOf(scope, change, trial) }
  await put(all, 'approvalCase', held.id, renewed)
  const differs = correctionOf(scope, { held, call, change, trial })
  await putNew(all, 'approvalNote', [{ case: held.id, kind: isBack ? 'resubmitted' : 'corrected', text: textOf(comment), differs }])
  await enterStep(all, { ...held, ...renewed }, { at: 0, round: isBack ? held.round : held.round + 1, tasks })
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
  const part: FlowPart = { flow: '', version: 0, title: '', object: of.name, steps: steps as FlowBody['steps'] }
  const trial: Trial = { fits: [], row, before: row, title: '', differs: {}, facts: {}, withheld: {} }
  return resolve(scope, { body: { parts: [part], copies: [] }, trial, object: of.name, chosen: {}, submitter })
}
