import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { dayOf } from '#kernel/model'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { leads } from '#manifest/leads'
import { pools } from '#manifest/pools'
import { sales } from '#manifest/sales'
import { shareOut } from '#modules/pools'
import { giveOut } from '../index.ts'

const app = await testApp([company, customers, pools, activities, catalog, sales, leads])
const boss = await app.as('administrator')
const [head, anna, ben, carl] = (await Promise.all([
  app.as('manager', { name: 'Head' }),
  ...['Anna', 'Ben', 'Carl'].map((name) => app.as('rep', { name })),
])) as [TestPerson, TestPerson, TestPerson, TestPerson]
const today = dayOf(new Date(), app.workspace.timeZone)
await boss.create('absence', [{ owner: carl.id, firstDay: today, lastDay: today }])
const seats = [anna, ben, carl].map(({ id }) => ({ person: id }))

const openPool = async (more: object): Promise<string> =>
  String((await head.create('pool', [{ name: `公海 ${Math.random()}`, owner: head.id, ...more }]))[0]!.id)
let counted = 0
const row = (more: object) => ({ name: `记录 ${++counted}`, mobile: `139${String(10_000_000 + counted)}`, ...more })
const make = async (kind: 'account' | 'lead', count: number, more: object): Promise<string[]> => {
  const rows = Array.from({ length: count }, () => (kind === 'lead' ? row(more) : { name: `客户 ${++counted}`, ...more }))
  return (await boss.create(kind, rows)).map(({ id }) => String(id))
}
const held = (kind: 'account' | 'lead', ids: readonly string[], who: TestPerson) =>
  boss.count(kind, { id: { in: [...ids] }, owner: who.id })

test('evenly out of a pool: whoever is full or away is left out and named, and the others get theirs', async () => {
  const pool = await openPool({ name: '客户公海', mostHeld: 3, seats })
  await make('account', 2, { owner: anna.id })
  const ids = await make('account', 8, { owner: null, pool })
  const said = await head.call(shareOut, { pool, each: 3 })
  assert.deepEqual([said.people, said.given], [2, 4])
  assert.deepEqual([await held('account', ids, anna), await held('account', ids, ben), await held('account', ids, carl)], [1, 3, 0])
  assert.equal(said.leftOut, '未分配：Anna（客户公海规定最多持有 3 条）; Carl（今日不在岗）。')
  // With nobody left it says so, and gives nothing.
  const again = await head.call(shareOut, { pool, each: 3 })
  assert.deepEqual([again.people, again.given, String(again.leftOut).includes('Ben')], [0, 0, true])
})

test('by rule out of a pool: the full and the absent are passed over and named', async () => {
  const pool = await openPool({ kind: 'lead', name: '线索公海', mostHeld: 1 })
  const [rule] = await head.create('assignRule', [{ name: '轮流', seats, ownerFirst: false, filter: { pool } }])
  await make('lead', 1, { owner: anna.id })
  const ids = await make('lead', 3, { owner: null, pool })
  const said = await head.call(giveOut, { pool, most: 10 })
  assert.deepEqual([said.looked, said.given], [3, 1])
  assert.deepEqual([await held('lead', ids, anna), await held('lead', ids, ben), await held('lead', ids, carl)], [0, 1, 0])
  for (const name of ['Anna', 'Ben', 'Carl']) assert.ok(String(said.leftOut).includes(name), name)
  await head.remove('assignRule', [String(rule!.id)])
})

test('a waiting lead that somebody laid into a pool holds up none of the others', async () => {
  const full = await openPool({ kind: 'lead', mostHeld: 1 })
  const [rule] = await head.create('assignRule', [{ name: '只有 Carl', seats: [{ person: carl.id }], ownerFirst: false }])
  const [laid, other] = (await make('lead', 2, { owner: null })) as [string, string]
  assert.equal((await boss.one('lead', other)).assignReason, 'waiting')
  await boss.change('lead', laid, { pool: full, poolReason: 'other', poolNote: '待定' })
  await boss.change('assignRule', String(rule!.id), { seats: [{ person: ben.id }] })
  const round = leads.rounds!.find(({ name }) => name === 'leads.assign-waiting')!
  await runRound(app.engine, app.workspace, round, { now: new Date() })
  const [first, second] = [await boss.one('lead', laid), await boss.one('lead', other)]
  assert.deepEqual([first.owner, (second.owner as { id: string }).id], [null, ben.id])
  await head.remove('assignRule', [String(rule!.id)])
})

test('a new lead that no rule means lies in the pool that takes such, the default one of the company first; its members find it there', async () => {
  const [nobody] = await make('lead', 1, { owner: null, department: 'no pool yet' })
  assert.equal((await boss.one('lead', nobody!)).pool, null)
  const other = await openPool({ kind: 'lead', takesArrivals: true })
  const [first] = await make('lead', 1, { owner: null })
  const open = await openPool({ kind: 'lead', takesArrivals: true, isDefault: true })
  await boss.create('share', [{ object: 'pool', record: open, granteeKind: 'role', grantee: 'rep' }])
  const [rule] = await head.create('assignRule', [
    { name: '有规则', seats: [{ person: ben.id }], ownerFirst: false, filter: { department: 'ruled' } },
  ])
  const [second] = await make('lead', 1, { owner: null })
  const [ruled] = await make('lead', 1, { owner: null, department: 'ruled' })
  const [owned] = await make('lead', 1, { owner: ben.id })
  const poolOf = async (id: string | undefined) => ((await boss.one('lead', id!)).pool as { id: string } | null)?.id ?? null
  assert.deepEqual([await poolOf(first), await poolOf(second), await poolOf(ruled), await poolOf(owned)], [other, open, null, null])
  assert.equal((await (await app.as('rep')).one('lead', second!)).poolNote, '没有分配规则符合')
  assert.deepEqual(
    (await boss.list('poolMove', { filter: { lead: second } })).map(({ kind }) => kind),
    ['arrived'],
  )
  // Closed, it takes nothing; and those that a rule means and nobody can take wait outside of it.
  await boss.change('pool', open, { isOpen: false })
  assert.equal(await poolOf((await make('lead', 1, { owner: null }))[0]), other)
  await head.change('assignRule', String(rule!.id), { seats: [{ person: carl.id }] })
  assert.equal(await poolOf((await make('lead', 1, { owner: null, department: 'ruled' }))[0]), null)
})
