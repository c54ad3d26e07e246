import { defineAction, fail, type RowOf, system, type Work } from '#kernel'
import { day, integer, link, money, percent, text } from '#kernel/model'
import { takeUnits, withoutUnits } from '#modules/catalog'
import { amountOf, lineSum, moneyOf, toCents } from '#objects/catalog'
import { contract, contractChange, contractChangeLine, contractLine, planLine } from '../objects/index.ts'

type Order = RowOf<typeof contractChange>
type Row = RowOf<typeof contract>

/** The order, held, and its contract, which runs. @throws `contracts.in-force`, `contracts.not-running` */
async function draftOf(work: Work, id: string): Promise<Readonly<{ order: Order; row: Row }>> {
  const order = await work.one(contractChange, id, { lock: true })
  const row = await work.one(contract, order.contract, { lock: true })
  if (order.status === 'inForce') fail('contracts.in-force', { change: order.number, signedOn: order.signedOn })
  if (row.status !== 'running') fail('contracts.not-running', { contract: row.number, status: row.status })
  await work.change(contractChange, order.id, {})
  return { order, row }
}

/** The positions of the contract, to be changed by the order. */
export const takeLines = defineAction('contracts.take-lines', {
  on: contractChange,
  input: { contractChange: link(contractChange, { required: true }) },
  result: { contractChange: link(contractChange, { required: true }), lines: integer({ required: true }) },
  fails: ['contracts.in-force', 'contracts.not-running'],
  offered: { status: 'draft' },
  aside: true,
  async run(work, input) {
    const { order, row } = await draftOf(work, input.contractChange)
    const lines = await work.find(contractLine, { contract: row.id }, { limit: 1_000, sort: ['position'] })
    const taken = lines.map((line, i) => ({ ...positionOf(line), position: (i + 1) * 10, replaces: line.id }))
    if (lines.length > 0) await work.change(contractChange, order.id, { lines: withoutUnits(taken) } as never)
    await takeUnits(work, contractChangeLine, { contractChange: order.id }, taken)
    return { contractChange: order.id, lines: lines.length }
  },
})

/** What a position of a contract and one of a change order have in common. */
const common = [
  'position',
  'product',
  'description',
  'quantity',
  'unit',
  'unitFactor',
  'price',
  'discount',
  'discountAmount',
  'taxRate',
  'remark',
] as const
type Position = Pick<RowOf<typeof contractLine>, (typeof common)[number]>
const positionOf = (line: Position): Position => Object.fromEntries(common.map((name) => [name, line[name]])) as Position

/**
 * Brings a change order into force: the contract is worth the new amount, has the new positions, or ends on the new day, from the day the order was signed. What is more goes into
 * an instalment of its own; what is less is taken from what is open of the plan, the last instalment first.
 *
 * @throws `contracts.in-force`, `contracts.not-running`, `contracts.lines-differ`, `contracts.change-currency`; `payments.over-received`, `payments.over-billed` where more came or was billed than it comes to
 */
export const putInForce = defineAction('contracts.put-in-force', {
  on: contractChange,
  input: { contractChange: link(contractChange, { required: true }), dueOn: day() },
  result: { contractChange: link(contractChange, { required: true }), difference: money() },
  fails: ['contracts.in-force', 'contracts.not-running', 'contracts.lines-differ', 'contracts.change-currency'],
  offered: { status: 'draft' },
  async run(work, input) {
    const { order, row } = await draftOf(work, input.contractChange)
    await work.change(contract, row.id, {})
    const kernel = work.as(system('a change order came into force'))
    const currency = moneyOf(row.amount, work.workspace.currency).currency
    const lines = await kernel.find(contractChangeLine, { contractChange: order.id }, { limit: 1_000, sort: ['position'] })
    for (const one of [order.newAmount, ...lines.map(({ price }) => price)]) {
      const { currency: other } = moneyOf(one, currency)
      if (other !== currency) fail('contracts.change-currency', { contract: row.number, currency: other, wanted: currency })
    }
    const [was, now] = [amountOf(row.amount) ?? 0, amountOf(order.newAmount) ?? amountOf(row.amount) ?? 0]
    const sum = lineSum(lines, currency).amount
    if (lines.length > 0 && sum !== now) fail('contracts.lines-differ', { lines: sum, amount: now })
    const difference = { amount: toCents(now - was), currency }
    await kernel.change(contract, row.id, {
      amount: { amount: now, currency },
      amountFromLines: lines.length > 0 ? true : null,
      recutAt: work.now.toISOString(),
      ...(order.newEndsOn ? { endsOn: order.newEndsOn } : {}),
    })
    if (lines.length > 0) await bringLines(kernel, row.id, lines)
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
    await kernel.change(contractChange, order.id, {
      status: 'inForce',
      oldAmount: row.amount,
      oldEndsOn: row.endsOn,
      difference,
      signedOn: order.signedOn ?? work.today,
    })
    return { contractChange: order.id, difference }
  },
})

