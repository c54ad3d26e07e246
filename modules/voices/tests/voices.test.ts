import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { answer } from '../index.ts'
import { voices } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments, orders, voices], {
  locale: 'zh-CN',
})
const boss = await app.as('administrator')
const rep = await app.as('rep')
const other = await app.as('rep', { name: 'Other' })
const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null
const make = async (object: string, more: object, who = rep) => String((await who.create(object, [more as never]))[0]!.id)
const accountOf = () => make('account', { name: `客户 ${Math.random()}` })
const broke = (code: string) => (fault: { code: string; issues: readonly { code: string }[] }) =>
  fault.code === code || fault.issues.some((one) => one.code === code)

test('what a customer and its people like is kept with since and source, found again, and read by whoever reads them', async () => {
  const account = await accountOf()
  const contact = await make('contact', { name: '王总', account })
  await make('preference', { what: '高尔夫', kind: 'interest', contact, since: '2025-03-01', source: 'seen' })
  await make('preference', { what: '只收纸质发票', kind: 'habit', account })
  // Of a contact it counts for the customer, so that a segment finds it.
  assert.deepEqual(
    (await rep.list('account', { filter: { preferences: { some: { what: '高尔夫' } } } })).map(({ id }) => id),
    [account],
  )
  assert.equal(await rep.count('contact', { preferences: { some: { kind: 'interest' } } }), 1)
  assert.equal(await rep.count('preference', { account }), 2)
  assert.equal(await other.count('preference', {}), 0)
  await assert.rejects(rep.create('preference', [{ what: '谁的' }]), broke('kernel.required'))
  await assert.rejects(rep.create('preference', [{ what: '明天', account, since: '2999-01-01' }]), broke('voices.in-future'))
  await assert.rejects(other.create('preference', [{ what: '别人的', account }]))
})

test('feedback is answered with words and a day, once; complaints that wait stand on the customer', async () => {
  const account = await accountOf()
  const [complaint, survey] = await Promise.all([
    make('feedback', { subject: '发货慢', kind: 'complaint', account, satisfaction: 2, answerBy: '2026-01-01', heardOn: '2025-12-30' }),
    make('feedback', { subject: '回访', kind: 'survey', account, satisfaction: 5 }),
  ])
  const stands = async () => {
    const row = await rep.one('account', account)
    return [row.feedbackCount, row.openComplaints, row.lowestSatisfaction]
  }
  assert.deepEqual(await stands(), [2, 1, 2])
  await assert.rejects(rep.change('feedback', complaint, { state: 'answered' }), broke('voices.answer-needs-words'))
  await assert.rejects(make('feedback', { subject: '没分', kind: 'survey', account }), broke('voices.survey-needs-satisfaction'))
  await assert.rejects(make('feedback', { subject: '六分', kind: 'survey', account, satisfaction: 6 }))
  assert.equal(await rep.count('feedback', { owner: 'me', state: 'open', answerBy: { lt: 'today' } }), 1)
  const both = await Promise.allSettled([1, 2].map((n) => rep.call(answer, { feedback: complaint, answer: `已补发 ${n}` })))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  const row = await rep.one('feedback', complaint)
  assert.ok(row.state === 'answered' && row.answeredOn)
  assert.deepEqual(await stands(), [2, 0, 2])
  await assert.rejects(other.one('feedback', survey), { code: 'kernel.not-found' })
  assert.equal(idOf((await boss.one('feedback', survey)).owner), rep.id)
})
