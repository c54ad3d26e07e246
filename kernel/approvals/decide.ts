import type { Work } from '../actions/define-action.ts'
import { sql } from '../db/sql.ts'
import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import { tell } from '../notices/store-notices.ts'
import { scopeOf } from '../records/open-work.ts'
import type { Values } from '../records/parse-input.ts'
import type { Scope } from '../records/state.ts'
import { assertSeen, type CaseRow, endWaiting, holdCase, put, putNew, type TaskRow, tasksOf } from './cases.ts'
import type { ChainStep } from './chain.ts'
import { mark } from './marks.ts'
import { question, returned } from './notices.ts'
import { type Company, type Person, readCompany } from './people.ts'
import { askPeople, copyTo, endCase, enterStep, peopleToAsk, tellingsOf, withInstead } from './steps.ts'
import { textOf } from './submit.ts'
import { asSystem } from './waiting-change.ts'

/** A case held by whoever is at it, with what waits for him in it. */
export type Turn = Readonly<{
  scope: Scope
  me: string
  isAdministrator: boolean
  held: CaseRow
  tasks: readonly TaskRow[]
  /** For whom the actor may decide beside himself. */
  behalfOf: readonly string[]
  mine: TaskRow | null
  /** The round that the actor has seen, where he says so. */
  seen: unknown
}>

export type Wish = Readonly<Record<string, unknown>>

/** Holds a case for a decision. @throws `kernel.not-found` for whoever has nothing to do with it */
export async function takeTurn(work: Work, id: string, seen?: unknown): Promise<Turn> {
  const own = scopeOf(work)
  const me = own.actor.memberId ?? fail('kernel.forbidden')
  const scope = asSystem(own, 'approval')
  const held = await holdCase(scope, id)
  const [tasks, behalfOf] = [await tasksOf(scope, id), await delegators(scope, me, flowAt(held))]
  const isAdministrator = own.actor.roles.includes('administrator')
  const isFor = ({ owner, decidedBy }: TaskRow) => owner === me || decidedBy === me || behalfOf.includes(owner)
  if (held.owner !== me && !isAdministrator && !tasks.some(isFor)) fail('kernel.not-found', { object: 'approvalCase', id })
  mark(own.state, { kind: 'own' })
  const waiting = tasks.filter(({ kind, state }) => kind === 'decide' && state === 'waiting')
  const mine = waiting.find(({ owner }) => owner === me) ?? waiting.find(({ owner }) => behalfOf.includes(owner)) ?? null
  return { scope, me, isAdministrator, held, tasks, behalfOf, mine, seen }
}

/** Whose step the case stands at. */
const flowAt = ({ chain, step, body }: CaseRow): string => chain[step]?.flow.id ?? body.flow

/** Those who named this person to decide for them today. */
async function delegators({ state }: Scope, me: string, flow: string): Promise<string[]> {
  const rows = await state.tx.query(sql`SELECT d.owner_id AS id FROM ${sql.id(state.session.workspace.schema, 'approval_delegation')} d
    WHERE d.to_id = ${me}::uuid AND d.valid_from <= ${state.today}::date AND d.valid_until >= ${state.today}::date AND (d.flow_id IS NULL OR d.flow_id = ${flow}::uuid)`)
  return rows.map((row) => String(row.id))
}

/** @throws `kernel.case-closed` with how it ended, `kernel.case-corrected`, `kernel.not-your-turn` with whose turn it is */
function taskOf({ held, mine, tasks, seen }: Turn): TaskRow {
  if (held.state !== 'running') fail('kernel.case-closed', { title: held.title, state: held.state, reason: held.state })
  assertSeen(held, seen)
  if (mine) return mine
  return fail('kernel.not-your-turn', {
    title: held.title,
    waiting: tasks.filter(({ state, kind }) => state === 'waiting' && kind !== 'copy').map(({ owner }) => owner),
  })
}

/** What this person decided last in the case: the same once more is no second decision. */
const decidedAlready = ({ me, tasks, mine }: Turn, state: TaskRow['state']): boolean =>
  mine === null && tasks.filter(({ decidedBy }) => decidedBy === me).at(-1)?.state === state

