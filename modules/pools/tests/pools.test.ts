import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { addDays, dayOf } from '#kernel/model'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { pools } from '#manifest/pools'
import { sales } from '#manifest/sales'
import { claimAccount, claimLead, rehearse, releaseAccount, returnToPools, shareOut } from '../index.ts'

const app = await testApp([customers, pools, activities, catalog, sales])
const boss = await app.as('administrator')
const [east] = await boss.create('department', [{ name: '华东' }])
const department = String(east!.id)

const nameOf = new Map<string, string>()
const tomorrow = () => addDays(dayOf(new Date(), app.workspace.timeZone), 1)

/** Open to a department. */
async function openPool(more: object = {}): Promise<string> {
  const [made] = await boss.create('pool', [{ name: `华东公海 ${Math.random()}`, ...more }])
  nameOf.set(String(made!.id), String(made!.name))
  await boss.create('share', [{ object: 'pool', record: made!.id, granteeKind: 'department', grantee: department }])
  return String(made!.id)
}

// Who is shared with is known from when somebody comes in.
await openPool()
const [anna, ben] = (await Promise.all(['Anna', 'Ben'].map((name) => app.as('rep', { name, department })))) as [TestPerson, TestPerson]
const carl = await app.as('rep', { name: 'Carl' })

async function fill(pool: string, count: number, more: object = {}): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, i) => ({ name: `公海客户 ${i} ${Math.random()}`, owner: null, pool, ...more }))
  return (await boss.create('account', rows)).map((row) => String(row.id))
}

const claim = (person: TestPerson, account: string) => person.call(claimAccount, { account })
const release = (person: TestPerson, account: string, pool: string, reason = 'noIntent') =>
  person.call(releaseAccount, { account, pool, reason })

test('members see what lies in the pool, and nobody else does', async () => {
  const [id] = await fill(await openPool(), 1)
  assert.equal((await anna.list('account', { filter: { id } })).length, 1)
  assert.equal((await carl.list('account', { filter: { id } })).length, 0)
  await assert.rejects(claim(carl, id!), { code: 'kernel.not-found' })
  await assert.rejects(anna.change('account', id!, { name: 'mine' }), { code: 'kernel.forbidden' })
})

test('a claim takes it out of the pool, and the second one is told who was first', async () => {
  const pool = await openPool()
  const [id] = await fill(pool, 1)
  await claim(anna, id!)
  const mine = await anna.one('account', id!)
  assert.equal((mine.owner as { id: string }).id, anna.id)
  assert.equal(mine.pool, null)
  assert.ok(mine.heldSince)
  assert.equal((await ben.list('account', { filter: { id } })).length, 0)
  const moves = await anna.list('poolMove', { filter: { account: id, kind: { ne: 'arrived' } } })
  assert.deepEqual(
    moves.map((move) => [move.kind, (move.person as { title: string }).title]),
    [['claimed', 'Anna']],
  )
})

test('of twenty who claim at once one gets it', async () => {
  const pool = await openPool()
  const [id] = await fill(pool, 1)
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => claim(i % 2 ? anna : ben, id!)))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  const owner = (await boss.one('account', id!)).owner as { id: string; title: string }
  const lost = outcomes.flatMap((one, i) => (one.status === 'rejected' && (i % 2 ? anna : ben).id !== owner.id ? [one.reason] : []))
  assert.equal(lost.length, 10)
  for (const { code, details } of lost) assert.deepEqual([code, details.name, typeof details.at], ['pools.taken', owner.title, 'string'])
  assert.equal(await boss.count('poolMove', { account: id, kind: 'claimed' }), 1)
})

test('a limit a day holds for claims at once, and counts claims rather than what is still held', async () => {
  const pool = await openPool({ perDay: 3 })
  const ids = await fill(pool, 10)
  const outcomes = await Promise.allSettled(ids.map((id) => claim(anna, id)))
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 3)
  for (const one of outcomes) if (one.status === 'rejected') assert.equal(one.reason.code, 'pools.limit')
  const held = await anna.list('account', { filter: { id: { in: ids }, owner: anna.id } })
  await release(anna, String(held[0]!.id), pool)
  await assert.rejects(claim(anna, ids.find((id) => !held.some((row) => row.id === id))!), {
    code: 'pools.limit',
    details: { reason: 'perDay', most: 3, used: 3, by: nameOf.get(pool), until: tomorrow() },
  })
})

test('whoever held it waits, though it went through another in between', async () => {
  const pool = await openPool({ coolingDays: 30 })
  const [id] = await fill(pool, 1)
  await claim(anna, id!)
  await boss.change('account', id!, { owner: ben.id })
  await release(ben, id!, pool)
  await assert.rejects(claim(anna, id!), { code: 'pools.cooling' })
  await assert.rejects(claim(ben, id!), { code: 'pools.cooling' })
})

