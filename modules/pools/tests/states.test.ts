import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fault, toProblem } from '#kernel'
import type { TestPerson } from '#kernel/testing'
import {
  askExtension,
  assignAccount,
  assignLead,
  claimAccount,
  claimLead,
  goOnNight,
  grantExtension,
  releaseAccount,
  releaseLead,
  shareOut,
  stopNight,
} from '../index.ts'
import { idOf, modules, openPools, reached } from './stand.ts'

const { app, toldTo, boss, head, anna, ben, carl, openPool, lay, own, night } = await openPools()

type State = 'private' | 'warned' | 'locked' | 'pooled' | 'other pool'
type Kind = 'account' | 'lead'
/** Where a step leads, by whom it is tried, and in which words it is refused; a pool with more than the usual, and where the record comes from instead. */
type Try = Readonly<{
  from: State
  to: State
  by: string
  run(id: string, pool: string): Promise<unknown>
  refused?: readonly [code: string, says: string]
  pool?: object
  begin?(pool: string): Promise<string>
}>

const verbs = {
  account: { claim: claimAccount, release: releaseAccount, assign: assignAccount },
  lead: { claim: claimLead, release: releaseLead, assign: assignLead },
} as const
const catalog = await app.engine.catalogOf(app.workspace)
const farOff = '2030-01-01'
const soon = () => new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)

const warned = (id: string, kind: Kind = 'account') => app.system.change(kind, id, { returnOn: soon() })

/** What a person reads, less the names and moments that differ from run to run. */
const wordsOf = (fault: Fault, object: Kind): string =>
  String(toProblem(fault, { modules, locale: 'zh-CN', requestId: '', catalog, object }).body.detail)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '‹moment›')
    .replace(/\d{4}-\d\d-\d\d/g, '‹day›')
    .replace(/华东公海 [\d.e-]+/g, '‹pool›')

/** What is said, word for word. */
const said = {
  readOnly: ['kernel.bad-value', '收回日期不能修改。'],
  locked: ['pools.limit', '您已保护 1/1（演示），‹day› 起可再保护。'],
  tooLong: ['kernel.invalid', '最多保护 180 天。'],
  absent: ['kernel.not-found', '不存在，或对您不可见。'],
  lockedInPool: ['kernel.invalid', '公海中的记录不能设置保护，请先领取。'],
  reason: ['kernel.invalid', '请填写释放原因。'],
  note: ['kernel.invalid', '选择“其他”时请填写说明。'],
  closed: ['pools.closed', '公海“‹pool›”不接收此类数据。'],
  forbidden: ['kernel.forbidden', '您没有权限执行此操作。'],
  notInPool: ['pools.not-in-pool', '该记录不在公海中。'],
  waiting: ['pools.waiting', '刚进入公海，‹moment› 起可领取。'],
  cooling: ['pools.cooling', '您近期负责过，‹day› 起可再次领取。'],
  notYours: ['pools.not-yours', '只有主管和管理员可以分配公海数据。'],
} as const

/** What somebody may do to a record of the kind, and the pools of it. */
async function stepsOf(kind: Kind) {
  const other = await openPool({ kind })
  const closed = await openPool({ kind, isOpen: false })
  const wrong = await openPool({ kind: kind === 'account' ? 'lead' : 'account' })
  await boss.create('poolLimit', [{ name: '演示', kind, pool: null, role: 'rep', mostHeld: 1_000, mostLocked: 1 }])
  /** Warned by a rule: as the clock, which no person can be. */
  const rule = (returnOn: string | null) => (id: string) => app.system.change(kind, id, { returnOn })
  const change = (who: TestPerson, to: object) => (id: string) => who.change(kind, id, to as never)
  const locks = (who: TestPerson) => change(who, { lockedUntil: soon() })
  const call = (who: TestPerson, verb: keyof (typeof verbs)[Kind], more: object) => (id: string, pool: string) =>
    who.call(verbs[kind][verb] as never, { [kind]: id, ...(verb === 'release' ? { pool } : {}), ...more } as never)
  const releases = (who: TestPerson, more: object = {}) => call(who, 'release', { reason: 'noIntent', ...more })
  const claims = (who: TestPerson) => call(who, 'claim', {})
  const into = (who: TestPerson, pool: string) => change(who, { pool, poolReason: 'wrongTarget' })
  /** The administrator has just given it up himself. */
  const givenUpBy = (who: TestPerson) => async (pool: string) => {
    const id = String((await who.create(kind, [{ name: `自己的 ${Math.random()}`, owner: who.id, ...reached[kind] }]))[0]!.id)
    await releases(who)(id, pool)
    return id
  }
  return { other, closed, wrong, rule, change, locks, call, releases, claims, into, givenUpBy }
}

type Steps = Awaited<ReturnType<typeof stepsOf>>

