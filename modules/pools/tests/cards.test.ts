import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { assignAccount, claimAccount, claimCard, openCard, releaseAccount } from '../index.ts'
import { keepCards } from '../rounds/keep-cards.ts'
import { idOf, openPools } from './stand.ts'

const { app, boss, head, anna, ben, carl, openPool, lay, own } = await openPools()
const phone = '13873916502'
const hiding = (more: object = {}) => openPool({ hidesNames: true, ...more })
/** As a member reads it. */
const cardOf = async (account: string) => {
  const [card] = await boss.list('poolCard', { filter: { account } })
  return card ? anna.one('poolCard', String(card.id)) : (undefined as never)
}

test('what lies in a pool that hides names shows members a masked card; the record itself they reach by no road', async () => {
  const pool = await hiding()
  const [id] = await lay(pool, 1, { name: '隐山机械有限公司', phone, industry: 'machinery', city: '苏州' })
  const card = await cardOf(id!)
  assert.deepEqual([card.subject, card.number, card.industry, card.city], ['隐****', '138****6502', 'machinery', '苏州'])
  for (const filter of [{ id }, { pool }, { phone }, { name: { contains: '隐山' } }])
    assert.deepEqual(await anna.list('account', { filter }), [])
  await assert.rejects(anna.one('account', id!), { code: 'kernel.not-found' })
  assert.deepEqual(await anna.list('poolCard', { filter: { 'account.name': { contains: '隐山' } } }), [])
  assert.deepEqual(await anna.list('poolCard', { filter: { subject: { contains: '隐山' } } }), [])
  assert.ok(!JSON.stringify(await anna.list('poolCard', { filter: { pool } })).includes('隐山'))
  await assert.rejects(carl.list('poolCard', { filter: { pool } }), { code: 'kernel.forbidden' })
  // Whoever looks after the pool reads it.
  assert.equal((await boss.one('account', id!)).name, '隐山机械有限公司')
})

test('nor is it told by the pool that holds it, beside one that hides nothing, nor by the bin', async () => {
  const [open, pool, ofLeads] = [await openPool(), await hiding(), await hiding({ kind: 'lead' })]
  const [seen] = await lay(open, 1, { name: '明山机械有限公司' })
  const [id] = await lay(pool, 1, { name: '秘山机械有限公司', phone })
  const [lead] = await lay(ofLeads, 1, { name: '秘山线索', mobile: phone }, 'lead')
  const pools = async (filter: object) => (await anna.list('pool', { filter: filter as never })).map((row) => row.id)
  const named = (name: string) => ({ accounts: { some: { name: { startsWith: name } } } })
  assert.deepEqual([await pools(named('明山')), await pools(named('秘山'))], [[open], []])
  assert.deepEqual(await pools({ accounts: { count: { gte: 1, where: { phone: { contains: '387391' } } } } }), [])
  assert.deepEqual(await pools({ leads: { some: { name: { startsWith: '秘山' } } } }), [])
  await boss.remove('account', [id!, seen!])
  await boss.remove('lead', [lead!])
  const { reads } = app.engine
  const gone = JSON.stringify(await reads.bin(anna.session, { limit: 100 }))
  assert.ok(gone.includes('明山') && !gone.includes('秘山'), gone)
  await assert.rejects(reads.history(anna.session, 'account', id!, { limit: 10 }), { code: 'kernel.not-found' })
})

test('customers are screened by intent: the promising ones of a pool are found and claimed, cards tell it too, weak ones are found to be given up', async () => {
  const pool = await openPool()
  const [keen, dull] = await lay(pool, 2)
  await boss.change('account', keen!, { intent: 'high' })
  await boss.change('account', dull!, { intent: 'none' })
  const promising = { pool: { eq: pool }, intent: { in: ['high', 'middle'] } }
  assert.deepEqual(
    (await anna.list('account', { filter: promising })).map(({ id }) => id),
    [keen],
  )
  await anna.call(claimAccount, { account: keen! })
  assert.equal(await anna.count('account', { owner: 'me', intent: 'high' }), 1)
  await anna.change('account', keen!, { intent: 'low' })
  assert.equal(await anna.count('account', { owner: 'me', intent: { in: ['low', 'none'] } }), 1)
  const secret = await hiding()
  const [hidden] = await lay(secret, 1, { intent: 'middle' })
  assert.equal((await cardOf(hidden!)).intent, 'middle')
  await boss.change('account', hidden!, { intent: 'high' })
  assert.equal((await cardOf(hidden!)).intent, 'high')
})