test('a new arrival waits; the clock is its coming in, not a later change', async () => {
  const pool = await openPool({ waitingHours: 2 })
  const [id] = await fill(pool, 1)
  await assert.rejects(claim(anna, id!), { code: 'pools.waiting' })
  const before = await boss.one('account', id!)
  await boss.change('account', id!, { remark: 'looked at' })
  assert.equal((await boss.one('account', id!)).pooledAt, before.pooledAt)
})

test('giving up needs a reason on every road, and a closed pool takes nothing', async () => {
  const pool = await openPool()
  const [mine] = await anna.create('account', [{ name: '要释放的客户' }])
  await assert.rejects(anna.change('account', String(mine!.id), { pool }), { code: 'kernel.invalid' })
  await assert.rejects(release(anna, String(mine!.id), pool, 'other'), { code: 'kernel.invalid' })
  await release(anna, String(mine!.id), pool)
  const row = await boss.one('account', String(mine!.id))
  assert.deepEqual([row.owner, row.poolReason, (row.pool as { id: string }).id], [null, 'noIntent', pool])
  const shut = await openPool({ isOpen: false })
  const [other] = await boss.create('account', [{ name: '另一个' }])
  await assert.rejects(release(boss, String(other!.id), shut), { code: 'pools.closed' })
})

test('leads have pools of their own', async () => {
  const pool = await openPool({ kind: 'lead' })
  const [lead] = await boss.create('lead', [{ name: '王先生', mobile: '13800138000', owner: null, pool }])
  await anna.call(claimLead, { lead: lead!.id as string })
  assert.equal(((await anna.one('lead', String(lead!.id))).owner as { id: string }).id, anna.id)
})

test('a rule warns first, takes on its day, leaves alone who acted, and one night is one change set', async () => {
  const pool = await openPool()
  const past = (now: string) => ({ now: new Date(now) })
  const night = (now: string) => runRound(app.engine, app.workspace, returnToPools, past(now))
  const [rule] = await boss.create('poolRule', [{ name: '30 天未跟进', pool, days: 30, noticeDays: 7, filter: { city: '合肥' } }])
  const rows = await boss.work(
    async (work) =>
      JSON.parse(
        await app.engine.writes.create(
          work,
          'account',
          ['合肥', '合肥', '上海'].map((city, i) => ({ name: `规则 ${i}`, city, owner: anna.id })),
        ),
      ) as { id: string }[],
    past('2026-01-01T04:00:00Z'),
  )
  const [first, second, elsewhere] = rows.map(({ id }) => id) as [string, string, string]
  const tried = await boss.call(rehearse, { poolRule: rule!.id as string, days: 1 })
  assert.equal(tried.due, 2)
  await night('2026-01-25T20:00:00Z')
  const warned = await boss.one('account', first)
  assert.deepEqual([warned.returnOn, (warned.returnRule as { title: string }).title], ['2026-02-02', '30 天未跟进'])
  assert.equal((await boss.one('account', elsewhere)).returnOn, null)
  await assert.rejects(anna.change('account', first, { returnOn: '2027-01-01' }), { code: 'kernel.bad-value' })
  await boss.change('account', second, { city: '上海' })
  await night('2026-02-01T20:00:00Z')
  const [taken, kept] = await Promise.all([boss.one('account', first), boss.one('account', second)])
  assert.deepEqual([taken.owner, taken.poolReason, taken.poolNote], [null, 'overdue', '30 天未跟进'])
  assert.deepEqual([(kept.owner as { id: string }).id, kept.returnOn], [anna.id, null])
  const [run] = await boss.list('poolRun', { filter: { day: '2026-02-02' } })
  assert.deepEqual([run!.returned, run!.warned, run!.calmed], [1, 0, 1])
  // The same night does nothing twice.
  await night('2026-02-01T21:00:00Z')
  assert.equal(await boss.count('poolRun', { day: '2026-02-02' }), 1)
})

test('a rule that cannot be asked is refused at once', async () => {
  const pool = await openPool()
  await assert.rejects(boss.create('poolRule', [{ name: 'x', pool, days: 30, clock: 'lastMoonAt' }]), { code: 'kernel.unknown-field' })
  await assert.rejects(boss.create('poolRule', [{ name: 'x', pool, days: 30, filter: { nothing: 1 } }]), { code: 'kernel.unknown-field' })
  await boss.create('poolRule', [{ name: 'by the last change', pool, days: 30, clock: 'updatedAt' }])
})

test('a claim that is taken back counts for the day all the same; a limit that was changed holds at once', async () => {
  const pool = await openPool({ perDay: 2 })
  const [first, second, third] = await fill(pool, 3)
  await claim(anna, first!)
  const [made] = await anna.changeSets()
  await anna.undo(String(made!.id))
  assert.equal(((await boss.one('account', first!)).pool as { id: string }).id, pool)
  await claim(anna, second!)
  await assert.rejects(claim(anna, third!), {
    code: 'pools.limit',
    details: { reason: 'perDay', most: 2, used: 2, by: nameOf.get(pool), until: tomorrow() },
  })
  await boss.change('pool', pool, { perDay: 3 })
  await claim(anna, third!)
})

