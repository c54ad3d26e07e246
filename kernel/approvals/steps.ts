import { type Actor, system } from '../access/define-access.ts'
import { sql } from '../db/sql.ts'
import { tell } from '../notices/store-notices.ts'
import type { Values } from '../records/parse-input.ts'
import type { Scope, WorkState } from '../records/state.ts'
import { type CaseRow, put, putNew, type TaskRow } from './cases.ts'
import type { ChainStep } from './chain.ts'
import { asked, copied, ended } from './notices.ts'
import { readCompany } from './people.ts'
import { forgetShut, openCall } from './shut-values.ts'
import { carryOut } from './waiting-change.ts'

/** Begins the first step from `at` on in which somebody has to decide; where there is none, the case is approved and its change made. */
export async function enterStep(scope: Scope, held: CaseRow, o: { at: number; round: number; tasks: readonly TaskRow[] }): Promise<void> {
  for (let at = o.at; at < held.chain.length; at++) {
    const people = await peopleToAsk(scope, held, { ...o, at })
    if (people.length === 0) continue
    const step = held.chain[at]!
    await askPeople(scope, held, { at, round: o.round, people: step.mode === 'order' ? people.slice(0, 1) : people })
    return put(scope, 'approvalCase', held.id, { step: at, round: o.round, since: scope.state.now.toISOString() })
  }
  await approveCase(scope, held)
}

/** Whom tasks ask, to be told so. */
export const tellingsOf = (tasks: readonly Values[]) => tasks.map(({ id, owner }) => ({ person: String(owner), record: String(id) }))

export type Asked = Readonly<{ at: number; round: number; people: readonly string[]; from?: string }>

/** Asks people to decide a step. */
export async function askPeople({ state, ...scope }: Scope, held: CaseRow, { at, round, people, from }: Asked): Promise<void> {
  const rows = people.map((owner) => ({
    case: held.id,
    kind: 'decide',
    title: held.title,
    stepName: held.chain[at]?.name ?? null,
    step: at,
    round,
    state: 'waiting',
    owner,
    from: from ?? null,
  }))
  const made = await putNew({ state, ...scope }, 'approvalTask', rows)
  tell({ state, ...scope }, asked, tellingsOf(made))
}

/** Who is to be asked in a step and has not decided it yet. None: the step passes by itself. */
export async function peopleToAsk(
  scope: Scope,
  held: CaseRow,
  { at, round, tasks }: { at: number; round: number; tasks: readonly TaskRow[] },
): Promise<string[]> {
  const step = held.chain[at]!
  const approved = tasks.filter((task) => task.kind === 'decide' && task.round === round && task.state === 'approved')
  const counts = (task: TaskRow): boolean =>
    task.step === at || held.body.repeated === 'once' || (held.body.repeated === 'consecutive' && task.step === at - 1)
  const decided = new Set(approved.filter(counts).flatMap(({ owner, decidedBy }) => [owner, decidedBy]))
  const people = await presentPeople(scope, step)
  if (step.mode === 'any' && people.some((id) => decided.has(id))) return []
  const asked = new Set(
    tasks.filter((task) => task.step === at && task.round === round && task.state !== 'skipped').map(({ owner }) => owner),
  )
  return people.filter((id) => !decided.has(id) && !asked.has(id))
}

/** The people of a step; for those who left since it was worked out, their superiors. */
async function presentPeople({ state }: Scope, { people }: ChainStep): Promise<string[]> {
  if (people.length === 0) return []
  // Whoever is just being switched off waits for this, and then finds what is asked of him; or this waits, and sees that he is no longer here.
  await state.tx.query(
    sql`SELECT id FROM ${sql.id(state.session.workspace.schema, 'member')} WHERE id = ANY(${people.map(({ id }) => id)}::uuid[]) ORDER BY id FOR SHARE`,
  )
  const company = await readCompany(state, { roles: ['administrator'], people: people.map(({ id }) => id) })
  const present = people.flatMap(({ id }) => {
    const person = company.person(id)
    if (person?.active) return [id]
    const instead = company.superiorOf(id)
    return instead ? [instead.id] : company.withRole('administrator').map((one) => one.id)
  })
  return [...new Set(present)]
}

/** The chain with somebody else in a step, in the place of whoever was asked. */
export function withInstead(
  chain: readonly ChainStep[],
  { step, owner }: Pick<TaskRow, 'step' | 'owner'>,
  { id, name }: Readonly<{ id: string; name: string }>,
): ChainStep[] {
  return chain.map((one, at) => {
    if (at !== step) return one
    const others = one.people.filter((person) => person.id !== owner && person.id !== id)
    const place = Math.max(
      0,
      one.people.findIndex((person) => person.id === owner),
    )
    return { ...one, people: [...others.slice(0, place), { id, name }, ...others.slice(place)] }
  })
}

/** Ends the case as approved and makes its change, in the submitter's name. */
export async function approveCase(scope: Scope, held: CaseRow): Promise<void> {
  await endCase(scope, held, 'approved')
  await carryOut({ state: scope.state, actor: await submitterOf(scope.state, held.owner) }, openCall(scope, held))
}

/** Whoever submitted a change, to make it in his name; where he is no longer here, the system that approved it. */
export async function submitterOf({ tx, session, directory }: WorkState, id: string): Promise<Actor> {
  const { schema, locale, timeZone } = session.workspace
  const rows = await tx.query(sql`SELECT 1 AS one FROM ${sql.id(schema, 'member')} WHERE id = ${id}::uuid AND active IS NOT FALSE`)
  return rows.length > 0 && directory.knows(id) ? directory.seen(id, { locale, timeZone }) : { ...system('approved'), memberId: id }
}

export async function endCase(scope: Scope, held: CaseRow, state: 'approved' | 'rejected' | 'recalled'): Promise<void> {
  await put(scope, 'approvalCase', held.id, { state, endedAt: scope.state.now.toISOString(), shut: null })
  if (held.shut) await forgetShut(scope, [held.id])
  tell(scope, ended, [{ person: held.owner, record: held.id }])
  if (state !== 'recalled') await copyTo(scope, held, held.body.copies)
}

/** Lets people know of the case without asking them. */
export async function copyTo(scope: Scope, held: CaseRow, people: readonly string[]): Promise<void> {
  const rows = people.map((owner) => ({
    case: held.id,
    kind: 'copy',
    title: held.title,
    step: held.step,
    round: held.round,
    state: 'done',
    owner,
    from: scope.actor.memberId,
  }))
  tell(scope, copied, tellingsOf(await putNew(scope, 'approvalTask', rows)))
}
