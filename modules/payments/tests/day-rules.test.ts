import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { daysFor } from '#modules/company'
import { sign, toSign } from '#modules/contracts'
import { payments } from '../module.ts'

const now = '2030-05-20T09:00:00Z'
const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], { locale: 'zh-CN', now })
const admin = await app.as('administrator')
const rep = await app.as('rep')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
const [customer] = await rep.create('account', [{ name: '期限客户' }])
const account = customer!.id as string

const rulesFor = (about: string) => admin.list('dayRule', { filter: { about }, sort: ['days'] })
const tick = async () => {
  for (const round of [...quotes.rounds!, ...contracts.rounds!, ...payments.rounds!])
    await app.system.work((work) => round.run(work, []), { now: new Date(now) } as never)
}
const told = async (record: string, kind: string) =>
  (await app.database.pool.query('SELECT 1 FROM w_test.notice WHERE record_id = $1 AND kind = $2', [record, kind])).rows.length
/** A contract that runs, with one instalment of that day. */
async function running(dueOn: string, more: Record<string, unknown> = {}) {
  const [row] = await rep.create('contract', [
    { name: `合同 ${dueOn}`, account, amount: 100, plan: [{ instalment: 1, amount: 100, dueOn }], ...more },
  ])
  const contract = row!.id as string
  await rep.call(toSign, { contract })
  await rep.call(sign, { contract, signedOn: '2030-01-01' })
  const [line] = await rep.list('planLine', { filter: { contract } })
  return { contract, line: line!.id as string }
}

test('days of a fresh workspace are the usual ones; an administrator changes them and nobody else does', async () => {
  const all = await rep.list('dayRule', { sort: ['about', 'days'] })
  const byAbout = Object.groupBy(all, (row) => String(row.about))
  assert.deepEqual(Object.fromEntries(Object.entries(byAbout).map(([about, rows]) => [about, rows!.map(({ days }) => days)])), {
    quoteHolds: [30],
    quoteEnds: [3],
    contractEnds: [30, 60, 90],
    paymentDue: [7],
    paymentLate: [1, 15, 30],
    depositBack: [7],
  })
  await assert.rejects(rep.change('dayRule', String(all[0]!.id), { days: 1 }), { code: 'kernel.forbidden' })
})

test('how long a new quote holds is set', async () => {
  const quoted = async (more = {}) => {
    const [row] = await rep.create('quote', [{ title: '报价', account, quotedOn: '2030-05-20', ...more }])
    return (await rep.one('quote', row!.id as string)).validUntil
  }
  assert.equal(await quoted(), '2030-06-19')
  const [rule] = await rulesFor('quoteHolds')
  await admin.change('dayRule', String(rule!.id), { days: 10 })
  assert.deepEqual([await quoted(), await quoted({ validUntil: '2030-12-31' })], ['2030-05-30', '2030-12-31'])
  await admin.change('dayRule', String(rule!.id), { isActive: false })
  assert.equal(await quoted(), null)
})

test('when money is announced and called late is set, and each step is told once', async () => {
  const [soon, late] = [await running('2030-05-29'), await running('2030-05-10')]
  await tick()
  assert.deepEqual([await told(soon.line, 'payments.due-soon'), await told(late.line, 'payments.late')], [0, 0])
  const [before] = await rulesFor('paymentDue')
  await admin.change('dayRule', String(before!.id), { days: 9 })
  await admin.create('dayRule', [{ name: '逾期 10 天', about: 'paymentLate', days: 10 }])
  await tick()
  await tick()
  assert.deepEqual([await told(soon.line, 'payments.due-soon'), await told(late.line, 'payments.late')], [1, 1])
})

test('a contract that ends is told of by the step that it has come to, not by all those before', async () => {
  const { contract } = await running('2030-06-30', { isRenewable: true, endsOn: '2030-07-04' })
  await tick()
  await tick()
  assert.equal(await told(contract, 'contracts.ends-soon'), 1)
  for (const { id } of await rulesFor('contractEnds')) await admin.change('dayRule', String(id), { isActive: false })
  const { contract: quiet } = await running('2030-06-30', { isRenewable: true, endsOn: '2030-06-10' })
  await tick()
  assert.equal(await told(quiet, 'contracts.ends-soon'), 0)
})

test('where no record says anything of it, the usual days go', async () => {
  for (const { id } of await rulesFor('depositBack')) await admin.remove('dayRule', [String(id)])
  assert.deepEqual(await app.system.work((work) => daysFor(work, 'depositBack')), [{ days: 7, tellsSuperior: false }])
})
