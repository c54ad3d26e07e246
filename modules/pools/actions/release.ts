import { defineAction, fail, system, type Work } from '#kernel'
import { choice, type Id, link, text } from '#kernel/model'
import { lose } from '#modules/sales'
import { account, lead } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { pool } from '../objects/index.ts'
import { defaultPool } from './default-pool.ts'
import { changePooled, type PooledObject, readPooled } from './pooled.ts'

const reasons = ['noIntent', 'weakIntent', 'notReached', 'wrongTarget', 'tooMany', 'leaving', 'other'] as const
const fails = ['pools.no-pool', 'pools.closed', 'pools.needs-note'] as const

const asked = {
  pool: link(pool),
  reason: choice(
    reasons.map((key) => ({ key })),
    { required: true },
  ),
  note: text({ max: 300 }),
}

type Given = Readonly<{ id: string; pool?: Id<'pool'> | null; reason: string; note?: string | null; deals?: string | null }>

/** Gives a record to a pool; without one named, to the default one of its owner's department. */
async function release(work: Work, object: PooledObject, given: Given): Promise<Id<'pool'>> {
  const to = given.pool ? await work.one(pool, given.pool) : await unnamed(work, object, given.id)
  if (!to.isOpen || to.kind !== object.name) fail('pools.closed', { pool: to.id, name: to.name })
  if (object === account) {
    // Held first: of two who give it up at once the second finds the deals as the first left them.
    await readPooled(work, object, given.id, { lock: true })
    await settleDeals(work, given)
  }
  await changePooled(work, object, [{ id: given.id, pool: to.id, poolReason: given.reason, poolNote: given.note ?? null }])
  return to.id
}

/** Why a deal is lost whose customer is given up for this. */
const lostBy: Readonly<Record<string, 'noDecision' | 'product'>> = {
  noIntent: 'noDecision',
  weakIntent: 'noDecision',
  notReached: 'noDecision',
  wrongTarget: 'product',
}

/** What becomes of the open deals, while whoever gives the customer up may still write them. */
async function settleDeals(work: Work, { id, deals, reason, note }: Given): Promise<void> {
  if (deals !== 'lose' && deals !== 'goAlong') return
  const open = await work.find(opportunity, { account: id, outcome: 'open' }, { limit: 1_000 })
  if (deals === 'goAlong')
    await work.as(system('goes along with a pool')).changeMany(
      opportunity,
      open.map((deal) => ({ id: deal.id, owner: null })),
    )
  else
    for (const deal of open)
      await work.call(lose, { opportunity: deal.id, kind: lostBy[reason] ?? 'other', reason: note ?? reason, lostToNobody: true })
}

async function unnamed(work: Work, object: PooledObject, id: string) {
  const { found, pool: to } = await defaultPool(work, object, id)
  return to ?? fail('pools.no-pool', { kind: object.name, found, goTo: '/o/pools' })
}

/** Gives a customer back to a pool, with the reason. */
export const releaseAccount = defineAction('pools.release', {
  on: account,
  many: true,
  input: {
    account: link(account, { required: true }),
    ...asked,
    deals: choice(
      ['keep', 'lose', 'goAlong'].map((key) => ({ key })),
      { default: 'keep' },
    ),
  },
  result: { account: link(account, { required: true }), pool: link(pool, { required: true }) },
  fails,
  aside: true,
  offered: { owner: { empty: false } },
  async run(work, { account: id, pool: to, reason, note, deals }) {
    const given = { id, pool: to ?? null, reason: String(reason), note: note ?? null, deals: deals ?? null }
    return { account: id, pool: await release(work, account, given) }
  },
})

/** Gives a lead back to a pool, with the reason. */
export const releaseLead = defineAction('pools.release-lead', {
  on: lead,
  many: true,
  input: { lead: link(lead, { required: true }), ...asked },
  result: { lead: link(lead, { required: true }), pool: link(pool, { required: true }) },
  fails,
  aside: true,
  offered: { owner: { empty: false }, status: { in: ['new', 'working'] } },
  async run(work, { lead: id, pool: to, reason, note }) {
    return { lead: id, pool: await release(work, lead, { id, pool: to ?? null, reason: String(reason), note: note ?? null }) }
  },
})
