import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales])

test('a deal from the fourth stage on says that nobody is known who decides, until somebody is', async () => {
  const rep = await app.as('rep')
  const [customer] = await rep.create('account', [{ name: '华瑞物流' }])
  const [person] = await rep.create('contact', [{ name: '赵启明', account: customer!.id }])
  const people = [{ contact: person!.id, role: 'uses', stance: 'supports' }]
  const [deal] = await rep.create('opportunity', [{ name: '仓储系统', account: customer!.id, stage: 'analysis', people }])
  assert.equal(deal!.concern, null)
  const moved = await rep.change('opportunity', String(deal!.id), { stage: 'solution' })
  assert.equal(moved.concern, 'noDecider')
  const known = await rep.change('opportunity', String(deal!.id), { people: [{ contact: person!.id, role: 'decides' }] })
  assert.deepEqual([known.concern, known.hasDecider], [null, true])
  assert.equal((await rep.change('opportunity', String(deal!.id), { amount: { amount: '10', currency: 'CNY' } })).hasDecider, true)
  const gone = await rep.change('opportunity', String(deal!.id), { people: [] })
  assert.equal(gone.concern, 'noDecider')
  await assert.rejects(rep.change('opportunity', String(deal!.id), { hasDecider: true }), { code: 'kernel.bad-value' })
})
