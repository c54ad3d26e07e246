import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { commissions } from '#manifest/commissions'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { expenses } from '#manifest/expenses'
import { leads } from '#manifest/leads'
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { pools } from '#manifest/pools'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { voices } from '#manifest/voices'
import { sign, toSign } from '#modules/contracts'
import { confirm, deliver, sendBack } from '#modules/orders'
import { buying } from '../module.ts'
import { moneyOf } from '../web/money.ts'
import { newest, partsOf, stepsOf } from '../web/whole.ts'

const selling = [customers, activities, catalog, sales, company, quotes, contracts, payments, expenses, commissions]
const app = await testApp([...selling, orders, pools, leads, voices, buying], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const rep = await app.as('rep')
const other = await app.as('rep', { name: 'Other' })
const keeper = await app.as('warehouse')

test('before and after the sale of one customer stand together, in order of time, for whoever reads the customer', async () => {
  await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
  const [warehouse] = await admin.create('warehouse', [{ name: '杭州仓', keeper: keeper.id }])
  const [product] = await admin.create('product', [{ name: '水泵', code: 'P1', price: 100, unit: '台', isStocked: true }])
  await keeper.create('stockMove', [{ product: product!.id, warehouse: warehouse!.id, kind: 'in', quantity: 50, cause: '期初' }])
  const [customer] = await admin.create('account', [{ name: '华瑞物流', owner: rep.id, address: '文三路 1 号', city: '杭州市' }])
  const account = String(customer!.id)
  await rep.create('opportunity', [{ name: '二期', account, amount: 9_000 }])
  const [made] = await rep.create('order', [{ account, lines: [{ product: product!.id, quantity: 10 }] }])
  const order = String(made!.id)
  await rep.call(confirm, { order })
  const line = String(((await admin.one('order', order)).lines as { id: string }[])[0]!.id)
  const { delivery } = await keeper.call(deliver, { order, quantities: { [line]: 10 } })
  await keeper.call(sendBack, { delivery, quantities: { [line]: 2 }, reason: '漏水', settlement: 'none' })
  await rep.create('feedback', [{ subject: '漏水', kind: 'complaint', account, order }])

  const counted = async (who: typeof rep) =>
    Object.fromEntries(await Promise.all(partsOf(account).map(async ({ key, object, filter }) => [key, await who.count(object, filter)])))
  assert.deepEqual(await counted(rep), {
    ...{ leads: 0, openDeals: 1, quotes: 0, wonDeals: 0, contracts: 0 },
    ...{ orders: 1, deliveries: 1, returns: 1, complaints: 1, openFeedback: 1 },
  })
  assert.ok(Object.values(await counted(other)).every((n) => n === 0))
  const found = await Promise.all(
    Object.values(stepsOf(account)).map(async ({ object, filter, at }) =>
      (await rep.list(object, { filter })).map((row) => ({ at: String(row[at]), object })),
    ),
  )
  assert.deepEqual(
    newest(found.flat(), 8)
      .map(({ object }) => object)
      .toSorted(),
    ['delivery', 'feedback', 'opportunity', 'order', 'orderReturn'],
  )
})

test('the money of a customer: each figure is the sum of what its reader sees, and opens to that list', async () => {
  const [customer] = await admin.create('account', [{ name: '宁波港务', owner: rep.id }])
  const account = String(customer!.id)
  const [made] = await rep.create('contract', [
    {
      name: '一期',
      account,
      amount: 900,
      plan: [400, 500].map((amount, i) => ({ instalment: i + 1, dueOn: `20${i + 2}0-04-01`, amount })),
    },
  ])
  const contract = String(made!.id)
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: '2020-01-01' })
  const [product] = await admin.create('product', [{ name: '阀门', code: 'P2', price: 100, unit: '台' }])
  const [ordered] = await rep.create('order', [{ account, contract, lines: [{ product: product!.id, quantity: 5 }] }])
  const order = String(ordered!.id)
  await rep.call(confirm, { order })
  const line = String(((await admin.one('order', order)).lines as { id: string }[])[0]!.id)
  const { delivery } = await keeper.call(deliver, { order, quantities: { [line]: 4 }, warehouse: (await admin.list('warehouse'))[0]!.id })
  await keeper.call(sendBack, { delivery, reason: '破损', settlement: 'refund', quantities: { [line]: 1 } })
  const sums = async (who: typeof rep) =>
    Object.fromEntries(
      await Promise.all(
        moneyOf(account).map(async ({ key, object, field, filter }) => {
          const rows = await who.aggregate({ object, measures: { sum: { sum: field } }, filter })
          return [key, (rows[0]?.sum as { amount: number } | null)?.amount ?? rows[0]?.sum ?? null]
        }),
      ),
    )
  const all = { signed: 900, delivered: 300, billed: null, received: null, receivable: 900, due: 400, overdue: 400, credit: null }
  assert.deepEqual(await sums(rep), all)
  assert.ok(Object.values(await sums(other)).every((sum) => sum === null))
  const opens = await Promise.all(moneyOf(account).map(async ({ key, list, shows }) => [key, await rep.count(objectOf[list]!, shows)]))
  assert.deepEqual(Object.fromEntries(opens), {
    ...{ signed: 1, delivered: 1, billed: 0, received: 0 },
    ...{ receivable: 1, due: 1, overdue: 1, credit: 0 },
  })
  const head = await rep.one('account', account)
  assert.deepEqual(
    [head.receivableMoney, head.overdueMoney],
    [900, 400].map((amount) => ({ amount, currency: 'CNY' })),
  )
})
const objectOf: Readonly<Record<string, string>> = { contracts: 'contract', orders: 'order', invoices: 'invoice', receipts: 'receipt' }
