import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRounds } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { followAction } from '#modules/activities'
import { sign, toSign } from '#modules/contracts'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { payments } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], {
  now: '2030-05-20T09:00:00Z',
  locale: 'en',
})
const admin = await app.as('administrator')
const boss = await app.as('administrator', { name: 'boss' })
const finance = await app.as('finance', { name: 'finance' })
const rep = await app.as('rep', { name: 'rep' })
await admin.create('legalEntity', [{ name: 'House', isDefault: true }])
const rounds = openRounds({ engine: app.engine, log: { info() {}, warn() {}, error: (_details, message) => assert.fail(message) } })
const told = async (person: { id: string }): Promise<string[]> =>
  (await app.database.pool.query(`SELECT kind, record_id FROM w_test.notice WHERE person = $1 ORDER BY at, id`, [person.id])).rows
    .map((row) => `${row.kind} ${row.record_id}`)
    .filter((text) => text.includes('.followed-'))

test('whoever follows a customer or a deal hears of its stage, of the signature and of money that is late', async () => {
  const [customer] = await admin.create('account', [{ name: 'Harbour' }])
  const of = { account: String(customer!.id) }
  const [deal] = await admin.create('opportunity', [{ name: 'Cranes', ...of }])
  const id = String(deal!.id)
  await boss.call(followAction('sales.follow-deal', opportunity), { opportunity: id, to: 'follow' })
  await finance.call(followAction('activities.follow-customer', account), { ...of, to: 'follow' })
  await assert.rejects(rep.call(followAction('sales.follow-deal', opportunity), { opportunity: id, to: 'follow' }), {
    code: 'kernel.not-found',
  })
  const { stage } = await admin.one('opportunity', id)
  const [next] = (await admin.list('pipelineStage', { sort: ['position'] })).filter(({ key }) => key !== stage)
  await admin.change('opportunity', id, { stage: String(next!.key) })
  assert.deepEqual(await told(boss), [`activities.followed-changed ${id}`])

  const plan = [{ instalment: 1, dueOn: '2030-06-01', amount: 100 }]
  const [made] = await admin.create('contract', [{ name: 'Cranes', ...of, opportunity: id, amount: 100, plan }])
  const contract = String(made!.id)
  await admin.call(toSign, { contract })
  await admin.call(sign, { contract, signedOn: '2030-05-18' })
  for (const person of [boss, finance]) assert.ok((await told(person)).includes(`contracts.followed-signed ${contract}`), person.id)

  for (const at of ['2030-06-02T09:00:00Z', '2030-06-03T09:00:00Z', '2030-06-03T10:00:00Z']) await rounds.run(app.workspace, new Date(at))
  const [line] = await admin.list('planLine', { filter: { contract } })
  for (const person of [boss, finance])
    assert.deepEqual(
      (await told(person)).filter((text) => text.startsWith('payments.')),
      [`payments.followed-late ${line!.id}`],
    )
})
