import assert from 'node:assert/strict'
import { test } from 'node:test'
import { claimAccount, moveAccount, moveLead, releaseAccount, shareOut, takeBackAccount } from '../index.ts'
import { idOf, openPools } from './stand.ts'

const { app, boss, head, anna, ben, department, openPool, lay, own, night } = await openPools()

test('what lies in a pool is moved by who looks after both pools, and by nobody else', async () => {
  const hers = async (more: object = {}) =>
    String((await head.create('pool', [{ name: `经理的公海 ${Math.random()}`, owner: head.id, ...more }]))[0]!.id)
  const [from, to, closed, leads] = [await hers(), await hers(), await hers({ isOpen: false }), await hers({ kind: 'lead' })]
  const [first, second] = (await lay(from, 2)) as [string, string]
  const [foreign] = (await lay(await openPool(), 1)) as [string]
  await head.call(moveAccount, { account: first, pool: to })
  await head.call(moveAccount, { account: second, pool: to, note: '行业不符' })
  const rows = await boss.list('account', { filter: { pool: to }, sort: ['createdAt'] })
  assert.deepEqual(rows.map(({ id }) => id).toSorted(), [first, second].toSorted())
  assert.equal((await boss.one('account', second)).poolNote, '行业不符')
  assert.deepEqual(
    (await boss.list('poolMove', { filter: { account: first, kind: 'moved' } })).map((one) => idOf(one.pool)),
    [to],
  )
  // Hers is the one, but not the other.
  await assert.rejects(
    head.call(moveAccount, { account: first, pool: (await boss.create('pool', [{ name: '别人的公海' }]))[0]!.id as never }),
    {
      code: 'kernel.not-found',
    },
  )
  await assert.rejects(head.call(moveAccount, { account: foreign, pool: to }), { code: 'pools.not-after-both' })
  for (const pool of [closed, leads]) await assert.rejects(head.call(moveAccount, { account: first, pool }), { code: 'pools.closed' })
  await assert.rejects(anna.call(moveAccount, { account: foreign, pool: await openPool() }), { code: 'pools.not-after-both' })
  const lead = (await lay(leads, 1, {}, 'lead'))[0]!
  const others = await hers({ kind: 'lead' })
  await head.call(moveLead, { lead, pool: others })
  assert.equal(idOf((await boss.one('lead', lead)).pool), others)
})

async function withDeal() {
  const account = await own(anna)
  const [deal] = await anna.create('opportunity', [{ name: '一期', account, amount: 5_000 }])
  const [mine, bens] = await Promise.all([
    anna.create('contact', [{ name: '王工', account }]),
    boss.create('contact', [{ name: '李总', account, owner: ben.id }]),
  ])
  const [task] = await anna.create('task', [{ subject: '回电', account }])
  return { account, deal: String(deal!.id), mine: String(mine[0]!.id), bens: String(bens[0]!.id), task: String(task!.id) }
}

const owners = async (rows: readonly (readonly [string, string])[]) =>
  Promise.all(rows.map(async ([object, id]) => idOf((await boss.one(object, id)).owner)))

test('deals stay, are lost or go along, as whoever gives up chooses; contacts follow in and out; open tasks end', async () => {
  const pool = await openPool()
  const [stays, lost, along] = [await withDeal(), await withDeal(), await withDeal()]
  for (const [one, deals] of [
    [stays, 'keep'],
    [lost, 'lose'],
    [along, 'goAlong'],
  ] as const)
    await anna.call(releaseAccount, { account: one.account, pool, reason: 'other', note: '换人跟', deals })
  assert.deepEqual(await owners([stays, lost, along].map(({ deal }) => ['opportunity', deal] as const)), [anna.id, anna.id, null])
  const closed = await boss.one('opportunity', lost.deal)
  assert.deepEqual([closed.outcome, closed.lossReason], ['lost', '换人跟'])
  const task = await boss.one('task', along.task)
  assert.deepEqual([task.state, task.result], ['cancelled', '换人跟'])
  assert.deepEqual(
    await owners([
      ['contact', along.mine],
      ['contact', along.bens],
    ]),
    [null, ben.id],
  )
  await ben.call(claimAccount, { account: along.account })
  assert.deepEqual(
    await owners([
      ['contact', along.mine],
      ['opportunity', along.deal],
    ]),
    [ben.id, ben.id],
  )
  const [last] = await boss.changeSets()
  await boss.undo(String(last!.id))
  assert.deepEqual(
    await owners([
      ['account', along.account],
      ['contact', along.mine],
      ['opportunity', along.deal],
    ]),
    [null, null, null],
  )
})

