import { approvalFlow, defineAction, fail, system, type Work } from '#kernel'
import { link, text } from '#kernel/model'
import { assertConfigured } from '../configured.ts'
import { excessFor } from '../excess-for.ts'
import { readLimits } from '../limits.ts'
import { quoteNotices } from '../notices.ts'
import { quote } from '../objects/index.ts'
import { type Line, linesOf, type Quote, quoteFor, take } from '../quote-rows.ts'

const input = { quote: link(quote, { required: true }) } as const
const result = { quote: link(quote, { required: true }), status: text({ required: true }) } as const

/** What is approved is remembered: a change for the worse ends it. */
const approved = (work: Work, row: Quote) => ({
  approvedBy: work.actor.memberId as Quote['approvedBy'],
  approvedAt: work.now.toISOString(),
  approvedMarginRate: row.marginRate,
  approvedDiscountRate: row.discountRate,
})

/**
 * Has a quote approved: at once inside one's own limits, else by a superior. Where a flow for this action is set, the flow decides instead of the limits.
 *
 * @throws `quotes.no-lines`, `quotes.lines-without-price`, `quotes.lines-without-cost` `quotes.configuration-invalid` naming the lines; `quotes.validity-over`; `quotes.no-such-step`.
 */
export const submit = defineAction('quotes.submit', {
  on: quote,
  input,
  result,
  fails: [
    'quotes.no-such-step',
    'quotes.no-lines',
    'quotes.lines-without-price',
    'quotes.lines-without-cost',
    'quotes.configuration-invalid',
    'quotes.validity-over',
  ],
  offered: { status: 'draft' },
  async run(work, { quote: id }) {
    const row = await quoteFor(work, id, 'submit')
    const kernel = work.as(system('costs of a quote'))
    const lines = await linesOf(kernel, [id])
    assertComplete(lines)
    await assertConfigured(kernel, lines)
    if ((row.validUntil ?? work.today) < work.today) fail('quotes.validity-over', { validUntil: row.validUntil })
    const whole = await kernel.one(quote, id)
    const byFlow = await kernel.count(approvalFlow, { object: 'quote', action: 'quotes.submit', active: true }, { most: 1 })
    if (byFlow > 0 || !whole.exceeds?.length) return { quote: id, status: (await take(work, id, 'submit', approved(work, whole))).status! }
    const stored = await take(work, id, 'ask')
    const boss = row.owner && (await work.superiorsOf([row.owner])).get(row.owner)
    if (boss) work.tell(quoteNotices.asked, [{ person: boss, record: id }])
    return { quote: id, status: stored.status! }
  },
})

function assertComplete(lines: readonly Line[]): void {
  const real = lines.filter(({ kind }) => kind !== 'heading')
  const namesOf = (some: readonly Line[]) => some.map(({ description }, i) => description ?? `#${i + 1}`)
  if (!real.some(({ kind }) => kind === 'item')) fail('quotes.no-lines')
  const priceless = real.filter(({ price }) => price === null)
  if (priceless.length > 0) fail('quotes.lines-without-price', { lines: namesOf(priceless) })
  const costless = real.filter(({ cost }) => cost === null)
  if (costless.length > 0) fail('quotes.lines-without-cost', { lines: namesOf(costless) })
}

/**
 * Approves what goes beyond the owner's limits.
 *
 * @throws `quotes.own-quote` for one's own; `quotes.beyond-own-limits` where it goes beyond the approver's limits, too.
 */
export const approve = defineAction('quotes.approve', {
  on: quote,
  input,
  result,
  fails: ['quotes.no-such-step', 'quotes.own-quote', 'quotes.beyond-own-limits'],
  offered: { status: 'inApproval' },
  async run(work, { quote: id }) {
    const row = await decidable(work, id, 'approve')
    const kernel = work.as(system('limits of the approver'))
    const isFree = work.actor.kind === 'system' || work.actor.roles.includes('administrator')
    const excess = isFree ? [] : await excessFor(kernel, row, (await readLimits(kernel))(work.actor.roles))
    if (excess.length > 0) fail('quotes.beyond-own-limits', { exceeds: excess })
    const stored = await take(work, id, 'approve', approved(work, await kernel.one(quote, id)))
    tellOwner(work, row, 'approved')
    return { quote: id, status: stored.status! }
  },
})

/** Gives a quote back to its owner with the reason. */
export const reject = defineAction('quotes.reject', {
  on: quote,
  input: { ...input, reason: text({ required: true, max: 500 }) },
  result,
  fails: ['quotes.no-such-step', 'quotes.own-quote'],
  offered: { status: 'inApproval' },
  async run(work, { quote: id, reason }) {
    const row = await decidable(work, id, 'reject')
    const stored = await take(work, id, 'reject', { reason })
    tellOwner(work, row, 'rejected')
    return { quote: id, status: stored.status! }
  },
})

/** Takes one's own quote back from approval. */
export const recall = defineAction('quotes.recall', {
  on: quote,
  input,
  result,
  aside: true,
  fails: ['quotes.no-such-step'],
  offered: { status: 'inApproval' },
  async run(work, { quote: id }) {
    await quoteFor(work, id, 'recall')
    return { quote: id, status: (await take(work, id, 'recall')).status! }
  },
})

async function decidable(work: Work, id: string, step: 'approve' | 'reject'): Promise<Quote> {
  const row = await quoteFor(work, id, step)
  if (row.owner && row.owner === work.actor.memberId && !work.actor.roles.includes('administrator')) fail('quotes.own-quote')
  return row
}

const tellOwner = (work: Work, { id, owner }: Quote, kind: 'approved' | 'rejected'): void =>
  work.tell(quoteNotices[kind], owner ? [{ person: owner, record: id }] : [])