async function settle(turn: Turn, task: TaskRow, to: Values): Promise<TaskRow[]> {
  const { scope, me } = turn
  const onBehalfOf = task.owner === me ? null : task.owner
  await put(scope, 'approvalTask', task.id, { decidedBy: me, decidedAt: scope.state.now.toISOString(), onBehalfOf, ...to })
  return turn.tasks.map((one) => (one.id === task.id ? { ...one, decidedBy: me, state: to.state as TaskRow['state'] } : one))
}

const needComment = (given: unknown): string => textOf(given) ?? fail('kernel.comment-needed')

/** Approves the step for oneself; the step is passed by all, any or the last in order. */
export async function approve(turn: Turn, { comment }: Wish): Promise<void> {
  if (decidedAlready(turn, 'approved')) return
  const task = taskOf(turn)
  const { held, scope } = turn
  const step = held.chain[held.step]!
  const tasks = await settle(turn, task, { state: 'approved', comment: step.commentNeeded ? needComment(comment) : textOf(comment) })
  const isOpen = tasks.some(({ kind, state }) => kind === 'decide' && state === 'waiting')
  if (step.mode === 'all' && isOpen) return
  if (step.mode === 'order') {
    const [next] = await peopleToAsk(scope, held, { at: held.step, round: held.round, tasks })
    if (next) return askPeople(scope, held, { at: held.step, round: held.round, people: [next] })
  }
  await endWaiting(scope, tasks)
  await enterStep(scope, held, { at: held.step + 1, round: held.round, tasks })
}

/** Ends the case; nothing is changed. */
export async function reject(turn: Turn, { comment }: Wish): Promise<void> {
  if (decidedAlready(turn, 'rejected')) return
  const task = taskOf(turn)
  const tasks = await settle(turn, task, { state: 'rejected', comment: needComment(comment) })
  await endWaiting(turn.scope, tasks)
  await endCase(turn.scope, turn.held, 'rejected')
}

/** Sends it back to an earlier step, or to the submitter: a new round, in which everybody from there on is asked again. */
export async function giveBack(turn: Turn, { comment, to }: Wish): Promise<void> {
  if (decidedAlready(turn, 'returned')) return
  const task = taskOf(turn)
  const { held, scope } = turn
  const at =
    to === 'submitter'
      ? -1
      : Number.isInteger(to) && Number(to) >= 0 && Number(to) < held.step
        ? Number(to)
        : fail('kernel.bad-value', { path: 'to', want: 'earlier-step' })
  const text = needComment(comment)
  const tasks = await settle(turn, task, { state: 'returned', comment: text })
  await endWaiting(scope, tasks)
  const round = held.round + 1
  await putNew(scope, 'approvalNote', [{ case: held.id, kind: 'returned', text, person: at < 0 ? held.owner : null }])
  if (at >= 0) return enterStep(scope, held, { at, round, tasks })
  await put(scope, 'approvalCase', held.id, { step: -1, round, since: scope.state.now.toISOString() })
  const made = await putNew(scope, 'approvalTask', [
    { case: held.id, kind: 'revise', title: held.title, step: -1, round, state: 'waiting', owner: held.owner, from: turn.me },
  ])
  tell(scope, returned, tellingsOf(made))
}

async function colleague({ scope }: Turn, given: unknown): Promise<{ person: Person; company: Company }> {
  if (!isUuid(given)) fail('kernel.bad-value', { path: 'person', want: 'id' })
  const company = await readCompany(scope.state, { roles: [], people: [given] })
  const person = company.person(given)
  return person?.active ? { person, company } : fail('kernel.bad-value', { path: 'person', reason: 'no-such-record', object: 'member' })
}

/** Somebody who waits in this step already, or whose own change it is, is not asked besides. */
function assertFree({ held, tasks }: Turn, person: Person): void {
  const isAsked = tasks.some(({ owner, state, kind }) => owner === person.id && state === 'waiting' && kind === 'decide')
  if (isAsked || person.id === held.owner) fail('kernel.bad-value', { path: 'person', reason: isAsked ? 'asked-already' : 'submitter' })
}

/** Somebody else decides instead. */
export async function handOver(turn: Turn, { person: given, comment }: Wish): Promise<void> {
  const task = taskOf(turn)
  const { person } = await colleague(turn, given)
  assertFree(turn, person)
  await settle(turn, task, { state: 'handedOver', comment: textOf(comment) })
  await put(turn.scope, 'approvalCase', turn.held.id, { chain: withInstead(turn.held.chain, task, person) })
  await askPeople(turn.scope, turn.held, { at: task.step, round: task.round, people: [person.id], from: turn.me })
  await putNew(turn.scope, 'approvalNote', [{ case: turn.held.id, kind: 'handedOver', person: person.id, text: textOf(comment) }])
}

