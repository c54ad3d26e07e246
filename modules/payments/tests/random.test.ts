import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '#kernel/model'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { makePlan, sign, toSign } from '#modules/contracts'
import { approve, issue, redden, reject } from '../actions/invoices.ts'
import { allocate, confirm, refund, reverse } from '../actions/receipts.ts'
import { payments } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], { locale: 'zh-CN' })
const finance = await app.as('finance', { roles: ['administrator'] })
await finance.create('legalEntity', [{ name: '知客科技', isDefault: true }])
// Whoever pays back here asks nobody.
for (const { id } of await finance.list('approvalFlow', { filter: { object: 'receipt' } }))
  await finance.change('approvalFlow', id as string, { active: false })

type Row = Record<string, unknown>
const amountOf = (value: unknown): number => (value as { amount: number } | null)?.amount ?? 0
const cents = (value: number): number => Math.round(value * 100)
const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + cents(amountOf(row.amount)), 0)

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

let bills = 0
async function running(amount: number): Promise<{ contract: string; account: string }> {
  const [customer] = await finance.create('account', [{ name: `客户${amount}` }])
  const [row] = await finance.create('contract', [{ name: `合同${amount}`, account: customer!.id, amount }])
  const contract = row!.id as string
  await finance.call(makePlan, { contract, way: 'even', count: 7, firstOn: '2020-01-31', retention: 5 })
  await finance.call(toSign, { contract })
  await finance.call(sign, { contract, signedOn: '2020-01-01', winDeal: false })
  return { contract, account: customer!.id as string }
}

for (const seed of [1, 20_261, 777_777]) {
  test(`whatever finance does in whatever order, the sums hold (${seed})`, async () => {
    const roll = dice(seed)
    const made = [await running(10_000.01 + seed), await running(3_333.33)]
    const before = new Set((await finance.changeSets()).map(({ id }) => id))
    const receiptsOf = async (status: string) =>
      finance.list('receipt', { filter: { status, account: { in: made.map(({ account }) => account) } } })
    const invoicesOf = async (status: string) =>
      finance.list('invoice', { filter: { status, account: { in: made.map(({ account }) => account) } } })
    const steps: readonly (() => Promise<unknown>)[] = [
      () => finance.create('receipt', [{ account: roll.oneOf(made)!.account, amount: roll.money(9_000) }]),
      async () => finance.call(allocate, { receipt: roll.oneOf(await receiptsOf('proposed'))?.id, contract: roll.oneOf(made)!.contract }),
      async () =>
        finance.call(allocate, {
          receipt: roll.oneOf(await receiptsOf('confirmed'))?.id,
          contract: roll.oneOf(made)!.contract,
          amount: roll.money(500),
        }),
      async () => {
        const lines = await finance.list('planLine', { filter: { contract: { in: made.map(({ contract }) => contract) } }, limit: 50 })
        const receipt = roll.oneOf(await receiptsOf(roll.oneOf(['proposed', 'confirmed'])!))?.id
        const { contract } = roll.oneOf(made)!
        return finance.create('allocation', [{ receipt, contract, planLine: roll.oneOf(lines)!.id, amount: roll.money(300) }])
      },
      async () => finance.call(confirm, { receipt: roll.oneOf(await receiptsOf('proposed'))?.id }),
      async () => finance.call(refund, { receipt: roll.oneOf(await receiptsOf('confirmed'))?.id, amount: roll.money(4_000), reason: '退' }),
      async () => finance.call(reverse, { receipt: roll.oneOf(await receiptsOf('confirmed'))?.id, reason: '退票' }),
      () => {
        const { contract, account } = roll.oneOf(made)!
        const ask = () => finance.create('invoice', [{ account, shares: [{ contract, amount: roll.money(6_000) }] }])
        return Promise.all([ask(), ask()])
      },
      async () => finance.call(approve, { invoice: roll.oneOf(await invoicesOf('requested'))?.id }),
      async () => finance.call(reject, { invoice: roll.oneOf(await invoicesOf('requested'))?.id, reason: '不' }),
      async () => finance.call(issue, { invoice: roll.oneOf(await invoicesOf('approved'))?.id, invoiceNumber: `N${++bills}` }),
      async () => finance.call(redden, { invoice: roll.oneOf(await invoicesOf('issued'))?.id, amount: roll.money(3_000), reason: '折让' }),
      async () => finance.undo(String(roll.oneOf((await finance.changeSets()).filter(({ id }) => !before.has(id)).slice(0, 6))?.id)),
    ]
    let done = 0
    for (let i = 0; i < 70; i++) {
      await steps[roll.upTo(steps.length)]!().then(
        () => (done += 1),
        (error: unknown) => assert.ok(error instanceof Fault && error.code !== 'kernel.internal', String(error)),
      )
    }
    assert.ok(done > 15, `${done} steps went through`)
    for (const { contract } of made) await checkContract(contract)
    const accounts = { account: { in: made.map(({ account }) => account) } }
    for (const receipt of await finance.list('receipt', { filter: accounts, limit: 200 })) await checkReceipt(receipt)
  })
}

/** Plan, money and invoices of a contract, counted from the single records. */
async function checkContract(contract: string): Promise<void> {
  const row = await finance.one('contract', contract)
  const plan = await finance.list('planLine', { filter: { contract }, fields: ['amount', 'received', 'left', 'status'] })
  assert.equal(sumOf(plan), cents(amountOf(row.amount)), 'a complete plan adds up to the contract')
  const counts = { contract, 'receipt.status': { in: ['confirmed', 'reversed'] } }
  const parts = await finance.list('allocation', { filter: counts, limit: 200 })
  assert.equal(cents(amountOf(row.received)), sumOf(parts), 'received is what was confirmed less what went back')
  const own = new Set(plan.map(({ id }) => id))
  assert.ok(
    parts.every(({ planLine }) => !planLine || own.has((planLine as { id: string }).id)),
    'money is on instalments of its contract',
  )
  for (const line of plan) {
    const its = sumOf(parts.filter((part) => (part.planLine as { id: string } | null)?.id === line.id))
    assert.equal(cents(amountOf(line.received)), its)
    assert.equal(cents(amountOf(line.left)), Math.max(0, cents(amountOf(line.amount)) - its))
    assert.equal(line.status, its >= cents(amountOf(line.amount)) ? 'received' : its > 0 ? 'part' : 'open')
  }
  const asked = await finance.list('invoiceShare', { filter: { contract, 'invoice.status': { nin: ['rejected', 'voided'] } }, limit: 200 })
  assert.ok(sumOf(asked) <= cents(amountOf(row.amount)), 'never billed beyond the contract')
  assert.ok(sumOf(asked) >= 0)
  const out = await finance.list('invoiceShare', { filter: { contract, 'invoice.status': { in: ['issued', 'delivered'] } }, limit: 200 })
  assert.equal(cents(amountOf(row.billed)), sumOf(out))
}

async function checkReceipt(receipt: Row): Promise<void> {
  const parts = sumOf(await finance.list('allocation', { filter: { receipt: receipt.id }, limit: 200 }))
  const whole = cents(amountOf(receipt.amount))
  assert.ok(whole > 0 ? parts >= 0 && parts <= whole : parts <= 0 && parts >= whole, `${parts} of ${whole}`)
  const back = -sumOf(await finance.list('receipt', { filter: { refundOf: receipt.id }, limit: 200 }))
  assert.ok(back <= Math.max(whole, 0), 'never more paid back than came')
}