test('where the pool says so contacts stay with their owners', async () => {
  const one = await withDeal()
  await anna.call(releaseAccount, { account: one.account, pool: await openPool({ contactsStay: true }), reason: 'noIntent' })
  assert.deepEqual(await owners([['contact', one.mine]]), [anna.id])
})

test('what has lain longest is given out evenly, and in a pool it can be made straight away', async () => {
  const pool = await openPool()
  const ids = await lay(pool, 7)
  const { given, people } = await boss.call(shareOut, { pool, department, each: 2 })
  assert.deepEqual([people, given], [3, 6])
  const held = await boss.aggregate({ object: 'account', by: ['owner'], measures: { n: 'count' }, filter: { id: { in: ids } } } as never)
  assert.deepEqual(held.map((row) => Number(row.n)).toSorted(), [1, 2, 2, 2])
  await assert.rejects(anna.call(shareOut, { pool, department, each: 2 }), { code: 'kernel.forbidden' })
})

test('a claim keeps whether it was followed up and won', async () => {
  const pool = await openPool()
  const [id] = await lay(pool)
  await ben.call(claimAccount, { account: id! })
  const outcome = async () => {
    const [move] = await boss.list('poolMove', { filter: { account: id, kind: 'claimed' } })
    return [move!.followedUpAt !== null, move!.wonOn !== null]
  }
  assert.deepEqual(await outcome(), [false, false])
  await ben.create('followUp', [{ account: id, content: '首次拜访' }])
  assert.deepEqual(await outcome(), [true, false])
  await ben.create('opportunity', [{ name: '一期', account: id, amount: 1, stage: 'won' }])
  assert.deepEqual(await outcome(), [true, true])
})

test('a night of more than one portion is one change set, taken back whole but for what changed since, and stays taken back', async () => {
  const pool = await openPool()
  await boss.create('poolRule', [{ name: '夜', pool, days: 30, noticeDays: 7, filter: { city: '夜城' } }])
  const rows = Array.from({ length: 2_100 }, (_, i) => ({ name: `夜 ${i}`, city: '夜城', owner: i % 2 ? anna.id : ben.id }))
  const made = await boss.work(async (work) => JSON.parse(await app.engine.writes.create(work, 'account', rows)) as { id: string }[], {
    now: new Date('2026-01-01T04:00:00Z'),
  })
  // A late deal keeps its customer.
  await boss.create('opportunity', [{ name: '快签了', account: made[0]!.id, amount: 5, stage: 'negotiation', probability: 80 }])
  await night('2026-02-10')
  const [warnedRun] = await boss.list('poolRun', { sort: ['-day'] })
  assert.deepEqual([warnedRun!.state, warnedRun!.warned, warnedRun!.returned], ['done', 2_099, 0])
  await night('2026-02-18')
  const [run] = await boss.list('poolRun', { sort: ['-day'] })
  assert.deepEqual([run!.state, run!.returned], ['done', 2_099])
  assert.equal(await boss.count('account', { pool }), 2_099)
  const set = String(run!.changeSet)
  // Ben gets one of Anna's meanwhile: that is later, and stays.
  await boss.change('account', made[1]!.id, { owner: ben.id })
  await boss.undo(set, { conflicts: 'keep' })
  const back = await owners([2, 3, 1].map((i) => ['account', made[i]!.id] as const))
  assert.deepEqual([back, await boss.count('account', { pool })], [[ben.id, anna.id, ben.id], 0])
  // The run itself stays, so the same night does not begin again.
  await night('2026-02-18')
  assert.equal(await boss.count('account', { pool }), 0)
})

