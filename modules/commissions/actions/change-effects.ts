import { defineAction, member, type RowOf, system, type Work } from '#kernel'
import { json, link, money } from '#kernel/model'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { contract, contractChange } from '#objects/contracts'
import { beginOf, openBooks } from '../count/books.ts'
import { changeFacts } from '../count/capture.ts'
import { type Credit, eventOf } from '../count/compute.ts'
import { sharesFor } from '../count/credit.ts'
import { everyOf } from '../count/every.ts'
import { exact, plus, toNumber, zero } from '../count/exact.ts'
import { gainOf } from '../count/gain.ts'
import { monthOf } from '../count/months.ts'
import { plansSince } from '../count/plans.ts'
import { commissionStatement } from '../objects/index.ts'

const most = 1_000
/** Whoever reads what everybody earns. */
const readsAll = ['administrator', 'finance']

/**
 * By how much commission changes if the order is signed, and the difference paid, today: of each person within the reader's reach his month with it, less that without it. What of a
 * deal's winning was paid for stays.
 */
export const changeEffects = defineAction('commissions.commission-effects', {
  on: contractChange,
  byReaders: true,
  // Its panel asks; as a verb it would say nothing.
  offered: { status: { empty: true } },
  input: { contractChange: link(contractChange, { required: true }) },
  result: { contractChange: link(contractChange, { required: true }), commission: money(), people: json() },
  async run(work, input) {
    const order = await work.one(contractChange, input.contractChange)
    const kernel = work.as(system('what would it change'))
    const credits = await creditsOf(kernel, order)
    const owners = await readable(work, [...new Set(credits.flatMap(({ owner }) => owner ?? []))])
    const month = monthOf(work.today)
    const plans = (await plansSince(kernel, work.today)).filter((plan) => plan.state === 'active' && plan.startsOn <= work.today)
    const books = await openBooks(kernel, { plans, from: beginOf(plans, month), month })
    const paying = books.plans.filter((plan) => eventOf(plan) !== 'won')
    const names = new Map((await everyOf(kernel, member, { field: 'id', among: owners })).map((row) => [row.id as string, row.name]))
    const people = owners.map((me) => {
      const mine = credits.filter(({ owner }) => owner === me)
      const sum = paying.reduce((all, plan) => plus(all, exact(gainOf(books, { plan, mine, me, month }))), zero)
      return { id: me, name: names.get(me) ?? '', commission: toNumber(sum) }
    })
    const amount = toNumber(people.reduce((all, { commission }) => plus(all, exact(commission)), zero))
    return {
      contractChange: order.id,
      commission: people.length > 0 ? { amount, currency: work.workspace.currency } : null,
      people,
    }
  },
})

/** The credits that the order would give, or take. */
async function creditsOf(kernel: Work, order: RowOf<typeof contractChange>): Promise<Credit[]> {
  const row = await kernel.one(contract, order.contract)
  const { amount: was, currency } = moneyOf(row.amount, kernel.workspace.currency)
  const difference = { amount: toCents((amountOf(order.newAmount) ?? was) - was, currency), currency }
  const [fact] = await changeFacts(kernel, [{ ...order, status: 'inForce', difference, signedOn: kernel.today }])
  if (!fact) return []
  const shares = await sharesFor(kernel, fact)
  const people = await everyOf(kernel, member, { field: 'id', among: shares.map(({ owner }) => owner) })
  const departmentOf = new Map(people.map(({ id, department }) => [id as string, department]))
  return shares.map(
    (one) =>
      ({
        ...fact,
        exchanged: fact.net,
        ...one,
        ownerDepartment: departmentOf.get(one.owner) ?? null,
        createdAt: kernel.now.toISOString(),
      }) as unknown as Credit,
  )
}

/** Those of them whose pay the reader may know: his own, and of others where he reads their statements. */
async function readable(work: Work, owners: readonly string[]): Promise<string[]> {
  if (owners.length === 0 || work.actor.roles.some((role) => readsAll.includes(role))) return [...owners]
  const others = owners.filter((owner) => owner !== work.actor.memberId)
  const theirs = others.length === 0 ? [] : await work.find(commissionStatement, { owner: { in: others } }, { limit: most })
  const known = new Set<string | null>([work.actor.memberId, ...theirs.map(({ owner }) => owner)])
  return owners.filter((owner) => known.has(owner))
}
