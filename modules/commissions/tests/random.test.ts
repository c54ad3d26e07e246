import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '#kernel/model'
import { allocate, confirm, refund, reverse } from '#modules/payments'
import { releaseSplits, reopen, win } from '#modules/sales'
import { approve, calculate, countMonth, lock } from '../actions/statements.ts'
import { amount, openCompany } from './company.ts'

type Row = Record<string, unknown>

/** Numbers that look random and are the same at every run. */
function dice(seed: number) {
  let state = seed
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
  return {
    upTo: (most: number) => Math.floor(next() * most),
    money: (most: number) => Math.max(1, Math.floor(next() * most * 100)) / 100,
    oneOf: <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)],
  }
}
const cents = (value: unknown): number => Math.round((amount(value) ?? 0) * 100)

const ways = [
  { seed: 7, way: 'flat', tiers: [{ from: 0, rate: 7.5 }] },
  {
    seed: 20_261,
    way: 'marginal',
    tiers: [
      { from: 0, rate: 3 },
      { from: 2_000, rate: 5.25 },
    ],
  },
  {
    seed: 424_242,
    way: 'whole',
    tiers: [
      { from: 0, rate: 3 },
      { from: 2_000, rate: 5.25 },
    ],
  },
]

type Company = Awaited<ReturnType<typeof openCompany>>
type World = Readonly<{
  roll: ReturnType<typeof dice>
  plans: readonly string[]
  customer: string
  made: readonly Awaited<ReturnType<Company['signed']>>[]
  start: ReadonlySet<unknown>
}>

/** What may happen: deals, shares and money on the one hand, counting and closing on the other, and taking back. */
function stepsOf(
  { rep, mate, manager, finance, admin, month }: Company,
  { roll, plans, customer, made, start }: World,
): readonly (() => Promise<unknown>)[] {
  const dayOf = () => `${month(roll.upTo(4))}-0${1 + roll.upTo(9)}`
  const deals = (outcome: string) => manager.list('opportunity', { filter: { outcome, account: customer }, limit: 50 })
  const receipts = (status: string) => finance.list('receipt', { filter: { status }, limit: 50 })
  const statements = (status: string) => finance.list('commissionStatement', { filter: { status }, limit: 50 })
  const shares = () => {
    const part = roll.upTo(10_000) / 100
    return [
      { person: rep.id, share: part },
      { person: mate.id, share: Math.round((100 - part) * 100) / 100 },
    ]
  }
  const open = async () =>
    rep.create('opportunity', [
      { name: '单', account: customer, amount: roll.money(3_000), foundOn: '2020-01-01', ...(roll.upTo(2) ? { splits: shares() } : {}) },
    ])
  return [
    open,
    open,
    async () => rep.call(win, { opportunity: roll.oneOf(await deals('open'))?.id, closedOn: dayOf() }),
    async () => rep.call(win, { opportunity: roll.oneOf(await deals('open'))?.id, closedOn: dayOf() }),
    async () => manager.call(reopen, { opportunity: roll.oneOf(await deals('won'))?.id }),
    async () => {
      const id = roll.oneOf(await deals('won'))?.id as string
      await manager.call(releaseSplits, { opportunity: id, reason: '改' })
      await manager.change('opportunity', id, { splits: shares() })
    },
    async () => manager.change('opportunity', roll.oneOf(await deals('won'))?.id as string, { amount: roll.money(3_000) }),
    async () => {
      const { contract, account: of } = roll.oneOf(made)!
      const [row] = await finance.create('receipt', [{ account: of.id, amount: roll.money(4_000), receivedOn: dayOf() }])
      await finance.call(allocate, { receipt: row!.id, contract })
      await finance.call(confirm, { receipt: row!.id })
    },
    async () => {
      const back = await finance.call(refund, {
        receipt: roll.oneOf(await receipts('confirmed'))?.id,
        amount: roll.money(1_500),
        refundedOn: dayOf(),
        reason: '退',
      })
      await finance.call(confirm, { receipt: back.receipt })
    },
    async () => finance.call(reverse, { receipt: roll.oneOf(await receipts('confirmed'))?.id, reversedOn: dayOf(), reason: '退票' }),
    async () => finance.call(countMonth, { commissionPlan: roll.oneOf(plans), month: month(roll.upTo(4)) }),
    async () => finance.call(calculate, { commissionStatement: roll.oneOf(await statements('open'))?.id, evenIfUnconfirmed: true }),
    async () => finance.call(approve, { commissionStatement: roll.oneOf(await statements('calculated'))?.id }),
    async () => finance.call(lock, { commissionStatement: roll.oneOf(await statements('approved'))?.id }),
    async () => admin.undo(String(roll.oneOf((await admin.changeSets()).filter(({ id }) => !start.has(id)).slice(0, 5))?.id)),
  ]
}

