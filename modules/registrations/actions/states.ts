import { defineAction, fail, system, type Work } from '#kernel'
import { addDays, integer, link, text } from '#kernel/model'
import { followUp } from '#objects/activities'
import { opportunity } from '#objects/sales'
import { decided } from '../notices.ts'
import { dealRegistration } from '../objects/index.ts'
import { type Registration, ruleInForce } from '../taken.ts'

const input = { dealRegistration: link(dealRegistration, { required: true }) }
const on = { on: dealRegistration, result: input } as const
const because = system('registration of a deal')

/** The registration, held to the end of the work, of whoever may change it. */
async function mine(work: Work, id: string, states: readonly string[]): Promise<Registration> {
  const row = await work.one(dealRegistration, id, { lock: true })
  await work.change(dealRegistration, id, { owner: row.owner })
  if (!states.includes(row.state)) fail('registrations.not-so', { state: row.state })
  return row
}

/** Protected for some days more, as something has happened since: a follow-up with the customer, or a step of a deal with it. */
export const extend = defineAction('registrations.extend', {
  ...on,
  input,
  fails: ['registrations.not-so', 'registrations.extended-enough', 'registrations.no-progress'],
  offered: { state: 'protected' },
  async run(work, { dealRegistration: id }) {
    const row = await mine(work, id, ['protected'])
    const kernel = work.as(because)
    const rule = await ruleInForce(kernel)
    const extensions = row.extensions ?? 0
    if (extensions >= rule.mostExtensions) fail('registrations.extended-enough', { most: rule.mostExtensions })
    const since = row.extendedOn ?? row.registeredOn ?? row.createdAt.slice(0, 10)
    if (!(await hasMoved(kernel, row, row.extendedOn ? addDays(since, 1) : since))) fail('registrations.no-progress', { since })
    const from = row.protectedUntil && row.protectedUntil > work.today ? row.protectedUntil : work.today
    const to = { protectedUntil: addDays(from, rule.extensionDays), extensions: extensions + 1, extendedOn: work.today }
    await kernel.change(dealRegistration, id, to)
    return { dealRegistration: id }
  },
})

async function hasMoved(kernel: Work, row: Registration, since: string): Promise<boolean> {
  if (!row.account) return false
  const about = { account: row.account, owner: row.owner }
  if ((await kernel.count(followUp, { ...about, happenedAt: { gte: since } }, { most: 1 })) > 0) return true
  return (await kernel.count(opportunity, { ...about, stageSince: { gte: since } }, { most: 1 })) > 0
}

/** Nobody is kept off any more. */
export const withdraw = defineAction('registrations.withdraw', {
  ...on,
  input: { ...input, reason: text({ max: 300 }) },
  aside: true,
  fails: ['registrations.not-so'],
  offered: { state: { in: ['requested', 'protected'] } },
  async run(work, { dealRegistration: id, reason }) {
    await mine(work, id, ['requested', 'protected'])
    await work.as(because).change(dealRegistration, id, { state: 'withdrawn', reason: reason ?? null })
    return { dealRegistration: id }
  },
})

/** Somebody above decides; nobody about his own. */
async function decide(
  work: Work,
  id: string,
  to: Readonly<{ state: 'protected' | 'refused'; reason: string | null; days?: number | null }>,
) {
  const row = await mine(work, id, ['requested'])
  if (row.owner === work.actor.memberId) fail('registrations.own')
  const kernel = work.as(because)
  const { days } = await ruleInForce(kernel)
  const protectedUntil = to.state === 'protected' ? addDays(work.today, to.days ?? days) : null
  await kernel.change(dealRegistration, id, { state: to.state, reason: to.reason, protectedUntil })
  if (row.owner) work.tell(decided, [{ person: row.owner, record: id }])
  return { dealRegistration: row.id }
}

export const grantRegistration = defineAction('registrations.grant', {
  ...on,
  input: { ...input, days: integer({ min: 1, max: 1_000 }) },
  fails: ['registrations.not-so', 'registrations.own'],
  offered: { state: 'requested', not: { owner: 'me' } },
  run: (work, { dealRegistration: id, days }) => decide(work, id, { state: 'protected', reason: null, days: days ?? null }),
})

export const refuseRegistration = defineAction('registrations.refuse', {
  ...on,
  input: { ...input, reason: text({ required: true, max: 300 }) },
  aside: true,
  fails: ['registrations.not-so', 'registrations.own'],
  offered: { state: 'requested', not: { owner: 'me' } },
  run: (work, { dealRegistration: id, reason }) => decide(work, id, { state: 'refused', reason }),
})