/** Puts a step with one more person before or after the one at hand. */
export async function addPerson(turn: Turn, { person: given, place, comment }: Wish): Promise<void> {
  taskOf(turn)
  if (place !== 'before' && place !== 'after') fail('kernel.bad-value', { path: 'place', want: 'place' })
  const { held, scope } = turn
  const { person } = await colleague(turn, given)
  assertFree(turn, person)
  const at = place === 'before' ? held.step : held.step + 1
  const added: ChainStep = {
    key: `added-${held.chain.length}`,
    name: held.chain[held.step]!.name,
    flow: held.chain[held.step]!.flow,
    mode: 'any',
    people: [{ id: person.id, name: person.name }],
  }
  const chain = [...held.chain.slice(0, at), added, ...held.chain.slice(at)]
  await put(scope, 'approvalCase', held.id, { chain })
  await putNew(scope, 'approvalNote', [{ case: held.id, kind: 'added', person: person.id, text: textOf(comment) }])
  if (place === 'after') return
  await endWaiting(scope, turn.tasks)
  const tasks = await shiftTasks(turn, at)
  await enterStep(scope, { ...held, chain }, { at, round: held.round, tasks })
}

/** What was decided in a step goes along when another is put before it. */
async function shiftTasks({ scope, held, tasks }: Turn, from: number): Promise<TaskRow[]> {
  const shifted: TaskRow[] = []
  for (const task of tasks) {
    const moves = task.round === held.round && task.step >= from && task.kind === 'decide'
    if (moves) await put(scope, 'approvalTask', task.id, { step: task.step + 1 })
    shifted.push({
      ...task,
      step: moves ? task.step + 1 : task.step,
      state: task.state === 'waiting' && task.kind === 'decide' ? 'skipped' : task.state,
    })
  }
  return shifted
}

/** Asks or answers without deciding. */
export async function ask({ held, scope, tasks }: Turn, { comment }: Wish): Promise<void> {
  const text = needComment(comment)
  await putNew(scope, 'approvalNote', [{ case: held.id, kind: 'question', text }])
  const waiting = tasks.filter(({ kind, state, owner }) => kind === 'decide' && state === 'waiting' && owner !== held.owner)
  tell(scope, question, [
    { person: held.owner, record: held.id, object: 'approvalCase' },
    ...waiting.map(({ id, owner }) => ({ person: owner, record: id, object: 'approvalTask' })),
  ])
}

/** Lets others know of it. */
export async function copy(turn: Turn, { people }: Wish): Promise<void> {
  if (!Array.isArray(people) || people.length === 0 || people.length > 50) fail('kernel.bad-value', { path: 'people', want: 'id' })
  const found = await Promise.all(people.map((id) => colleague(turn, id)))
  await copyTo(
    turn.scope,
    turn.held,
    found.map(({ person }) => person.id),
  )
  await putNew(
    turn.scope,
    'approvalNote',
    found.map(({ person }) => ({ case: turn.held.id, kind: 'copied', person: person.id })),
  )
}

/**
 * The submitter takes it back, as far as the flow lets him; an administrator always.
 *
 * @throws `kernel.decision-stands` when it is too late
 */
export async function recall(turn: Turn, { comment }: Wish): Promise<void> {
  const { held, scope, tasks, me, isAdministrator } = turn
  if (held.state === 'recalled') return
  if (held.owner !== me && !isAdministrator) fail('kernel.not-found', { object: 'approvalCase', id: held.id })
  if (held.state !== 'running') fail('kernel.case-closed', { title: held.title, state: held.state, reason: held.state })
  const isDecided = tasks.some(({ state }) => state === 'approved' || state === 'returned')
  const mayStill = held.step === -1 || held.body.recall === 'beforeLast' || (held.body.recall === 'beforeFirst' && !isDecided)
  if (!mayStill && !isAdministrator) fail('kernel.decision-stands', { title: held.title, reason: 'too-late' })
  await endWaiting(scope, tasks)
  await putNew(scope, 'approvalNote', [{ case: held.id, kind: 'recalled', text: textOf(comment) }])
  await endCase(scope, held, 'recalled')
}