/** The positions of the contract become those of the order: what hangs on one that stays keeps it. */
async function bringLines(kernel: Work, id: string, lines: readonly RowOf<typeof contractChangeLine>[]): Promise<void> {
  const there = new Set((await kernel.find(contractLine, { contract: id }, { limit: 1_000 })).map((line) => line.id as string))
  const stays = lines.filter((line) => line.replaces && there.has(line.replaces))
  await kernel.changeMany(
    contractLine,
    stays.map((line) => ({ id: line.replaces!, ...positionOf(line) })),
  )
  await kernel.add(
    contractLine,
    lines.filter((line) => !stays.includes(line)).map((line) => ({ contract: id as never, ...positionOf(line) })),
  )
  const kept = new Set(stays.map((line) => line.replaces as string))
  await kernel.remove(
    contractLine,
    [...there].filter((line) => !kept.has(line)),
  )
}

/** A draft of the contract that follows this one: the same customer, lines and length, from the day after it ends. */
export const renew = defineAction('contracts.renew', {
  on: contract,
  input: {
    contract: link(contract, { required: true }),
    name: text({ max: 200 }),
    amount: money({ min: 0 }),
    /** By how much what stands in the old one becomes dearer, below zero cheaper; what is typed as its amount stands. */
    raise: percent({ min: -100, max: 1_000 }),
  },
  result: { contract: link(contract, { required: true }) },
  fails: ['contracts.not-running'],
  offered: { status: { in: ['running', 'finished', 'terminated'] } },
  aside: true,
  async run(work, input) {
    const row = await work.one(contract, input.contract)
    if (!['running', 'finished', 'terminated'].includes(row.status)) fail('contracts.not-running', { status: row.status })
    const lines = (input.amount ? [] : await work.find(contractLine, { contract: row.id }, { limit: 1_000, sort: ['position'] })).map(
      (line, i) => ({
        ...positionOf(line),
        position: (i + 1) * 10,
        price: raised(line.price, input.raise),
        discountAmount: raised(line.discountAmount, input.raise),
      }),
    )
    const startsOn = row.endsOn ? dayAfter(row.endsOn) : work.today
    const [made] = await work.create(contract, [
      {
        name: input.name ?? row.name,
        account: row.account,
        kind: row.kind,
        form: row.form === 'frame' ? 'frame' : 'plain',
        legalEntity: row.legalEntity,
        payMethod: row.payMethod,
        paymentTerms: row.paymentTerms,
        deliveryPlace: row.deliveryPlace,
        startsOn,
        ...(row.startsOn && row.endsOn ? { endsOn: sameLength(row.startsOn, row.endsOn, startsOn) } : {}),
        isRenewable: true,
        renews: row.id,
        owner: row.owner,
        ...(lines.length > 0 ? { lines: withoutUnits(lines) } : { amount: input.amount ?? raised(row.amount, input.raise) }),
      },
    ])
    await takeUnits(work, contractLine, { contract: made!.id }, lines)
    return { contract: made!.id }
  },
})

function raised<T extends Row['amount']>(price: T, by: number | null | undefined): T {
  if (!price || !by) return price
  const amount = Math.round((amountOf(price) ?? 0) * (100 + Number(by))) / 100
  return (typeof price === 'object' ? { ...(price as object), amount } : amount) as T
}

const oneDay = 86_400_000
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const dayAfter = (day: string): string => toDay(Date.parse(day) + oneDay)
const sameLength = (from: string, to: string, start: string): string => toDay(Date.parse(start) + Date.parse(to) - Date.parse(from))
