import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { renew } from '../actions/change.ts'
import { contracts } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts], { locale: 'zh-CN' })
const manager = await app.as('administrator')
await manager.create('legalEntity', [{ name: '知客科技', isDefault: true }])

type Row = Record<string, unknown>
const cny = (amount: number) => ({ amount, currency: 'CNY' })

test('a contract is renewed at the same prices, by a per cent, or for what is typed', async () => {
  const [customer] = await manager.create('account', [{ name: '续约客户' }])
  const signed = { account: customer!.id, status: 'running', signedOn: '2026-01-01' }
  const [old] = await app.system.create('contract', [{ ...signed, name: '年度服务', amount: 12_000 }])
  const amountAt = async (of: unknown, more: Row) =>
    (await manager.one('contract', (await manager.call(renew, { contract: of, ...more } as never)).contract as string)).amount
  assert.deepEqual(await amountAt(old!.id, { raise: 3.5 }), cny(12_420))
  assert.deepEqual(await amountAt(old!.id, { raise: 3.5, amount: cny(12_500) }), cny(12_500))
  const lines = [
    { description: '维保', quantity: 3, price: 33.33 },
    { description: '备件', quantity: 1, price: 100, discountAmount: 10 },
  ]
  const [lined] = await app.system.create('contract', [
    { name: '带明细', account: customer!.id, status: 'running', signedOn: '2030-01-01', lines },
  ])
  // 33.33 less a tenth is 30 a piece; 100 less 10 is 90 less 9.
  assert.deepEqual(await amountAt(lined!.id, { raise: -10 }), cny(171))
  assert.deepEqual(await amountAt(lined!.id, {}), cny(189.99))
})
