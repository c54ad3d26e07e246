import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { known } from '../index.ts'
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

test('a tax number leads to the customer by its credit code and by its billing titles, a domain by the mails of contacts; it is told whether it has an owner, and by setting whose it is', async () => {
  const look = async (who: typeof rep, input: object) => {
    const { found } = await who!.call(known, input as never)
    return found as unknown as Record<
      'account' | 'lead',
      { rows: { id: string; by: string[]; sure: boolean }[]; hidden: Record<string, unknown> }
    >
  }
  const tax = '91330100MA2FGHJK3P'
  const [titled, mine, free] = await app.system.create('account', [
    { name: '有抬头的客户', owner: colleague!.id },
    { name: '有编码的客户', owner: colleague!.id, creditCode: '91330100MA2FGHJK4Q' },
    { name: '公海里的客户', owner: null },
  ])
  await colleague!.create('billingTitle', [{ account: titled!.id, name: '抬头', taxNumber: tax }])
  assert.deepEqual((await look(rep, { taxNumber: tax.toLowerCase() })).account, { rows: [], hidden: { count: 1, by: ['billingTitle'] } })
  // The code of the register is met while somebody types, and sure.
  const typed = await app.engine.reads.twins(rep!.session, 'account', { values: { creditCode: '91330100ma2fghjk4q' } })
  assert.deepEqual(typed, { rows: [], hidden: { count: 1, by: ['creditCode'], sure: true } })
  assert.equal((await look(rep, { taxNumber: '91330100MA2FGHJK4Q' })).account.hidden.count, 0)
  const seen = await look(colleague, { taxNumber: tax })
  assert.deepEqual(
    seen.account.rows.map(({ id, by, sure }) => [id, by, sure]),
    [[titled!.id, ['billingTitle'], true]],
  )

  await app.system.create('contact', [
    { name: '甲', account: mine!.id, email: 'jia@qiming-jd.cn' },
    { name: '乙', account: free!.id, email: 'Yi@Qiming-JD.cn' },
    { name: '丙', account: titled!.id, email: 'bing@qiming-jd.cn.com' },
    { name: '丁', account: titled!.id, email: 'ding@qq.com' },
  ])
  await colleague!.create('lead', [{ name: '戊', email: 'wu@qiming-jd.cn' }])
  const byMail = await look(rep, { domain: 'qiming-jd.cn' })
  assert.deepEqual(byMail.account.hidden, { count: 2, by: ['contacts'], free: 1 })
  assert.deepEqual(byMail.lead.hidden, { count: 1, by: ['email'] })
  // Where everybody may be says nothing.
  assert.equal((await look(rep, { domain: 'qq.com' })).account.hidden.count, 0)
  await app.system.create('duplicateSetting', [{ name: 'workspace', discloseOwner: true }])
  const owners = [{ id: colleague!.id, title: 'Colleague' }]
  assert.deepEqual((await look(rep, { taxNumber: tax })).account.hidden, { count: 1, by: ['billingTitle'], owners })
  const { told } = await rep!.call(known, { taxNumber: tax })
  assert.deepEqual((told as unknown as { owners: string[] }).owners, [colleague!.id])
  const reader = await app.as('readonly')
  await assert.rejects(reader.call(known, { taxNumber: tax }), { code: 'kernel.forbidden' })
})
