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
import { confirm } from '#modules/orders'
import { buying } from '../module.ts'
import { type Answer, gridOf, groupOf, openDeals, questionsOf } from '../web/white-space.ts'

const selling = [customers, activities, catalog, sales, company, quotes, contracts, payments, expenses, commissions]
const app = await testApp([...selling, orders, pools, leads, voices, buying], { locale: 'en' })
const admin = await app.as('administrator')
const rep = await app.as('rep')
const other = await app.as('rep', { name: 'Other' })
const amountOf = (value: unknown) => Number((value as { amount?: unknown } | null)?.amount ?? value ?? 0)
const gridFor = async (who: typeof rep, account: string) => {
  const answers = await Promise.all(questionsOf(account).map((question) => who.aggregate(question as never)))
  return gridOf(answers as unknown as readonly (readonly Answer[])[], amountOf)
}

test('white space: the customer and all below it by product line, bought by orders, contracts and won deals once, open deals, and nothing of what the reader does not see', async () => {
  await admin.create('legalEntity', [{ name: 'Zhike', isDefault: true }])
  const [pumps, valves] = (await admin.create('productCategory', [{ name: 'Pumps' }, { name: 'Valves' }])) as { id: string }[]
  const [small] = (await admin.create('productCategory', [{ name: 'Small pumps', parent: pumps!.id }])) as { id: string }[]
  const goods = [
    { name: 'Pump', code: 'P1', price: 100, unit: 'pc', category: small!.id },
    { name: 'Valve', code: 'P2', price: 10, unit: 'pc', category: valves!.id },
  ]
  const [pump, valve] = (await admin.create('product', goods)).map(({ id }) => String(id))
  const customer = async (name: string, parent: string | null) =>
    String((await admin.create('account', [{ name, parent, owner: rep.id }]))[0]!.id)
  const head = await customer('Group', null)
  const below = await customer('Branch', head)
  const deeper = await customer('Site', below)
  const apart = await customer('Apart', null)

  const order = async (account: string, quantity: number) => {
    const [made] = await rep.create('order', [{ account, lines: [{ product: pump, quantity }], orderedOn: '2026-03-05' }])
    await rep.call(confirm, { order: String(made!.id) })
  }
  await order(below, 3)
  await order(below, 2)
  await order(apart, 9)
  const [draft] = await rep.create('order', [{ account: deeper, lines: [{ product: pump, quantity: 7 }] }])
  assert.ok(draft)
  const [made] = await rep.create('contract', [
    {
      name: 'Valves',
      account: head,
      amount: 200,
      plan: [{ instalment: 1, dueOn: '2026-04-01', amount: 200 }],
      lines: [{ product: valve, quantity: 20, price: 10 }],
    },
  ])
  await rep.call(toSign, { contract: String(made!.id) })
  await rep.call(sign, { contract: String(made!.id), signedOn: '2026-02-01' })
  await rep.create('opportunity', [{ name: 'More', account: deeper, lines: [{ product: valve, quantity: 4, price: 10 }] }])
  const won = { name: 'Old', stage: 'won', foundOn: '2025-01-01', closedOn: '2025-11-03' }
  await admin.create('opportunity', [{ ...won, account: below, owner: rep.id, lines: [{ product: valve, quantity: 6, price: 10 }] }])

  const rows = await rep.list('account', { filter: groupOf(head), sort: ['name'] })
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['Branch', 'Group', 'Site'],
  )
  const at = await gridFor(rep, head)
  const all = [head, below, deeper, apart].flatMap((account) => [pumps!.id, valves!.id].map((line) => at(account, line) ?? null))
  assert.deepEqual(all, [
    ...[null, { bought: 200, last: '2026-02-01', open: null }],
    ...[
      { bought: 500, last: '2026-03-05', open: null },
      { bought: 60, last: '2025-11-03', open: null },
    ],
    ...[null, { bought: null, last: null, open: 40 }],
    ...[null, null],
  ])
  assert.equal(await rep.count('opportunity', openDeals(deeper, valves!.id)), 1)
  assert.equal(await rep.count('opportunity', openDeals(deeper, pumps!.id)), 0)
  const nothing = await gridFor(other, head)
  assert.deepEqual([nothing(below, pumps!.id), nothing(head, valves!.id)], [undefined, undefined])
})