test('opening shows, is counted and kept, and ends at the limit of the day; the same one again is not counted', async () => {
  const pool = await hiding({ openingsPerDay: 2 })
  const ids = await lay(pool, 3, { phone })
  const cards = await Promise.all(ids.map(cardOf))
  const seen = await anna.call(openCard, { poolCard: cards[0]!.id })
  assert.deepEqual([String(seen.phone).slice(-4), seen.left], ['6502', 1])
  assert.equal((await anna.call(openCard, { poolCard: cards[0]!.id })).left, 1)
  await anna.call(openCard, { poolCard: cards[1]!.id })
  await assert.rejects(anna.call(openCard, { poolCard: cards[2]!.id }), { code: 'pools.openings' })
  assert.equal((await ben.call(openCard, { poolCard: cards[2]!.id })).left, 1)
  await assert.rejects(carl.call(openCard, { poolCard: cards[2]!.id }), { code: 'kernel.not-found' })
  const kept = await boss.list('poolOpening', { filter: { pool } })
  assert.equal(kept.length, 3)
  assert.deepEqual(await anna.list('poolOpening', { filter: { pool } }).catch((error: { code: string }) => error.code), 'kernel.forbidden')
})

test('of two openings at once one is above the limit', async () => {
  const pool = await hiding({ openingsPerDay: 1 })
  const cards = await Promise.all((await lay(pool, 2)).map(cardOf))
  const both = await Promise.allSettled(cards.map((card) => anna.call(openCard, { poolCard: card.id })))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('a member claims by the card or by the record, gets all of it, and the card is gone; an undo brings it back', async () => {
  const pool = await hiding()
  const [first, second] = await lay(pool, 2)
  await anna.call(claimCard, { poolCard: (await cardOf(first!)).id })
  assert.equal(idOf((await anna.one('account', first!)).owner), anna.id)
  assert.deepEqual(await boss.list('poolCard', { filter: { account: first } }), [])
  await ben.call(claimAccount, { account: second! })
  assert.equal(idOf((await ben.one('account', second!)).owner), ben.id)
  await assert.rejects(carl.call(claimAccount, { account: (await lay(pool, 1))[0]! }), { code: 'kernel.not-found' })
})

test('released into it, the former owner reads a card that says how many had it; assigned, it is read again', async () => {
  const pool = await hiding({ showsLastOwner: true })
  const id = await own(anna)
  await anna.call(releaseAccount, { account: id, pool, reason: 'noIntent' })
  assert.deepEqual(await anna.list('account', { filter: { id } }), [])
  const card = await cardOf(id)
  assert.deepEqual([card.holders, idOf(card.lastOwner), card.reason], [1, anna.id, 'noIntent'])
  await boss.call(assignAccount, { account: id, person: ben.id })
  assert.equal((await ben.list('account', { filter: { id } })).length, 1)
})

test('a pool that begins to hide hides at once, and ends it at once; what came without a card gets one by the clock', async () => {
  const pool = await openPool()
  const [id] = await lay(pool, 1)
  assert.equal((await anna.list('account', { filter: { id } })).length, 1)
  await boss.change('pool', pool, { hidesNames: true })
  assert.deepEqual(await anna.list('account', { filter: { id } }), [])
  const card = await cardOf(id!)
  await app.system.remove('poolCard', [String(card.id)])
  await runRound(app.engine, app.workspace, keepCards, { now: new Date() })
  assert.ok(await cardOf(id!))
  await boss.change('pool', pool, { hidesNames: false })
  assert.equal((await anna.list('account', { filter: { id } })).length, 1)
  assert.equal(await cardOf(id!), undefined)
})

test('a pool says what its cards leave out, and cards that are there already change with it', async () => {
  const pool = await hiding({ cardHides: ['industry', 'place', 'number'] })
  const id = await own(anna, { industry: 'retail', city: '杭州', phone: '13800138000', source: 'referral' })
  await anna.call(releaseAccount, { account: id, pool, reason: 'noIntent' })
  const told = async () => {
    const { industry, city, number, source, reason } = await cardOf(id)
    return [industry, city, number, source, reason]
  }
  assert.deepEqual(await told(), [null, null, null, 'referral', 'noIntent'])
  await boss.change('pool', pool, { cardHides: ['source', 'reason'] })
  const [industry, city, number, source, reason] = await told()
  assert.deepEqual([industry, city, source, reason], ['retail', '杭州', null, null])
  assert.match(String(number), /\*{4}/)
})

test('a head who looks after the pool reads what lies in it', async () => {
  const pool = await hiding({ owner: head.id })
  const [id] = await lay(pool, 1)
  assert.equal((await head.list('account', { filter: { id } })).length, 1)
})
