import { defineAction, fail, system, type Work } from '#kernel'
import { choice, day, integer, link, percent, type RowOf, text, yesNo } from '#kernel/model'
import { amountOf, moneyOf } from '#objects/catalog'
import { contract, planLine } from '../objects/index.ts'
import { isFixed, isSigned } from '../rules/contract-steps.ts'
import { type PlannedPart, planEvents, planParts } from '../rules/make-plan.ts'

/** How somebody wishes a plan to be cut. */
export const planWish = {
  way: choice(['even', 'shares', 'monthly', 'milestones'], { required: true, default: 'even' }),
  count: integer({ min: 1, max: 120, default: 1 }),
  shares: text({ max: 200 }),
  signed: percent({ min: 0, max: 100 }),
  signedDays: integer({ min: 0, max: 3_650 }),
  delivered: percent({ min: 0, max: 100 }),
  deliveredDays: integer({ min: 0, max: 3_650 }),
  accepted: percent({ min: 0, max: 100 }),
  acceptedDays: integer({ min: 0, max: 3_650 }),
  firstOn: day(),
  everyMonths: integer({ min: 1, max: 60, default: 1 }),
  retention: percent({ min: 0, max: 99 }),
  retentionMonths: integer({ min: 0, max: 120, default: 12 }),
}

type Wish = Readonly<{
  way?: 'even' | 'shares' | 'monthly' | 'milestones' | null
  count?: number | null
  shares?: string | null
  signed?: number | null
  signedDays?: number | null
  delivered?: number | null
  deliveredDays?: number | null
  accepted?: number | null
  acceptedDays?: number | null
  firstOn?: string | null
  everyMonths?: number | null
  retention?: number | null
  retentionMonths?: number | null
}>

/** Parts of an amount as somebody wishes them. @throws `contracts.shares` where shares and what is held back do not make 100 per cent */
export function partsBy(wish: Wish, amount: number): PlannedPart[] {
  const retention = wish.retention ?? 0
  const shares = (wish.shares ?? '')
    .split(/[^\d.]+/)
    .filter((part) => part !== '')
    .map(Number)
  const events = planEvents.flatMap((milestone) => {
    const share = wish[milestone] ?? 0
    return share > 0 ? [{ milestone, share, days: wish[`${milestone}Days`] ?? 0 }] : []
  })
  if (wish.way === 'shares') checkShares(shares, retention)
  if (wish.way === 'milestones')
    checkShares(
      events.map(({ share }) => share),
      retention,
    )
  return planParts({
    amount,
    way: wish.way ?? 'even',
    count: wish.count ?? 1,
    shares,
    events,
    firstOn: wish.firstOn ?? null,
    everyMonths: wish.everyMonths ?? 1,
    retention,
    retentionMonths: wish.retentionMonths ?? 12,
  })
}

/** @throws `contracts.shares` with what is left to plan, below zero where it is too much */
function checkShares(shares: readonly number[], retention: number): void {
  const together = Math.round((shares.reduce((sum, share) => sum + share, 0) + retention) * 1_000) / 1_000
  if (shares.length === 0 || together !== 100) fail('contracts.shares', { together, left: Math.round((100 - together) * 1_000) / 1_000 })
}

/**
 * Makes the plan of a contract by a rule; the last part takes what rounding leaves. A plan that is there is replaced where that is said; what was signed is cut anew by finance
 * and by change orders alone.
 *
 * @throws `contracts.plan-there`, `contracts.no-amount`, `contracts.shares` where shares and what is held back do not make 100 per cent
 */
export const makePlan = defineAction('contracts.plan', {
  on: contract,
  input: { contract: link(contract, { required: true }), ...planWish, replace: yesNo({ default: false }) },
  result: { contract: link(contract, { required: true }), parts: integer({ required: true }) },
  fails: ['contracts.plan-there', 'contracts.no-amount', 'contracts.shares'],
  offered: { status: { in: ['draft', 'toBeSigned', 'running'] } },
  aside: true,
  async run(work, input) {
    const row = await work.one(contract, input.contract, { lock: true })
    const amount = amountOf(row.amount)
    if (!amount) return fail('contracts.no-amount', { contract: row.number })
    const there = await work.find(planLine, { contract: row.id }, { limit: 1_000 })
    if (there.length > 0 && (!input.replace || isSigned(row.status)))
      fail('contracts.plan-there', { contract: row.number, lines: there.length })
    const parts = partsBy(input, amount)
    const { currency } = moneyOf(row.amount)
    const plan = parts.map((part) => ({ ...part, amount: { amount: part.amount, currency }, responsible: row.owner }))
    await work.change(contract, row.id, {})
    const by = isFixed(row.status) ? work.as(system('a plan is made')) : work
    await by.change(contract, row.id, { ...(isFixed(row.status) ? { recutAt: work.now.toISOString() } : {}), plan } as never)
    return { contract: row.id, parts: parts.length }
  },
})

/** An instalment, held with its contract: whoever cuts the plan anew holds the contract, and looks at its lines. */
async function heldLine(work: Work, id: string): Promise<RowOf<typeof planLine>> {
  const { contract: of } = await work.one(planLine, id)
  await work.as(system('an instalment is held')).one(contract, of, { lock: true })
  return work.one(planLine, id, { lock: true })
}

/** An instalment is given up, with the reason; it is in no receivable any more, and the contract is worth what it was. */
export const waive = defineAction('contracts.waive', {
  on: planLine,
  input: { planLine: link(planLine, { required: true }), reason: text({ required: true, max: 300 }) },
  result: { planLine: link(planLine, { required: true }) },
  fails: ['contracts.waived-already'],
  offered: { isWaived: false },
  async run(work, input) {
    const line = await heldLine(work, input.planLine)
    if (line.isWaived) fail('contracts.waived-already', { instalment: line.name, reason: line.waiveReason })
    await work.as(system('an instalment is given up')).change(planLine, line.id, { isWaived: true, waiveReason: input.reason })
    return { planLine: line.id }
  },
})

/** The event has come that an instalment waits for: it is due so many days later. */
export const reached = defineAction('contracts.reached', {
  on: planLine,
  input: { planLine: link(planLine, { required: true }), on: day({ default: 'today' }) },
  result: { planLine: link(planLine, { required: true }), dueOn: day() },
  offered: { dueOn: { empty: true } },
  async run(work, input) {
    const line = await heldLine(work, input.planLine)
    const dueOn = daysLater(input.on ?? work.today, line.days ?? 0)
    await work.change(planLine, line.id, { dueOn })
    return { planLine: line.id, dueOn }
  },
})

/** The calendar day so many days later. */
export function daysLater(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