/** Of what somebody has: each allowed step once, and beside it what stands in the way of those that are not. */
const ofOwned = (kind: Kind, { closed, wrong, rule, change, locks, releases, into }: Steps): readonly Try[] => [
  { from: 'private', to: 'warned', by: 'the rule', run: rule(soon()) },
  { from: 'private', to: 'warned', by: 'its owner', run: change(anna, { returnOn: farOff }), refused: said.readOnly },
  { from: 'pooled', to: 'warned', by: 'an administrator', run: change(boss, { returnOn: farOff }), refused: said.readOnly },
  { from: 'warned', to: 'private', by: 'the rule, as somebody acted', run: rule(null) },
  { from: 'warned', to: 'private', by: 'its owner, by hand', run: change(anna, { returnOn: null }), refused: said.readOnly },
  { from: 'private', to: 'locked', by: 'its owner', run: locks(anna) },
  { from: 'private', to: 'locked', by: 'its owner, one too many', run: locks(anna), refused: said.locked },
  { from: 'warned', to: 'locked', by: 'his superior', run: locks(head) },
  { from: 'warned', to: 'locked', by: 'its owner, one too many', run: locks(anna), refused: said.locked },
  { from: 'private', to: 'locked', by: 'its owner, for ever', run: change(ben, { lockedUntil: farOff }), refused: said.tooLong },
  { from: 'private', to: 'locked', by: 'somebody else', run: locks(carl), refused: said.absent },
  { from: 'pooled', to: 'locked', by: 'an administrator', run: locks(boss), refused: said.lockedInPool },
  { from: 'locked', to: 'warned', by: 'its owner', run: change(anna, { returnOn: farOff }), refused: said.readOnly },
  { from: 'locked', to: 'private', by: 'its owner', run: change(anna, { lockedUntil: null }) },
  { from: 'locked', to: 'private', by: 'somebody else', run: change(carl, { lockedUntil: null }), refused: said.absent },
  { from: 'private', to: 'pooled', by: 'its owner', run: releases(anna) },
  { from: 'warned', to: 'pooled', by: 'its owner', run: releases(anna) },
  { from: 'locked', to: 'pooled', by: 'its owner', run: releases(anna) },
  {
    from: 'private',
    to: 'pooled',
    by: 'its owner, without a reason',
    run: (id, pool) => anna.change(kind, id, { pool }),
    refused: said.reason,
  },
  { from: 'private', to: 'pooled', by: 'its owner, other without words', run: releases(anna, { reason: 'other' }), refused: said.note },
  { from: 'private', to: 'pooled', by: 'its owner, into a closed one', run: (id) => releases(anna)(id, closed), refused: said.closed },
  { from: 'private', to: 'pooled', by: 'a list, into one of another kind', run: into(boss, wrong), refused: said.closed },
  { from: 'private', to: 'pooled', by: 'somebody else', run: releases(carl), refused: said.absent },
  { from: 'warned', to: 'pooled', by: 'somebody else', run: releases(carl), refused: said.absent },
  { from: 'locked', to: 'pooled', by: 'somebody else', run: releases(carl), refused: said.absent },
]

/** Of what lies in a pool, the same. */
const ofPooled = ({ other, closed, wrong, change, call, releases, claims, into, givenUpBy }: Steps): readonly Try[] => [
  { from: 'pooled', to: 'private', by: 'a member who claims', run: claims(ben) },
  { from: 'pooled', to: 'private', by: 'a member, without claiming', run: change(ben, { owner: ben.id }), refused: said.forbidden },
  { from: 'pooled', to: 'private', by: 'no member', run: claims(carl), refused: said.absent },
  { from: 'private', to: 'private', by: 'its owner, who claims', run: claims(anna), refused: said.notInPool },
  { from: 'warned', to: 'warned', by: 'its owner, who claims', run: claims(anna), refused: said.notInPool },
  { from: 'locked', to: 'locked', by: 'its owner, who claims', run: claims(anna), refused: said.notInPool },
  { from: 'private', to: 'private', by: 'a manager who assigns', run: call(head, 'assign', { person: ben.id }), refused: said.notInPool },
  { from: 'pooled', to: 'private', by: 'a member, too early', run: claims(ben), refused: said.waiting, pool: { waitingHours: 2 } },
  {
    from: 'pooled',
    to: 'private',
    by: 'who had it lately',
    run: claims(anna),
    begin: givenUpBy(anna),
    pool: { coolingDays: 30, exemptsAdministrators: true },
    refused: said.cooling,
  },
  {
    from: 'pooled',
    to: 'private',
    by: 'who had it lately and looks after the pool',
    run: claims(boss),
    begin: givenUpBy(boss),
    pool: { coolingDays: 30, exemptsAdministrators: true },
  },
  {
    from: 'pooled',
    to: 'private',
    by: 'who looks after a pool that spares nobody',
    run: claims(boss),
    begin: givenUpBy(boss),
    pool: { coolingDays: 30 },
    refused: said.cooling,
  },
  { from: 'pooled', to: 'private', by: 'an administrator who assigns', run: call(boss, 'assign', { person: ben.id }) },
  {
    from: 'pooled',
    to: 'private',
    by: 'a representative who assigns',
    run: call(ben, 'assign', { person: anna.id }),
    refused: said.notYours,
  },
  { from: 'pooled', to: 'other pool', by: 'an administrator', run: into(boss, other) },
  { from: 'pooled', to: 'other pool', by: 'an administrator, closed', run: into(boss, closed), refused: said.closed },
  { from: 'pooled', to: 'other pool', by: 'an administrator, of another kind', run: into(boss, wrong), refused: said.closed },
  { from: 'pooled', to: 'other pool', by: 'a member', run: into(ben, other), refused: said.forbidden },
  { from: 'pooled', to: 'other pool', by: 'a member who releases', run: (id) => releases(ben)(id, other), refused: said.forbidden },
]

