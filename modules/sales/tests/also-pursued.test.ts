import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { lose, tellOfOthers } from '#modules/sales'
import { sales } from '../module.ts'

/* Two representatives at one customer for the same thing: both hear of it, and nobody learns what he may not read. */

const app = await testApp([customers, activities, catalog, sales], { locale: 'en' })
const boss = await app.as('administrator')
const [east, west] = await app.system.create('department', [{ name: 'East' }, { name: 'West' }])
const anna = await app.as('rep', { name: 'Anna', department: String(east!.id) })
const ben = await app.as('rep', { name: 'Ben', department: String(west!.id) })
const [pump, valve] = await boss.create('product', [{ name: 'Pump' }, { name: 'Valve' }])
const customerOf = async (owner: { id: string }) => (await boss.create('account', [{ name: 'Harbour Freight', owner: owner.id }]))[0]!
const deal = async (owner: { id: string }, account: unknown, more: object = {}) =>
  String(
    (
      await boss.create('opportunity', [{ name: `Deal of ${owner.id === anna.id ? 'Anna' : 'Ben'}`, account, owner: owner.id, ...more }])
    )[0]!.id,
  )
const look = () => runRound(app.engine, app.workspace, tellOfOthers, { now: new Date() })
const told = async (person: { id: string }) =>
  (
    await app.database.pool.query(
      `SELECT record_id AS record, "values"->>'deal' AS deal FROM w_test.notice WHERE person = $1 AND kind = 'sales.also-pursued' ORDER BY at, id`,
      [person.id],
    )
  ).rows as { record: string; deal: string | null }[]

test('who begins a deal where another has one open for the same product, and the other, hear of it once, each on his own', async () => {
  const account = (await customerOf(anna)).id
  const hers = await deal(anna, account, { product: pump!.id })
  await look()
  assert.deepEqual(await told(anna), [])
  const his = await deal(ben, account, { product: pump!.id })
  for (const _ of [1, 2]) await look()
  // Anna reads all deals of her customer; Ben has but his own.
  assert.deepEqual(await told(anna), [{ record: hers, deal: ' (Deal of Ben)' }])
  assert.deepEqual(await told(ben), [{ record: his, deal: null }])
})

test('other products, closed deals, deals of one’s own and deals that were found long ago are none', async () => {
  const account = (await customerOf(anna)).id
  const before = [(await told(anna)).length, (await told(ben)).length]
  await deal(anna, account, { product: pump!.id })
  await deal(anna, account, { product: pump!.id })
  await deal(ben, account, { product: valve!.id })
  const closed = await deal(ben, account, { product: pump!.id })
  await boss.call(lose, { opportunity: closed, kind: 'price', reason: 'No need', lostToNobody: true } as never)
  await look()
  const imported = (await customerOf(ben)).id
  for (const owner of [anna, ben]) await deal(owner, imported, { product: pump!.id, foundOn: '2020-01-01' })
  await look()
  assert.deepEqual([(await told(anna)).length, (await told(ben)).length], before)
})
