import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { type Ask, openProduct } from './open-product.ts'

/* What is told to somebody who may not read the record it is about stands in the audit. */

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
type Row = Record<string, unknown> & { id: string }
const made = async (ask: Ask, url: string, row: unknown): Promise<Row> => {
  const answer = await ask('POST', `/api/v1/${url}`, row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const east = await made(admin.ask, 'departments', { name: 'East' })
const [anna, ben] = [
  await product.join({ name: 'Anna', roles: ['rep'], department: east.id }),
  await product.join({ name: 'Ben', roles: ['rep'], department: east.id }),
]
const noted = async (person: string): Promise<Row[]> => (await admin.ask('GET', `/api/v1/audit?person=${person}&kind=reveal`)).json().rows

test('who was told by whom a deal is registered stands in the audit, and in no answer whose it is', async () => {
  const [rule] = (await admin.ask('GET', '/api/v1/registration-rules')).json().rows as Row[]
  await admin.ask('PATCH', `/api/v1/registration-rules/${rule!.id}`, { tellsWho: true })
  const account = await made(admin.ask, 'accounts', { name: 'Twice wanted' })
  await made(admin.ask, `accounts/${account.id}/shares`, { department: east.id })
  const first = await made(anna.ask, 'deal-registrations', { name: 'Line one', account: account.id })
  const second = await ben.ask('POST', '/api/v1/deal-registrations', { name: 'Line one', account: account.id })
  assert.equal(second.statusCode, 409, second.body)
  assert.equal(second.json().name, 'Anna')
  assert.ok(!second.body.includes(first.id) && !second.body.includes(anna.id), second.body)
  const [row] = await noted(ben.id)
  const { dealRegistration, owner } = row!.detail as Record<string, unknown>
  assert.deepEqual([row!.object, dealRegistration, owner], ['dealRegistration', first.id, anna.id])
  assert.deepEqual(await noted(anna.id), [])
})

test('opening a card of a pool that hides names is noted, a refused one is not', async () => {
  const pool = await made(admin.ask, 'pools', { name: 'Hidden', kind: 'account', hidesNames: true, openingsPerDay: 1 })
  await made(admin.ask, `pools/${pool.id}/shares`, { department: east.id })
  for (const name of ['One hidden', 'Two hidden']) await made(admin.ask, 'accounts', { name, owner: null, pool: pool.id })
  const cards = (await anna.ask('GET', '/api/v1/pool-cards')).json().rows as Row[]
  assert.equal(cards.length, 2)
  assert.ok(!JSON.stringify(cards).includes(' hidden'), JSON.stringify(cards))
  const [first, second] = [
    await anna.ask('POST', `/api/v1/pool-cards/${cards[0]!.id}/open-card`, {}),
    await anna.ask('POST', `/api/v1/pool-cards/${cards[1]!.id}/open-card`, {}),
  ]
  assert.deepEqual([first.statusCode, second.statusCode], [200, 409], second.body)
  assert.match(first.json().name, /hidden$/)
  assert.deepEqual(
    (await noted(anna.id)).map(({ object, record }) => [object, record]),
    [['poolCard', cards[0]!.id]],
  )
})