async function tableOf(kind: Kind): Promise<readonly Try[]> {
  const steps = await stepsOf(kind)
  return [...ofOwned(kind, steps), ...ofPooled(steps)]
}

async function begin(kind: Kind, { from, by, pool: more, begin: first }: Try): Promise<Readonly<{ id: string; pool: string }>> {
  const pool = await openPool({ kind, ...more })
  if (first) return { id: await first(pool), pool }
  if (from === 'pooled') return { id: (await lay(pool, 1, {}, kind))[0]!, pool }
  const id = await own(by.includes('for ever') ? ben : anna, {}, kind)
  if (from === 'warned') await warned(id, kind)
  if (from === 'locked') await head.change(kind, id, { lockedUntil: soon() })
  return { id, pool }
}

async function stateOf(kind: Kind, id: string, pool: string): Promise<State> {
  const row = await boss.one(kind, id)
  if (row.pool) return idOf(row.pool) === pool ? 'pooled' : 'other pool'
  return row.lockedUntil ? 'locked' : row.returnOn ? 'warned' : 'private'
}

const states = ['private', 'warned', 'locked', 'pooled'] as const

for (const kind of ['account', 'lead'] as const) {
  const table = await tableOf(kind)
  for (const step of table)
    test(`${kind}: ${step.from} → ${step.to} by ${step.by}: ${step.refused?.[0] ?? 'allowed'}`, async () => {
      const { id, pool } = await begin(kind, step)
      if (!step.refused) {
        await step.run(id, pool)
        assert.equal(await stateOf(kind, id, pool), step.to)
        return
      }
      const fault = (await step.run(id, pool).then(
        () => assert.fail('went through'),
        (error: unknown) => error,
      )) as Fault
      assert.deepEqual([fault.code, wordsOf(fault, kind)], step.refused)
      assert.equal(await stateOf(kind, id, pool), step.from)
    })

  test(`${kind}: no pair of states is left out`, () => {
    const pairs = states.flatMap((from) => states.filter((to) => to !== from).map((to) => `${from} → ${to}`))
    const tried = new Set(table.map(({ from, to }) => `${from} → ${to}`))
    assert.deepEqual(
      pairs.filter((pair) => !tried.has(pair)),
      [],
    )
  })
}

test('who holds as many as he may gets more only with a reason', async () => {
  const pool = await openPool()
  await boss.create('poolLimit', [{ name: '小池', position: 1, kind: 'account', pool, mostHeld: 1, uncounted: { class: 'vip' } }])
  const dora = await app.as('rep', { name: 'Dora', department: (await boss.list('department'))[0]!.id as string })
  const [first, second, third] = await lay(pool, 3)
  await own(dora, { class: 'vip' })
  await dora.call(claimAccount, { account: first! })
  await assert.rejects(dora.call(claimAccount, { account: second! }), {
    code: 'pools.limit',
    details: { reason: 'mostHeld', most: 1, used: 1, by: '小池', until: null },
  })
  await assert.rejects(boss.call(assignAccount, { account: second!, person: dora.id }), { code: 'pools.limit' })
  await assert.rejects(boss.change('account', third!, { owner: dora.id }), { code: 'pools.limit' })
  await boss.call(assignAccount, { account: second!, person: dora.id, reason: '老客户' })
  assert.equal(idOf((await boss.one('account', second!)).owner), dora.id)
})

