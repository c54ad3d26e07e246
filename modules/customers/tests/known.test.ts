import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '../module.ts'

const app = await testApp([customers])
const [rep, colleague] = await Promise.all(['Rep', 'Colleague'].map((name) => app.as('rep', { name })))

test('of what is out of reach it is told that it is there, by what, and whether it belongs to somebody; however it is spelt', async () => {
  await colleague!.create('account', [{ name: '华瑞物流（上海）有限公司', website: 'https://www.huarui.cn/about' }])
  await app.system.create('account', [{ name: '远航物流有限公司', owner: null }])
  await colleague!.create('lead', [{ name: '王总', company: '华瑞物流上海', im: 'wang' }])
  const look = (object: string, values: object) => app.engine.reads.twins(rep!.session, object, { values: { ...values } })
  assert.deepEqual(await look('account', { name: '華瑞物流(上海)' }), { rows: [], hidden: { count: 1, by: ['name'] } })
  assert.deepEqual(await look('account', { website: 'huarui.cn' }), { rows: [], hidden: { count: 1, by: ['website'] } })
  assert.deepEqual(await look('account', { name: '远航物流' }), { rows: [], hidden: { count: 1, by: ['name'], free: 1 } })
  assert.deepEqual(await look('lead', { company: '华瑞物流（上海）有限公司' }), { rows: [], hidden: { count: 1, by: ['company'] } })
  const finance = await app.as('readonly')
  await assert.rejects(app.engine.reads.twins(finance.session, 'account', { values: { name: 'x' } }), { code: 'kernel.forbidden' })
})

test('a tax number is known by the billing title that has it', async () => {
  const [account] = await colleague!.create('account', [{ name: '税号客户' }])
  await colleague!.create('billingTitle', [{ account: account!.id, name: '税号客户有限公司', taxNumber: '91330100MA2ABCDE1X' }])
  const found = await app.engine.reads.twins(rep!.session, 'billingTitle', { values: { taxNumber: '91330100MA2ABCDE1X' } })
  assert.deepEqual(found, { rows: [], hidden: { count: 1, by: ['taxNumber'], sure: true } })
})
