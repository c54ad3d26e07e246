import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { integer, link, text, yesNo } from '#kernel/model'
import { openTo, readCompany, settleShares } from '../audience.ts'
import { published, toRead } from '../notices.ts'
import { policy, policyReading } from '../objects/index.ts'

type Policy = RowOf<typeof policy>

const on = { policy: link(policy, { required: true }) }
const because = system('a policy goes to whom it is for')
const most = 10_000

/** The policy, held, of whoever may change it. @throws `playbook.no-such-step` */
async function held(work: Work, id: string, from: readonly Policy['state'][]): Promise<Policy> {
  const row = await work.one(policy, id, { lock: true })
  await work.change(policy, id, {})
  if (!from.includes(row.state)) fail('playbook.no-such-step', { state: row.state })
  return row
}

const unread = (kernel: Work, id: string) => kernel.find(policyReading, { policy: id, readAt: { empty: true } }, { limit: most })

/**
 * From now on it may be read by those for whom it is, and each of them hears of it. Published once more, it reaches those who have come since; with `readAgain` all of them read it anew.
 *
 * @throws `playbook.nobody` where it is for nobody
 */
export const publish = defineAction('playbook.publish', {
  on: policy,
  input: { ...on, readAgain: yesNo({ default: false }) },
  result: { ...on, readers: integer({ required: true }) },
  fails: ['playbook.no-such-step', 'playbook.nobody'],
  async run(work, input) {
    const row = await held(work, input.policy, ['draft', 'published', 'withdrawn'])
    const kernel = work.as(because)
    const readers = await openTo(kernel, row, await readCompany(kernel))
    if (readers.size === 0) fail('playbook.nobody')
    if (input.readAgain) await forgetReadings(kernel, row.id)
    await kernel.change(policy, row.id, { state: 'published', publishedAt: work.now.toISOString() })
    const waiting = new Set((await unread(kernel, row.id)).map(({ owner }) => String(owner)))
    work.tell(
      published,
      [...readers].filter((id) => waiting.has(id)).map((person) => ({ person, record: row.id })),
    )
    return { policy: row.id, readers: readers.size }
  },
})

async function forgetReadings(kernel: Work, id: string): Promise<void> {
  const done = await kernel.find(policyReading, { policy: id, readAt: { empty: false } }, { limit: most })
  await kernel.changeMany(
    policyReading,
    done.map((one) => ({ id: one.id, readAt: null })),
  )
}

/** It no longer holds: nobody is to read it, and only its owner still does. What was said about it stays. @throws `playbook.no-such-step` */
export const withdraw = defineAction('playbook.withdraw', {
  on: policy,
  input: { ...on, reason: text({ max: 200 }) },
  result: { ...on },
  fails: ['playbook.no-such-step'],
  offered: { state: 'published' },
  async run(work, input) {
    const row = await held(work, input.policy, ['published'])
    const kernel = work.as(input.reason ? system(input.reason) : because)
    await settleShares(kernel, row, [])
    await kernel.change(policy, row.id, { state: 'withdrawn' })
    return { policy: row.id }
  },
})

/** I have read it. Said once; whoever it is not for says nothing. @throws `playbook.not-for-you` */
export const confirm = defineAction('playbook.confirm', {
  on: policy,
  input: on,
  result: { ...on },
  fails: ['playbook.not-for-you'],
  byReaders: true,
  offered: { state: 'published', readings: { some: { owner: 'me', readAt: { empty: true } } } },
  async run(work, input) {
    const row = await work.one(policy, input.policy)
    const kernel = work.as(system('somebody has read a policy'))
    const [mine] = await kernel.find(policyReading, { policy: row.id, owner: work.actor.memberId }, { limit: 1 })
    if (!mine || row.state !== 'published') fail('playbook.not-for-you', { title: row.title })
    if (!mine!.readAt) await kernel.change(policyReading, mine!.id, { readAt: work.now.toISOString() })
    return { policy: row.id }
  },
})

/** Whoever has not read it yet hears of it once more. */
export const remind = defineAction('playbook.remind', {
  on: policy,
  input: on,
  result: { ...on, told: integer({ required: true }) },
  fails: ['playbook.no-such-step'],
  aside: true,
  offered: { state: 'published', mustRead: true },
  async run(work, input) {
    const row = await held(work, input.policy, ['published'])
    const kernel = work.as(system('a reading is reminded of'))
    const waiting = await unread(kernel, row.id)
    await kernel.changeMany(
      policyReading,
      waiting.map(({ id, reminders }) => ({ id, remindedAt: work.now.toISOString(), reminders: reminders + 1 })),
    )
    work.tell(
      toRead,
      waiting.map(({ owner }) => ({ person: String(owner), record: row.id })),
    )
    return { policy: row.id, told: waiting.length }
  },
})
