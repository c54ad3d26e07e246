import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { addDays, dayOf } from '#kernel/model'
import { catchUp, claimAccount } from '../index.ts'
import { idOf, openPools } from './stand.ts'

const { app, boss, anna, ben, bringIn, openPool, lay } = await openPools()
const soon = () => addDays(dayOf(new Date(), app.workspace.timeZone), 30)
/** The clock a moment later; what lay before was there longer than it looks back. */
const minute = () => runRound(app.engine, app.workspace, catchUp, { now: new Date(Date.now() + 1_000) })

/** A customer of Anna's since the day before, with a contact and a task of hers. */
async function annas(name: string) {
  const before = { now: new Date(Date.now() - 86_400_000) }
  const make = async (object: string, row: object) =>
    (
      await anna.work(async (work) => JSON.parse(await app.engine.writes.create(work, object, [row])) as readonly { id: string }[], before)
    )[0]!.id
  const account = await make('account', { name })
  return { account, contact: await make('contact', { name: '王工', account }), task: await make('task', { subject: '回电', account }) }
}

test('a file protects no more than somebody may protect, and puts nothing into a closed pool', async () => {
  const [limit] = await boss.create('poolLimit', [{ name: '最多保护一个', kind: 'account', role: 'rep', mostLocked: 1 }])
  const rows = ['一', '二', '三'].map((name) => [`导入保护${name}`, soon()])
  const said = await bringIn(anna, 'account', [['name', 'lockedUntil'], ...rows])
  assert.deepEqual([said.came, said.failed, said.why], [1, 2, ['pools.limit']])
  assert.equal(await anna.count('account', { lockedUntil: { gte: soon() } }), 1)
  // What a superior brings in for him he has granted.
  const granted = await bringIn(boss, 'account', [
    ['name', 'lockedUntil', 'owner'],
    ['上级导入保护', soon(), 'Anna'],
  ])
  assert.equal(granted.came, 1)
  await boss.remove('poolLimit', [String(limit!.id)])
  const closed = await openPool({ name: '已关闭的公海', isOpen: false })
  await annas('不进关闭公海')
  const refused = await bringIn(
    anna,
    'account',
    [
      ['name', 'pool', 'poolReason'],
      ['不进关闭公海', '已关闭的公海', 'noIntent'],
    ],
    'name',
  )
  assert.deepEqual([refused.came, refused.failed, refused.why], [0, 1, ['pools.closed']])
  assert.equal(await boss.count('account', { pool: closed }), 0)
})

test('whoever gives up by a file waits like anybody, and his contacts and tasks follow within the minute', async () => {
  const pool = await openPool({ name: '导入释放', coolingDays: 30 })
  const { account, contact, task } = await annas('导入释放的客户')
  const file = [
    ['name', 'pool', 'poolReason'],
    ['导入释放的客户', '导入释放', 'noIntent'],
  ]
  assert.deepEqual((await bringIn(anna, 'account', file, 'name')).came, 1)
  assert.equal(await boss.count('poolMove', { account }), 0)
  await minute()
  await minute()
  const moves = await boss.list('poolMove', { filter: { account } })
  assert.deepEqual(
    moves.map((move) => [move.kind, idOf(move.person), idOf(move.pool), move.reason]),
    [['released', anna.id, pool, 'noIntent']],
  )
  assert.deepEqual([idOf((await boss.one('contact', contact)).owner), (await boss.one('task', task)).state], [null, 'cancelled'])
  await assert.rejects(anna.call(claimAccount, { account }), { code: 'pools.cooling' })
  await ben.call(claimAccount, { account })
  assert.equal(idOf((await boss.one('contact', contact)).owner), ben.id)
})

test('whoever had it is barred too where a file gave it to another, and limits of who gets it hold', async () => {
  const pool = await openPool({ coolingDays: 30, mostHeld: 1 })
  const { account } = await annas('导入转交的客户')
  const handed = await bringIn(
    boss,
    'account',
    [
      ['name', 'owner'],
      ['导入转交的客户', 'Ben'],
    ],
    'name',
  )
  assert.equal(handed.came, 1)
  await minute()
  const [move] = await boss.list('poolMove', { filter: { account } })
  assert.deepEqual([move!.kind, idOf(move!.person)], ['handedOn', anna.id])
  const [lying] = await lay(pool, 1, { name: '超限的客户' })
  const full = await bringIn(
    boss,
    'account',
    [
      ['name', 'owner'],
      ['超限的客户', 'Ben'],
    ],
    'name',
  )
  assert.deepEqual([full.came, full.why], [0, ['pools.limit']])
  assert.equal(idOf((await boss.one('account', lying!)).pool), pool)
})
