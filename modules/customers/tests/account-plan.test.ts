import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '../module.ts'

const app = await testApp([customers])
const [rep, stranger] = await Promise.all(['Rep', 'Stranger'].map((name) => app.as('rep', { name })))

test('a key account has a plan with people and a day of review; who reads the customer reads it, and what is due is found', async () => {
  const [account] = await rep!.create('account', [{ name: '华瑞物流', isKey: true }])
  const [person] = await rep!.create('contact', [{ name: '王总', account: account!.id }])
  const spec = { account: account!.id, goals: '三年翻倍', nextReviewOn: '2026-01-05' }
  const people = [{ contact: person!.id, influence: 'high', stance: 'neutral' }]
  const [plan] = await rep!.create('accountPlan', [
    { ...spec, name: '2027', people },
    { ...spec, name: '2026', state: 'closed' },
  ])
  const due = { owner: 'me', state: 'active', nextReviewOn: { lte: 'today' } }
  assert.deepEqual(
    (await rep!.list('accountPlan', { filter: due })).map(({ id }) => id),
    [plan!.id],
  )
  assert.equal(await stranger!.count('accountPlan'), 0)
  await app.system.change('account', String(account!.id), { owner: stranger!.id })
  assert.equal(await stranger!.count('accountPlan'), 2)
  await assert.rejects(
    rep!.create('accountPlan', [{ ...spec, name: 'x', beginsOn: '2027-02-01', endsOn: '2027-01-01' }]),
    (error: { issues: { code: string }[] }) => error.issues.some(({ code }) => code === 'customers.ends-before-begin'),
  )
})
