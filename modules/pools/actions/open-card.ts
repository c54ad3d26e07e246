import { defineAction, fail, system, type Work } from '#kernel'
import { integer, link, member, text } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'
import { poolCard, poolOpening } from '../objects/index.ts'
import { claimAccount, claimLead } from './claim.ts'
import { poolOf } from './limits.ts'
import { pooledObjects } from './pooled.ts'

type Reached = Readonly<{ name: string; company?: string | null; phone: string | null; mobile?: string | null; email?: string | null }>
const mostPeople = 5

/** How many records the person may still open today; of one he has opened today already nothing is counted. */
async function countOpening(
  work: Work,
  kernel: Work,
  o: Readonly<{ pool: string; about: Readonly<Record<string, string>> }>,
): Promise<boolean> {
  const person = work.actor.memberId ?? fail('pools.nobody')
  await kernel.one(member, person, { lock: true })
  const today = { person, day: work.today, pool: o.pool }
  if ((await kernel.count(poolOpening, { ...today, ...o.about }, { most: 1 })) > 0) return false
  const most = (await poolOf(kernel, o.pool))?.openingsPerDay ?? null
  if (most !== null && (await kernel.count(poolOpening, today, { most })) >= most) fail('pools.openings', { most })
  return true
}

async function peopleOf(work: Work, kernel: Work, id: string): Promise<string | null> {
  const found = await kernel.find(contact, { account: id }, { limit: mostPeople, sort: ['-isPrimary', 'createdAt'] })
  return found.length === 0
    ? null
    : found
        .map((row) => [row.name, work.shown(contact, 'mobile', row.mobile) ?? work.shown(contact, 'workPhone', row.workPhone)])
        .map((said) => said.filter(Boolean).join(' '))
        .join('; ')
}

/** Name and numbers of what lies in a pool that hides them, for a member: counted for the day, and noted in the audit. @throws `pools.openings` */
export const openCard = defineAction('pools.open-card', {
  on: poolCard,
  byReaders: true,
  discloses: true,
  // The card's own panel asks for it and shows what it answers.
  offered: { subject: { empty: true } },
  input: { poolCard: link(poolCard, { required: true }) },
  result: {
    name: text({ required: true }),
    company: text(),
    phone: text(),
    mobile: text(),
    email: text(),
    people: text(),
    /** Empty: as many as one likes. */
    left: integer(),
  },
  fails: ['pools.openings', 'pools.nobody', 'pools.not-in-pool'],
  async run(work, { poolCard: id }) {
    const card = await work.one(poolCard, id)
    const kernel = work.as(system('opened in a pool'))
    const object = pooledObjects[card.kind]
    const record = (card.account ?? card.lead) as string | null
    if (!record) fail('pools.not-in-pool', { id })
    const about = { [object.name]: record! }
    const isNew = await countOpening(work, kernel, { pool: card.pool, about })
    const person = work.actor.memberId
    const made = { subject: card.subject, kind: 'opened', person, at: work.now.toISOString(), day: work.today, pool: card.pool, ...about }
    if (isNew) await kernel.create(poolOpening, [made as never])
    const row = (await kernel.one(object as typeof account, record!)) as unknown as Reached
    // What a card hides the pool opens; what a role hides or masks stays so.
    const shown = (field: string, value: string | null | undefined) => work.shown(object, field, value)
    const most = (await poolOf(kernel, card.pool))?.openingsPerDay ?? null
    const left = most === null ? null : most - (await kernel.count(poolOpening, { person, day: work.today, pool: card.pool }))
    return {
      name: row.name,
      company: shown('company', row.company),
      phone: shown('phone', row.phone),
      mobile: shown('mobile', row.mobile),
      email: shown('email', row.email),
      people: object === account ? await peopleOf(work, kernel, record!) : null,
      left: left === null ? null : Math.max(0, left),
    }
  },
})

/** Takes what a card stands for out of its pool. */
export const claimCard = defineAction('pools.claim-card', {
  on: poolCard,
  many: true,
  byReaders: true,
  input: { poolCard: link(poolCard, { required: true }) },
  result: { account: link(account), lead: link(lead) },
  fails: ['pools.not-in-pool', 'pools.taken', 'pools.waiting', 'pools.cooling', 'pools.limit', 'pools.nobody'],
  async run(work, { poolCard: id }) {
    const card = await work.one(poolCard, id)
    // As the verb of what it stands for: who may not have customers at all takes none by its card either.
    await (card.account ? work.call(claimAccount, { account: card.account }) : work.call(claimLead, { lead: card.lead! }))
    return { account: card.account, lead: card.lead }
  },
})
