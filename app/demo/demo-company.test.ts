import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'
import { createDemoCompany } from './create-demo-company.ts'

const sizes = { accounts: 150, leads: 90, opportunities: 110, sittings: 8 }
const now = new Date('2030-05-20T08:00:00Z')

test('a small company: as many as asked for, with people, products and a past', async () => {
  const app = await testApp(modules, { locale: 'zh-CN' })
  const admin = await app.as('administrator')
  const made = await createDemoCompany(app.engine, admin.session, { now, sizes })
  assert.deepEqual([made.accounts, made.leads, made.opportunities], [150, 90, 110])
  const count = (object: string, filter = {}) => admin.count(object, filter)
  assert.deepEqual([await count('account'), await count('lead'), await count('opportunity')], [154, 90, 110])
  assert.deepEqual([await count('department'), await count('member'), await count('product')], [12, 27, 40])
  assert.equal(await count('opportunity', { amount: { empty: true } }), 0)
  assert.equal(await count('opportunity', { outcome: { ne: 'open' }, closedOn: { empty: true } }), 0)
  assert.equal(await count('opportunity', { closedOn: { gt: '2030-05-20' } }), 0)
  assert.equal(await count('lead', { status: 'qualified', account: { empty: true } }), 0)
  const [won, signed] = [
    await count('opportunity', { outcome: 'won' }),
    await count('contract', { status: 'running', kind: { ne: 'purchase' } }),
  ]
  assert.ok(signed > 0.7 * won && signed <= won, `${signed} contracts of ${won} won deals`)
  assert.equal(await count('contract', { unplanned: { ne: 0 } }), 0)
  assert.ok((await count('receipt', { status: 'confirmed', rest: 0 })) > signed / 2)
  assert.equal(await count('receipt', { status: 'unclaimed' }), 5)
  assert.ok((await count('contract', { receivable: { gt: 0 } })) > 0, 'somebody owes')
  assert.deepEqual(
    [await count('contract', { kind: 'purchase' }), await count('contract', { kind: 'purchase', amount: { empty: true } })],
    [12, 0],
  )
  assert.ok((await count('supplierPayment', { status: 'paid' })) > 5 && (await count('supplierPayment', { status: { ne: 'paid' } })) > 0)
  assert.ok((await count('quote', { status: 'sent' })) > 0)
  assert.equal(await count('ownReport'), 5)
  const billed = await count('invoice', { status: { in: ['issued', 'delivered'] } })
  assert.ok(billed > 0 && (await count('allocation', { invoice: { empty: false } })) >= billed, `${billed} invoices`)
  assert.ok(
    (await count('account', { pool: { empty: false } })) > 0 && (await count('lead', { pool: { empty: false } })) > 0,
    'pools are empty',
  )
  assert.ok((await count('poolMove', { kind: 'released' })) > 0, 'nobody gave anything up')
  assert.equal(await count('account', { pool: { empty: false }, owner: { empty: false } }), 0)
  assert.ok((await count('dealContact', { role: 'decides' })) > 0 && (await count('campaignMember', { state: 'answered' })) > 0)
  assert.ok((await count('order', { status: 'closed' })) > 10 && (await count('order', { status: 'confirmed' })) > 0)
  assert.equal(await count('order', { amount: { empty: true } }), 0)
  assert.equal(await count('orderLine', { toDeliver: { lt: 0 } }), 0)
  assert.equal(await count('product', { isStocked: true, onHand: { lt: 0 } }), 0)
  assert.ok((await count('delivery')) > 20)

  // The past is really there: half a year ago there were fewer deals, in earlier stages.
  const then = await admin.aggregate({ object: 'opportunity', measures: { n: 'count' }, asOf: new Date('2029-11-20T08:00:00Z') })
  assert.ok(Number(then[0]!.n) > 0 && Number(then[0]!.n) < 110)
  const [deal] = await admin.list('opportunity', { filter: { outcome: 'won' }, limit: 1 })
  const { rows } = JSON.parse(await app.engine.reads.history(admin.session, 'opportunity', deal!.id as string, { limit: 20 })) as {
    rows: { at: string }[]
  }
  assert.ok(rows.length > 2, 'a won deal went through stages')
  assert.ok(new Set(rows.map((row) => row.at.slice(0, 10))).size > 1, 'on different days')
})

for (const [locale, region, foreign] of [
  ['zh-TW', '華東大區', /[国们业务]/],
  ['en', 'East China', /\p{Script=Han}/u],
] as const) {
  test(`in ${locale} everything is written in that language`, async () => {
    const app = await testApp(modules, { locale })
    await createDemoCompany(app.engine, app.system.session, { now, sizes })
    assert.equal(await app.system.count('department', { name: region }), 1)
    for (const object of [
      'account',
      'contact',
      'lead',
      'opportunity',
      'product',
      'member',
      'department',
      'contract',
      'receipt',
      'quote',
      'order',
      'delivery',
      'stockMove',
      'warehouse',
    ]) {
      const text = JSON.stringify(await app.system.list(object, { limit: 200 }))
      assert.doesNotMatch(text, foreign, object)
    }
  })
}
