import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN' })
const [east, west] = await app.system.create('department', [{ name: '华东' }, { name: '华西' }])
const [team] = await app.system.create('department', [{ name: '杭州', parent: east!.id }])
const rep = await app.as('rep', { department: team!.id as string })
const colleague = await app.as('rep', { department: team!.id as string, name: '同事' })
const stranger = await app.as('rep', { department: west!.id as string })
const manager = await app.as('manager', { department: east!.id as string })
const finance = await app.as('finance')
const reader = await app.as('readonly')

const [customer] = await rep.create('account', [{ name: '华瑞物流', phone: '0571 5555 1234' }])
const [person] = await rep.create('contact', [{ name: '赵启明', account: customer!.id }])
const [lead] = await rep.create('lead', [{ name: '孙婧', im: 'sun' }])

test('a rep sees his own, a manager his department and below, finance and readers all customers', async () => {
  const seen = (who: typeof rep) => who.count('account')
  assert.deepEqual(await Promise.all([rep, colleague, stranger, manager, finance, reader].map(seen)), [1, 0, 0, 1, 1, 1])
})

test('every department reads the same facts of a customer, the moment one of them has changed them', async () => {
  const id = customer!.id as string
  await rep.change('account', id, { address: '文三路 1 号', phone: '0571 5555 9999' })
  const told = await Promise.all([rep, manager, finance, reader].map((who) => who.one('account', id)))
  const facts = told.map(({ name, address, phone, version, updatedAt }) => ({ name, address, phone, version, updatedAt }))
  assert.equal(facts[0]!.address, '文三路 1 号')
  for (const one of facts) assert.deepEqual(one, facts[0])
})

test('leads are nothing for finance', async () => {
  await assert.rejects(finance.list('lead'), { code: 'kernel.forbidden' })
  await assert.rejects(stranger.one('lead', lead!.id as string), { code: 'kernel.not-found' })
})

test('whoever may read a customer may read its contacts, whoever owns them', async () => {
  const [other] = await colleague.create('contact', [{ name: '马骁' }])
  await app.system.change('contact', other!.id as string, { account: customer!.id })
  assert.equal((await rep.one('contact', other!.id as string)).name, '马骁')
  await assert.rejects(rep.change('contact', other!.id as string, { title: '经理' }), { code: 'kernel.forbidden' })
})

test('readers write nothing', async () => {
  await assert.rejects(reader.create('account', [{ name: 'x' }]), { code: 'kernel.forbidden' })
  await assert.rejects(reader.change('contact', person!.id as string, { title: 'x' }), { code: 'kernel.forbidden' })
})

test('what a product costs is for managers and finance', async () => {
  const [item] = await app.system.create('product', [{ name: 'WMS', price: 100, cost: 40 }])
  assert.deepEqual((await manager.one('product', item!.id as string)).cost, { amount: 40, currency: 'CNY' })
  assert.deepEqual((await finance.one('product', item!.id as string)).cost, { amount: 40, currency: 'CNY' })
  assert.ok(!('cost' in (await rep.one('product', item!.id as string))))
  assert.ok(!('cost' in (await reader.one('product', item!.id as string))))
})

test('a customer takes its contacts along into the bin, but not while it has deals', async () => {
  const [gone] = await rep.create('account', [{ name: '临时' }])
  await rep.create('contact', [{ name: '临时人', account: gone!.id }])
  await rep.remove('account', [gone!.id as string])
  assert.equal(await rep.count('contact', { name: '临时人' }), 0)
  const [busy] = await rep.create('account', [{ name: '在谈' }])
  await rep.create('opportunity', [{ name: '单', account: busy!.id }])
  await assert.rejects(rep.remove('account', [busy!.id as string]), { code: 'kernel.in-use' })
})

test('customers are numbered by year, found by part, pinyin and initials, and form a tree', async () => {
  assert.match(String(customer!.number), /^KH-\d{4}-\d{6}$/)
  for (const q of ['华瑞', '瑞物', 'huarui', 'hrwl']) assert.equal((await rep.list('account', { q }))[0]?.name, '华瑞物流', q)
  await rep.create('account', [{ name: '华瑞冷链', parent: customer!.id }])
  assert.equal(await rep.count('account', { parent: { under: customer!.id } }), 1)
})