test('a claim is a few statements', async () => {
  const pool = await openPool({ perDay: 20, perWeek: 30, mostHeld: 1_000, coolingDays: 3 })
  const [first, second] = await fill(pool, 2)
  await claim(anna, first!)
  // Two of them ask what must hold of pools by whatever road.
  await app.atMost(14, () => claim(anna, second!))
})

test('only follow-ups that count keep a record from falling back', async () => {
  const pool = await openPool({ countedKinds: ['visit', 'call'], leastLength: 10 })
  const past = { now: new Date('2026-01-01T04:00:00Z') }
  const [rule] = await boss.create('poolRule', [
    { name: '有效跟进', pool, days: 30, noticeDays: 0, clock: 'lastFollowUpAt', filter: { city: '芜湖' } },
  ])
  const names = ['拜访', '太短', '邮件', '批量一', '批量二']
  const rows = await boss.work(
    async (work) =>
      JSON.parse(
        await app.engine.writes.create(
          work,
          'account',
          names.map((name) => ({ name: `芜湖${name}`, city: '芜湖', owner: anna.id })),
        ),
      ) as { id: string }[],
    past,
  )
  const [visited, short, mailed, ...many] = rows.map(({ id }) => id)
  const due = async () => {
    const { dueFilter } = await boss.call(rehearse, { poolRule: rule!.id as string })
    return (await boss.list('account', { filter: dueFilter as Record<string, unknown>, sort: ['name'] })).map(({ id }) => id)
  }
  assert.equal((await due()).length, 5)
  const content = '与采购经理谈了一个小时的报价细节'
  await anna.create('followUp', [{ account: visited, kind: 'visit', content }])
  await anna.create('followUp', [{ account: short, kind: 'call', content: '打了电话' }])
  await anna.create('followUp', [{ account: mailed, kind: 'mail', content }])
  await anna.create(
    'followUp',
    many.map((account) => ({ account, kind: 'call', content })),
  )
  assert.deepEqual(new Set(await due()), new Set([short, mailed, ...many]))
  await boss.change('pool', pool, { countsBulk: true, leastLength: null })
  assert.deepEqual(await due(), [mailed])
})

test('what lies in a pool is given out by the weight of those whom it names', async () => {
  const head = await app.as('manager', { name: 'Weighing', department })
  const seats = [{ person: anna.id, weight: 2 }, { person: ben.id }]
  const pool = await openPool({ seats })
  const ids = await fill(pool, 7)
  assert.deepEqual(await head.call(shareOut, { pool, each: 2 }), { people: 2, given: 6, leftOut: null })
  const held = (person: TestPerson) => boss.count('account', { id: { in: ids }, owner: person.id })
  assert.deepEqual([await held(anna), await held(ben)], [4, 2])
  await assert.rejects(anna.call(shareOut, { pool, each: 1 }), { code: 'kernel.forbidden' })
  await assert.rejects(head.call(shareOut, { pool: await openPool(), each: 1 }), { code: 'pools.nobody-there' })
})

test('inside a pool people look for words and by filter, and find nothing of other pools', async () => {
  const [mine, foreign] = [await openPool(), (await boss.create('pool', [{ name: '别处的公海' }]))[0]!.id as string]
  const [wanted] = await fill(mine, 1, { name: '铜陵有色', city: '铜陵' })
  await fill(mine, 1, { name: '安庆石化', city: '安庆' })
  await fill(foreign, 1, { name: '铜陵化工', city: '铜陵' })
  const found = async (question: object) => (await anna.list('account', question)).map(({ id }) => id)
  assert.deepEqual(await found({ filter: { pool: mine, city: '铜陵' } }), [wanted])
  assert.deepEqual(await found({ q: '铜陵', filter: { pool: { empty: false } } }), [wanted])
})

test('a claim that was taken back holds nothing: the making of its record can be taken back too, and brought back', async () => {
  const pool = await openPool()
  const [id] = await fill(pool, 1)
  const [made] = await boss.changeSets()
  await claim(anna, id!)
  await anna.undo(String((await anna.changeSets())[0]!.id))
  const back = await boss.undo(String(made!.id))
  assert.equal(await boss.count('account', { id }), 0)
  await boss.undo(String(back.changeSet))
  assert.equal(await boss.count('poolMove', { account: id, kind: 'claimed' }), 1)
})

test('where no pool fits, it is said which setting is missing and where that is', async () => {
  const [row] = await carl.create('account', [{ name: '无池可放' }])
  await assert.rejects(carl.call(releaseAccount, { account: String(row!.id), reason: 'noIntent' }), {
    code: 'pools.no-pool',
    details: { kind: 'account', found: 0, goTo: '/o/pools' },
  })
})