for (const { seed, way, tiers } of ways)
  test(`whatever happens in whatever order, a statement is its lines and a locked month never changes (${way})`, async () => {
    const company = await openCompany()
    const { rep, mate, finance, admin, month, plan, signed, account } = company
    const roll = dice(seed)
    const plans = [await plan({ way, tiers }), await plan({ measure: 'received', basis: 'net', way, tiers })]
    const customer = await account()
    const made = [await signed(20_000, `${month(3)}-01`), await signed(9_999.99, `${month(3)}-02`)]
    const start = new Set((await admin.changeSets()).map(({ id }) => id))
    const steps = stepsOf(company, { roll, plans, customer, made, start })
    const statements = (status: string) => finance.list('commissionStatement', { filter: { status }, limit: 50 })
    const locked = new Map<string, string>()
    const lookAtLocked = async () => {
      for (const row of await statements('locked')) {
        const lines = await finance.list('commissionLine', {
          filter: { statement: row.id as string },
          sort: ['createdAt', 'id'],
          limit: 200,
        })
        const now = JSON.stringify([
          row.paidOn,
          row.month,
          lines.map((line) => [line.id, line.version, amount(line.result), amount(line.counted)]),
        ])
        assert.equal(locked.get(row.id as string) ?? now, now)
        locked.set(row.id as string, now)
      }
    }
    let done = 0
    for (let i = 0; i < 60; i++) {
      await steps[roll.upTo(steps.length)]!().then(
        () => (done += 1),
        (error: unknown) => assert.ok(error instanceof Fault && error.code !== 'kernel.internal', String((error as Error).stack ?? error)),
      )
      if (i % 5 === 4) await lookAtLocked()
    }
    assert.ok(done > 20, `${done} steps went through`)
    for (const n of [3, 2, 1, 0]) await finance.call(countMonth, { commissionPlan: plans[0], month: month(n) })
    await lookAtLocked()
    for (const row of await finance.list('commissionStatement', { limit: 100 })) {
      const one = await finance.one('commissionStatement', row.id as string)
      const lines = await finance.list('commissionLine', { filter: { statement: row.id as string }, limit: 200 })
      assert.equal(
        cents(one.total),
        lines.reduce((sum, line) => sum + cents(line.result), 0),
      )
    }
    await agrees(finance, { plans, people: [rep, mate] })
  })

/** Over all months, lines count of every source exactly what people are credited for now. */
async function agrees(
  finance: Awaited<ReturnType<typeof openCompany>>['finance'],
  { plans, people }: Readonly<{ plans: readonly string[]; people: readonly { id: string }[] }>,
): Promise<void> {
  const lines = await finance.list('commissionLine', { limit: 200 })
  const statements = await finance.list('commissionStatement', { limit: 100 })
  const ownerOf = new Map(statements.map((row) => [row.id, (row.owner as { id: string }).id]))
  assert.ok(lines.length < 200)
  const credits = await finance.list('saleCredit', { limit: 200 })
  for (const [i, figure] of (['amount', 'net'] as const).entries())
    for (const { id: person } of people) {
      const event = i === 0 ? 'won' : 'received'
      const whose = (row: Row) => (row.owner as { id: string } | undefined)?.id ?? ownerOf.get((row.statement as { id: string }).id)
      const own = (row: Row) => whose(row) === person && row.event === event
      const counted = lines
        .filter((line) => own(line) && (line.plan as { id: string }).id === plans[i])
        .reduce((sum, line) => sum + (amount(line.counted) ?? 0), 0)
      const credited = credits.filter(own).reduce((sum, row) => sum + ((amount(row[figure]) ?? 0) * (row.share as number)) / 100, 0)
      assert.ok(Math.abs(counted - credited) < 0.01, `${event} ${counted} ${credited}`)
    }
}