test('more time is asked for once, decided by somebody else, and keeps the record', async () => {
  const id = await own(anna)
  await assert.rejects(anna.call(askExtension, { account: id, days: 10, reason: '等预算' }), { code: 'pools.not-returning' })
  await warned(id)
  await assert.rejects(ben.call(askExtension, { account: id, days: 10, reason: '等预算' }), { code: 'kernel.not-found' })
  const { extension } = await anna.call(askExtension, { account: id, days: 10, reason: '等预算' })
  await assert.rejects(anna.call(askExtension, { account: id, days: 10, reason: '再等' }), { code: 'pools.asked-already' })
  await assert.rejects(anna.call(grantExtension, { poolExtension: extension }), { code: 'pools.own-extension' })
  await head.call(grantExtension, { poolExtension: extension })
  const row = await boss.one('account', id)
  const days = (Date.parse(String(row.lockedUntil)) - Date.parse(soon())) / 86_400_000
  assert.deepEqual([days, row.returnOn], [10, null])
  await assert.rejects(head.call(grantExtension, { poolExtension: extension }), { code: 'pools.decided' })
})

test('a night that was stopped rests, and goes on when it is told to', async () => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: app.workspace.timeZone }).format(new Date())
  const [run] = await boss.create('poolRun', [{ name: today, day: today }])
  await head.call(stopNight, { poolRun: run!.id })
  await assert.rejects(head.call(stopNight, { poolRun: run!.id }), { code: 'pools.night-over' })
  await night(today)
  assert.equal((await boss.one('poolRun', String(run!.id))).state, 'stopped')
  await head.call(goOnNight, { poolRun: run!.id })
  assert.equal((await boss.one('poolRun', String(run!.id))).state, 'running')
})

const lately = async (who: TestPerson, kind: string) => (await toldTo(who)).filter((one) => one.kind === kind).map(({ values }) => values)

test('whoever gets something from a pool is told, once for however many; whoever loses something by another is told, and not by himself', async () => {
  const pool = await openPool()
  const name = String((await boss.one('pool', pool)).name)
  const [first, ...more] = await lay(pool, 5)
  const before = (await lately(ben, 'pools.given')).length
  await head.call(assignAccount, { account: first!, person: ben.id })
  assert.deepEqual((await lately(ben, 'pools.given')).slice(before), [{ pool: name, count: 1 }])
  const seats = await openPool({ seats: [{ person: ben.id }] })
  await boss.create(
    'account',
    more.map((_, i) => ({ name: `分给 ${i}`, owner: null, pool: seats })),
  )
  await head.call(shareOut, { pool: seats, each: 3 })
  assert.deepEqual((await lately(ben, 'pools.given')).at(-1)!.count, 3)
  const mine = await own(anna, { name: '被释放的客户' })
  await head.call(releaseAccount, { account: mine, pool, reason: 'tooMany' })
  assert.deepEqual(await lately(anna, 'pools.released'), [{ name: '被释放的客户', pool: name, count: 1 }])
  const row = await boss.one('account', mine)
  assert.deepEqual([idOf(row.lastOwner), idOf(row.releasedBy), Number(row.timesHeld)], [anna.id, head.id, 1])
  await anna.call(claimAccount, { account: mine })
  assert.equal((await boss.one('account', mine)).lastOwner, null)
  await anna.call(releaseAccount, { account: mine, pool, reason: 'tooMany' })
  assert.equal((await lately(anna, 'pools.released')).length, 1)
})

test('what comes from another pool waits anew, unless the pool counts the time it has lain there; from when it may be claimed stands on it', async () => {
  const [from, anew, goesOn] = [
    await openPool(),
    await openPool({ waitingHours: 2 }),
    await openPool({ waitingHours: 2, waitsAnew: false }),
  ]
  const long = new Date(Date.now() - 5 * 3_600_000)
  const rows = await boss.work(
    async (work) =>
      JSON.parse(
        await app.engine.writes.create(
          work,
          'account',
          [1, 2].map((n) => ({ name: `转池 ${n} ${Math.random()}`, owner: null, pool: from })),
        ),
      ) as { id: string }[],
    { now: long },
  )
  const [waits, free] = rows.map(({ id }) => id) as [string, string]
  await boss.change('account', waits, { pool: anew, poolReason: 'wrongTarget' })
  await boss.change('account', free, { pool: goesOn, poolReason: 'wrongTarget' })
  const [one, two] = [await boss.one('account', waits), await boss.one('account', free)]
  assert.ok(Date.parse(String(one.claimableAt)) > Date.now() + 3_600_000)
  assert.deepEqual(
    [two.pooledAt, two.claimableAt].map((at) => Date.parse(String(at))),
    [long.getTime(), long.getTime() + 2 * 3_600_000],
  )
  await assert.rejects(anna.call(claimAccount, { account: waits }), { code: 'pools.waiting' })
  await anna.call(claimAccount, { account: free })
  await boss.change('pool', anew, { waitingHours: null })
  assert.equal((await boss.one('account', waits)).claimableAt, null)
  await anna.call(claimAccount, { account: waits })
})
