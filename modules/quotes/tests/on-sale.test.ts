import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { approve, fromDeal, revise, submit } from '../index.ts'
import { quotes } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes], { locale: 'zh-CN' })
const boss = await app.as('administrator')
const [east] = await boss.create('department', [{ name: 'East' }])
const manager = await app.as('manager', { department: String(east!.id) })
const rep = await app.as('rep', { department: String(east!.id) })
await boss.change('department', String(east!.id), { head: manager.id })
await boss.create('legalEntity', [{ name: '知客科技', isDefault: true, defaultTax: 13 }])

type Row = Record<string, unknown>
const make = async (who: TestPerson, object: string, row: Row) => String((await who.create(object, [row]))[0]!.id)
const goods = (name: string, more: Row = {}) => make(boss, 'product', { name, price: 100, cost: 10, ...more })
const pump = await goods('水泵')
const old = await goods('旧泵')
const rare = await goods('定制泵', { status: 'approvalOnly' })
const customer = await make(rep, 'account', { name: '华瑞物流' })
const quoted = (lines: readonly Row[]) => make(rep, 'quote', { title: '报价', account: customer, lines })
const see = (id: string) => rep.one('quote', id)
const lineOf = async (id: string, i = 0) => ((await see(id)).lines as Row[])[i]!
const off = (run: Promise<unknown>) =>
  assert.rejects(run, (fault: { code: string; details?: unknown }) => {
    assert.deepEqual([fault.code, fault.details], ['catalog.off-sale', { products: '旧泵' }])
    return true
  })

test('a product off sale comes onto no new line of a quote or a deal and is named; older documents keep it, a new version asks for approval', async () => {
  const before = await quoted([{ product: old }, { product: pump, position: 1 }])
  const draft = await quoted([{ product: old }])
  const deal = await make(rep, 'opportunity', { name: '泵站', account: customer, lines: [{ product: old, price: 100 }] })
  assert.equal((await rep.call(submit, { quote: before })).status, 'approved')
  await boss.change('product', old, { status: 'offSale' })
  assert.equal((await rep.one('product', old)).standing, 'offSale')
  await off(quoted([{ product: pump }, { product: old }]))
  await off(make(rep, 'opportunity', { name: '泵站二期', account: customer, lines: [{ product: old, price: 100 }] }))
  await off(rep.change('quote', before, { lines: [...((await see(before)).lines as Row[]).map(({ id }) => ({ id })), { product: old }] }))
  await off(rep.change('quoteLine', String((await lineOf(before, 1)).id), { product: old }))
  await off(rep.call(fromDeal, { opportunity: deal }))
  await rep.change('quoteLine', String((await lineOf(before)).id), { quantity: 1, remark: '仅余库存' })
  const next = String((await rep.call(revise, { quote: before })).quote)
  for (const id of [draft, next]) {
    assert.deepEqual([(await see(id)).exceeds, (await lineOf(id)).exceeds], [['offSale'], 'offSale'])
    assert.equal((await rep.call(submit, { quote: id })).status, 'inApproval')
    assert.equal((await manager.call(approve, { quote: id })).status, 'approved')
  }
})

test('a product sold with approval only makes its quote ask for approval, and one that was approved without it asks again', async () => {
  const id = await quoted([{ product: pump }, { product: rare, position: 1 }])
  assert.deepEqual(
    [(await see(id)).exceeds, (await lineOf(id, 1)).exceeds, (await see(id)).concern],
    [['approvalOnly'], 'approvalOnly', 'beyondLimits'],
  )
  assert.equal((await rep.call(submit, { quote: id })).status, 'inApproval')
  assert.equal((await manager.call(approve, { quote: id })).status, 'approved')
  await rep.change('quoteLine', String((await lineOf(id)).id), { remark: '含运费' })
  assert.equal((await see(id)).status, 'approved')
  const plain = await quoted([{ product: pump }])
  assert.equal((await rep.call(submit, { quote: plain })).status, 'approved')
  await make(rep, 'quoteLine', { quote: plain, product: rare, position: 1 })
  assert.equal((await see(plain)).status, 'draft')
  await boss.change('product', rare, { status: 'onSale' })
  assert.deepEqual([(await see(plain)).exceeds, (await rep.one('product', rare)).standing], [null, null])
})