/** Customers of Anna's whom a night takes, with what hangs on each of them. */
async function takenByNight(city: string, count: number) {
  const pool = await openPool()
  await boss.create('poolRule', [{ name: `夜 ${city}`, pool, days: 30, noticeDays: 0, filter: { city } }])
  // All of it lies before the night.
  const make = (object: string, rows: readonly object[]): Promise<string[]> =>
    anna.work(
      async (work) => (JSON.parse(await app.engine.writes.create(work, object, rows as never)) as { id: string }[]).map(({ id }) => id),
      { now: new Date('2026-03-01T04:00:00Z') },
    )
  const ids = await make(
    'account',
    Array.from({ length: count }, (_, i) => ({ name: `${city} ${i}`, city })),
  )
  const of = async (id: string) => {
    const [contact] = await make('contact', [{ name: '王工', account: id }])
    const tasks = await make('task', [
      { subject: '回电', account: id, state: 'done', result: '已回' },
      { subject: '寄样', account: id },
    ])
    return { id, contact: contact!, tasks }
  }
  return { pool, held: await Promise.all(ids.map(of)) }
}

type Held = Awaited<ReturnType<typeof takenByNight>>['held'][number]
const standing = async ({ id, contact, tasks }: Held) => [
  ...(await owners([
    ['account', id],
    ['contact', contact],
  ])),
  ...(await Promise.all(tasks.map(async (one) => (await boss.one('task', one)).state))),
]

test('one customer of a night goes back to whom it was taken from, with contacts and tasks; the night keeps the others, and is still taken back whole', async () => {
  const { pool, held } = await takenByNight('单城', 3)
  const before = [anna.id, anna.id, 'done', 'open']
  const [first, second, third] = held as [Held, Held, Held]
  assert.deepEqual(await standing(first), before)
  await night('2026-04-10')
  await night('2026-04-11')
  const taken = [null, null, 'done', 'cancelled']
  assert.deepEqual([await standing(first), await standing(second)], [taken, taken])
  await assert.rejects(ben.call(takeBackAccount, { account: first.id }), { code: 'pools.not-yours' })
  await boss.call(takeBackAccount, { account: first.id })
  assert.deepEqual([await standing(first), await standing(second)], [before, taken])
  const back = await boss.one('account', first.id)
  assert.deepEqual([back.pool, back.poolReason, back.returnOn], [null, null, null])
  assert.equal((await boss.one('task', first.tasks[1]!)).result, null)
  await assert.rejects(boss.call(takeBackAccount, { account: first.id }), { code: 'pools.no-night' })
  // His days begin anew, so the next night leaves it to him.
  await night('2026-04-12')
  assert.deepEqual(await standing(first), before)
  const [run] = await boss.list('poolRun', { filter: { returned: 3 } })
  await boss.undo(String(run!.changeSet), { conflicts: 'keep' })
  assert.deepEqual([await standing(first), await standing(second), await standing(third)], [before, before, before])
  assert.equal(await boss.count('account', { pool }), 0)
})

test('a customer that somebody gave up, or claimed since, is not given back', async () => {
  const { held } = await takenByNight('别城', 1)
  const mine = await own(anna)
  await anna.call(releaseAccount, { account: mine, pool: await openPool(), reason: 'noIntent' })
  await assert.rejects(boss.call(takeBackAccount, { account: mine }), { code: 'pools.no-night' })
  await night('2026-04-13')
  await night('2026-04-14')
  await ben.call(claimAccount, { account: held[0]!.id })
  await assert.rejects(boss.call(takeBackAccount, { account: held[0]!.id }), { code: 'pools.no-night' })
})
