import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { integer, link, text } from '#kernel/model'
import { contract } from '#objects/contracts'
import { sealRequest } from '../objects/index.ts'

const input = { sealRequest: link(sealRequest, { required: true }) } as const
const result = { sealRequest: link(sealRequest, { required: true }), status: text({ required: true }) } as const
const because = system('a seal is asked for')
const fails = ['documents.no-such-step'] as const

/** The wish, held, if it stands at one of these. @throws `documents.no-such-step` */
async function requestFor(work: Work, id: string, from: readonly string[]): Promise<RowOf<typeof sealRequest>> {
  const row = await work.one(sealRequest, id, { lock: true })
  if (!from.includes(String(row.status))) fail('documents.no-such-step', { status: row.status, number: row.number })
  return row
}

/** Hands the wish in: the flow for this step says who has to agree; without one it is agreed to at once. */
export const askSeal = defineAction('documents.ask-seal', {
  on: sealRequest,
  input,
  result,
  fails: [...fails, 'documents.stamp-what'],
  offered: { status: 'draft' },
  async run(work, { sealRequest: id }) {
    const row = await requestFor(work, id, ['draft'])
    if (!row.contract && !row.document && !row.paper) fail('documents.stamp-what')
    await work.change(sealRequest, id, {})
    await work.as(because).change(sealRequest, id, { status: 'approved', askedOn: work.today })
    return { sealRequest: id, status: 'approved' }
  },
})

/** Whoever keeps the seal has put it on that many copies; the contract says so, too. @throws `documents.too-many-copies` for more than were agreed to */
export const stamp = defineAction('documents.stamp', {
  on: sealRequest,
  input: { ...input, copies: integer({ min: 1, max: 100 }) },
  result,
  byReaders: true,
  fails: [...fails, 'documents.too-many-copies'],
  offered: { status: 'approved' },
  async run(work, { sealRequest: id, copies }) {
    const row = await requestFor(work, id, ['approved'])
    const stamped = copies ?? row.copies
    if (stamped > row.copies) fail('documents.too-many-copies', { copies: row.copies })
    const kernel = work.as(because)
    const by = work.actor.memberId as RowOf<typeof sealRequest>['stampedBy']
    await kernel.change(sealRequest, id, { status: 'stamped', stampedBy: by, stampedOn: work.today, stampedCopies: stamped })
    if (row.contract) await addCopies(kernel, row.contract, stamped)
    return { sealRequest: id, status: 'stamped' }
  },
})

async function addCopies(kernel: Work, id: string, copies: number): Promise<void> {
  const held = await kernel.one(contract, id, { lock: true })
  await kernel.change(contract, id, {
    sealCopies: Math.min(100, (held.sealCopies ?? 0) + copies),
    sealedBy: kernel.actor.memberId as never,
    sealedOn: kernel.today,
  })
}

/** Nothing is stamped after all. */
export const withdrawSeal = defineAction('documents.withdraw-seal', {
  on: sealRequest,
  input: { ...input, reason: text({ required: true, max: 300 }) },
  result,
  aside: true,
  fails,
  offered: { status: { in: ['draft', 'approved'] } },
  async run(work, { sealRequest: id, reason }) {
    await requestFor(work, id, ['draft', 'approved'])
    await work.change(sealRequest, id, {})
    await work.as(because).change(sealRequest, id, { status: 'withdrawn', reason })
    return { sealRequest: id, status: 'withdrawn' }
  },
})
