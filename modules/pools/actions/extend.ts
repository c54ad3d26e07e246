import { defineAction, fail, system, type Work } from '#kernel'
import { addDays, integer, link, text } from '#kernel/model'
import { account, lead } from '#objects/customers'
import { extensionAsked, extensionDecided } from '../notices.ts'
import { poolExtension } from '../objects/index.ts'
import { changePooled, type PooledObject, pooledObjects, readPooled } from './pooled.ts'

const asked = { days: integer({ required: true, default: 14, min: 1, max: 180 }), reason: text({ required: true, max: 500 }) }
const fails = ['pools.not-held', 'pools.not-returning', 'pools.asked-already'] as const

type Asked = Readonly<{ id: string; days: number; reason: string }>

async function ask(work: Work, object: PooledObject, { id, days, reason }: Asked): Promise<string> {
  const record = await readPooled(work, object, id, { lock: true })
  if (!record.owner || record.owner !== work.actor.memberId) fail('pools.not-held')
  if (!record.returnOn) fail('pools.not-returning')
  const kernel = work.as(system('extension asked for'))
  const about = { [object.name]: id, period: record.heldSince ?? record.createdAt }
  if ((await kernel.count(poolExtension, about)) > 0) fail('pools.asked-already')
  const subject = String((record as unknown as { name: string }).name).slice(0, 200)
  const [made] = await kernel.create(poolExtension, [{ subject, days, reason, person: record.owner, ...about } as never])
  const superior = (await kernel.superiorsOf([record.owner])).get(record.owner)
  if (superior) work.tell(extensionAsked, [{ person: superior, record: made!.id, values: { days, day: record.returnOn } }])
  return made!.id
}

/** Asks to keep a customer that is about to fall to a pool; the head of one's department decides. */
export const askExtension = defineAction('pools.ask-extension', {
  on: account,
  input: { account: link(account, { required: true }), ...asked },
  result: { extension: link(poolExtension, { required: true }) },
  fails,
  aside: true,
  offered: { returnOn: { empty: false }, owner: 'me' },
  run: async (work, { account: id, days, reason }) => ({
    extension: (await ask(work, account, { id, days: days ?? 14, reason })) as never,
  }),
})

/** Asks to keep a lead that is about to fall to a pool. */
export const askExtensionLead = defineAction('pools.ask-extension-lead', {
  on: lead,
  input: { lead: link(lead, { required: true }), ...asked },
  result: { extension: link(poolExtension, { required: true }) },
  fails,
  aside: true,
  offered: { returnOn: { empty: false }, owner: 'me' },
  run: async (work, { lead: id, days, reason }) => ({ extension: (await ask(work, lead, { id, days: days ?? 14, reason })) as never }),
})

/** Whoever may change the record, but for the one who asks, decides. */
async function decide(work: Work, id: string, state: 'granted' | 'refused'): Promise<void> {
  const wanted = await work.one(poolExtension, id, { lock: true })
  if (wanted.state !== 'asked') fail('pools.decided', { state: wanted.state })
  if (wanted.person === work.actor.memberId) fail('pools.own-extension')
  const object = wanted.account ? pooledObjects.account : pooledObjects.lead
  const record = await readPooled(work, object, (wanted.account ?? wanted.lead)!, { lock: true })
  // Asked in the name of who decides: what he may not change he may not extend.
  if (state === 'granted')
    await changePooled(work, object, [{ id: record.id, lockedUntil: addDays(record.returnOn ?? work.today, wanted.days) }])
  else await changePooled(work, object, [{ id: record.id }])
  const kernel = work.as(system('extension decided'))
  await kernel.change(poolExtension, id, { state, decidedBy: work.actor.memberId as never, decidedAt: work.now.toISOString() })
  if (wanted.person) work.tell(extensionDecided, [{ person: wanted.person, record: id }])
}

const decision = {
  on: poolExtension,
  byReaders: true,
  input: { poolExtension: link(poolExtension, { required: true }) },
  result: { poolExtension: link(poolExtension, { required: true }) },
  fails: ['pools.decided', 'pools.own-extension'],
  offered: { state: 'asked' },
} as const

export const grantExtension = defineAction('pools.grant-extension', {
  ...decision,
  async run(work, { poolExtension: id }) {
    await decide(work, id, 'granted')
    return { poolExtension: id }
  },
})

export const refuseExtension = defineAction('pools.refuse-extension', {
  ...decision,
  aside: true,
  async run(work, { poolExtension: id }) {
    await decide(work, id, 'refused')
    return { poolExtension: id }
  },
})
