import { defineAction, fail, system } from '#kernel'
import { day, link, money, text } from '#kernel/model'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { contract, contractChange, contractLine, planLine } from '../objects/index.ts'

/**
 * Brings a change order into force: the contract is worth the new amount, or ends on the new day, from the day the order was signed. What is more goes into
 * an instalment of its own; what is less is taken from an instalment by hand: the contract says how much is planned beyond it.
 *
 * @throws `contracts.in-force`, `contracts.not-running`
 */
export const putInForce = defineAction('contracts.put-in-force', {
  on: contractChange,
  input: { contractChange: link(contractChange, { required: true }), dueOn: day() },
  result: { contractChange: link(contractChange, { required: true }), difference: money() },
  fails: ['contracts.in-force', 'contracts.not-running'],
  offered: { status: 'draft' },
  async run(work, input) {
    const order = await work.one(contractChange, input.contractChange, { lock: true })
    if (order.status === 'inForce') fail('contracts.in-force')
    const row = await work.one(contract, order.contract, { lock: true })
    if (row.status !== 'running') fail('contracts.not-running', { status: row.status })
    await work.change(contract, row.id, {})
    const kernel = work.as(system('a change order came into force'))
    const currency = moneyOf(row.amount, work.workspace.currency).currency
    const [was, now] = [amountOf(row.amount) ?? 0, amountOf(order.newAmount) ?? amountOf(row.amount) ?? 0]
    const difference = { amount: toCents(now - was), currency }
    await kernel.change(contract, row.id, {
      amount: { amount: now, currency },
      amountFromLines: null,
      ...(order.newEndsOn ? { endsOn: order.newEndsOn } : {}),
    })
    await kernel.change(contractChange, order.id, {
      status: 'inForce',
      oldAmount: row.amount,
      oldEndsOn: row.endsOn,
      difference,
      signedOn: order.signedOn ?? work.today,
    })
    if (difference.amount > 0)
      await kernel.add(planLine, [
        {
          contract: row.id,
          amount: difference,
          name: order.number,
          isLive: true,
          responsible: row.owner,
          instalment: (await kernel.count(planLine, { contract: row.id })) + 1,
          ...(input.dueOn ? { dueOn: input.dueOn } : { milestone: 'accepted' as const }),
        },
      ])
    return { contractChange: order.id, difference }
  },
})

/** A draft of the contract that follows this one: the same customer, lines and length, from the day after it ends. */
export const renew = defineAction('contracts.renew', {
  on: contract,
  input: { contract: link(contract, { required: true }), name: text({ max: 200 }), amount: money({ min: 0 }) },
  result: { contract: link(contract, { required: true }) },
  fails: ['contracts.not-running'],
  offered: { status: { in: ['running', 'finished', 'terminated'] } },
  aside: true,
  async run(work, input) {
    const row = await work.one(contract, input.contract)
    if (!['running', 'finished', 'terminated'].includes(row.status)) fail('contracts.not-running', { status: row.status })
    const lines = input.amount ? [] : await work.find(contractLine, { contract: row.id }, { limit: 1_000, sort: ['position'] })
    const startsOn = row.endsOn ? dayAfter(row.endsOn) : work.today
    const [made] = await work.create(contract, [
      {
        name: input.name ?? row.name,
        account: row.account,
        kind: row.kind,
        form: row.form === 'frame' ? 'frame' : 'plain',
        legalEntity: row.legalEntity,
        amount: input.amount ?? row.amount,
        payMethod: row.payMethod,
        paymentTerms: row.paymentTerms,
        deliveryPlace: row.deliveryPlace,
        startsOn,
        ...(row.startsOn && row.endsOn ? { endsOn: sameLength(row.startsOn, row.endsOn, startsOn) } : {}),
        isRenewable: true,
        renews: row.id,
        owner: row.owner,
        ...(lines.length > 0
          ? {
              lines: lines.map(({ position, product, description, quantity, unit, price, discount, taxRate, remark }) => ({
                position,
                product,
                description,
                quantity,
                unit,
                price,
                discount,
                taxRate,
                remark,
              })),
            }
          : {}),
      },
    ])
    return { contract: made!.id }
  },
})

const oneDay = 86_400_000
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const dayAfter = (day: string): string => toDay(Date.parse(day) + oneDay)
const sameLength = (from: string, to: string, start: string): string => toDay(Date.parse(start) + Date.parse(to) - Date.parse(from))
