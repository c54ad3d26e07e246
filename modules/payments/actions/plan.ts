import { defineAction, fail, system, type Work } from '#kernel'
import { integer, json, link, money } from '#kernel/model'
import { partsBy, planWish } from '#modules/contracts'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { contract, contractChange, planLine } from '#objects/contracts'
import { came } from '../guards/sums.ts'
import { allocation, invoiceShare } from '../objects/index.ts'
import { cut, cutsOf, planOf } from '../recut.ts'

/**
 * Cuts what is open of a signed contract's plan anew; what came for an instalment stays with it, and so does what was given up.
 *
 * @throws `payments.not-running`, `payments.nothing-open`, `contracts.shares`
 */
export const replan = defineAction('payments.replan', {
  on: contract,
  input: { contract: link(contract, { required: true }), ...planWish },
  result: { contract: link(contract, { required: true }), parts: integer({ required: true }) },
  fails: ['payments.not-running', 'payments.nothing-open', 'contracts.shares'],
  offered: { status: 'running' },
  aside: true,
  async run(work, input) {
    const row = await work.one(contract, input.contract, { lock: true })
    if (row.status !== 'running') fail('payments.not-running', { contract: row.number, status: row.status })
    const kernel = work.as(system('a plan is cut anew'))
    const plan = await planOf(kernel, row.id)
    const { amount, currency } = moneyOf(row.amount, work.workspace.currency)
    const kept = plan.lines.map((line) =>
      line.isWaived ? (amountOf(line.amount) ?? 0) : Math.min(plan.keepsOf(line), amountOf(line.amount) ?? 0),
    )
    const open = toCents(amount - kept.reduce((sum, one) => sum + one, 0))
    if (open <= 0) fail('payments.nothing-open', { contract: row.number, open })
    const parts = partsBy(input, open)
    await work.change(contract, row.id, {})
    await kernel.change(contract, row.id, { recutAt: work.now.toISOString() })
    const cuts = plan.lines.flatMap((line, i) => {
      const before = amountOf(line.amount) ?? 0
      const { id, name, dueOn } = line
      return kept[i]! < before ? [{ id, name, dueOn, before, after: kept[i]!, isHeld: plan.isHeld(line) }] : []
    })
    await cut(work, cuts, currency)
    const last = Math.max(0, ...plan.lines.map((line) => line.instalment ?? 0))
    await kernel.add(
      planLine,
      parts.map((part) => ({
        ...part,
        instalment: last + part.instalment,
        contract: row.id,
        amount: { amount: part.amount, currency },
        responsible: row.owner,
      })) as never,
    )
    return { contract: row.id, parts: parts.length }
  },
})

/** What a change order will do to the plan, and what of money and invoices stands in its way: asked before it comes into force. */
export const changeEffects = defineAction('payments.change-effects', {
  on: contractChange,
  byReaders: true,
  // Its panel asks; as a verb it would say nothing.
  offered: { status: { empty: true } },
  input: { contractChange: link(contractChange, { required: true }) },
  result: {
    contractChange: link(contractChange, { required: true }),
    before: money(),
    after: money(),
    received: money(),
    billed: money(),
    /** What has to be paid back first, and taken back by a red invoice. */
    toRefund: money(),
    toRedden: money(),
    /** What becomes an instalment of its own. */
    added: money(),
    plan: json(),
  },
  async run(work, input) {
    const order = await work.one(contractChange, input.contractChange)
    const row = await work.one(contract, order.contract)
    const kernel = work.as(system('what would it change'))
    const { amount: before, currency } = moneyOf(row.amount, work.workspace.currency)
    const after = amountOf(order.newAmount) ?? before
    const [received, billed] = [await sumOf(kernel, allocation, { contract: row.id, ...came }), await billedOf(kernel, row.id)]
    const cuts = after < before ? cutsOf(await planOf(kernel, row.id), { amount: before, less: toCents(before - after, currency) }) : []
    const of = (amount: number) => ({ amount: toCents(amount, currency), currency })
    return {
      contractChange: order.id,
      before: of(before),
      after: of(after),
      received: of(received),
      billed: of(billed),
      toRefund: of(Math.max(0, received - after)),
      toRedden: of(Math.max(0, billed - after)),
      added: of(Math.max(0, after - before)),
      plan: cuts.map(({ id, name, dueOn, before: was, after: is }) => ({ id, name, dueOn, before: was, after: is })),
    }
  },
})

const billedOf = (kernel: Work, id: string) =>
  sumOf(kernel, invoiceShare, { contract: id, 'invoice.status': { nin: ['rejected', 'voided'] } })

async function sumOf(kernel: Work, object: typeof allocation | typeof invoiceShare, filter: object): Promise<number> {
  const rows = await kernel.find(object as typeof allocation, filter as never, { limit: 10_000 })
  return toCents(rows.reduce((sum, row) => sum + (amountOf(row.amount) ?? 0), 0))
}
