import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestPerson } from '#kernel/testing'
import { askExtension, assignAccount, claimAccount, goOnNight, grantExtension, releaseAccount, stopNight } from '../index.ts'
import { idOf, openPools } from './stand.ts'

const { app, boss, head, anna, ben, carl, openPool, lay, own, night } = await openPools()

type State = 'private' | 'warned' | 'locked' | 'pooled' | 'other pool'
type Try = Readonly<{
  from: State
  to: State
  by: string
  run(id: string, pool: string): Promise<unknown>
  refused?: string
  pool?: object
}>

const other = await openPool()
const closed = await openPool({ isOpen: false })
const leads = await openPool({ kind: 'lead' })
await boss.create('poolLimit', [{ name: '演示', kind: 'account', pool: null, role: 'rep', mostHeld: 1_000, mostLocked: 1 }])
const farOff = '2030-01-01'
const soon = () => new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
/** Warned by a rule: as the clock, which no person can be. */
const warned = (id: string) => app.system.change('account', id, { returnOn: soon() })
const change = (who: TestPerson, to: object) => (id: string) => who.change('account', id, to as never)
const locks = (who: TestPerson) => change(who, { lockedUntil: soon() })
const releases =
  (who: TestPerson, more: object = {}) =>
  (account: string, pool: string) =>
    who.call(releaseAccount, { account, pool, reason: 'noIntent', ...more })
const claims = (who: TestPerson) => (account: string) => who.call(claimAccount, { account })

/** Each allowed step once, and beside it what stands in the way of those that are not. */
const table: readonly Try[] = [
  { from: 'private', to: 'warned', by: 'the rule', run: warned },
  { from: 'private', to: 'warned', by: 'its owner', run: change(anna, { returnOn: farOff }), refused: 'kernel.bad-value' },
  { from: 'pooled', to: 'warned', by: 'an administrator', run: change(boss, { returnOn: farOff }), refused: 'kernel.bad-value' },
  { from: 'warned', to: 'private', by: 'its owner, by hand', run: change(anna, { returnOn: null }), refused: 'kernel.bad-value' },
  { from: 'private', to: 'locked', by: 'its owner', run: locks(anna) },
  { from: 'private', to: 'locked', by: 'its owner, one too many', run: locks(anna), refused: 'pools.limit' },
  { from: 'warned', to: 'locked', by: 'his superior', run: locks(head) },
  { from: 'private', to: 'locked', by: 'its owner, for ever', run: change(ben, { lockedUntil: farOff }), refused: 'kernel.invalid' },
  { from: 'private', to: 'locked', by: 'somebody else', run: locks(carl), refused: 'kernel.not-found' },
  { from: 'pooled', to: 'locked', by: 'an administrator', run: locks(boss), refused: 'kernel.invalid' },
  { from: 'private', to: 'pooled', by: 'its owner', run: releases(anna) },
  { from: 'warned', to: 'pooled', by: 'its owner', run: releases(anna) },
  { from: 'locked', to: 'pooled', by: 'its owner', run: releases(anna) },
  {
    from: 'private',
    to: 'pooled',
    by: 'its owner, without a reason',
    run: (id, pool) => anna.change('account', id, { pool }),
    refused: 'kernel.invalid',
  },
  {
    from: 'private',
    to: 'pooled',
    by: 'its owner, other without words',
    run: releases(anna, { reason: 'other' }),
    refused: 'kernel.invalid',
  },
  { from: 'private', to: 'pooled', by: 'its owner, into a closed one', run: (id) => releases(anna)(id, closed), refused: 'pools.closed' },
  {
    from: 'private',
    to: 'pooled',
    by: 'a list, into one for leads',
    run: (id) => boss.change('account', id, { pool: leads, poolReason: 'tooMany' }),
    refused: 'pools.closed',
  },
  { from: 'private', to: 'pooled', by: 'somebody else', run: releases(carl), refused: 'kernel.not-found' },
  { from: 'pooled', to: 'private', by: 'a member who claims', run: claims(ben) },
  { from: 'pooled', to: 'private', by: 'a member, without claiming', run: change(ben, { owner: ben.id }), refused: 'kernel.forbidden' },
  { from: 'pooled', to: 'private', by: 'no member', run: claims(carl), refused: 'kernel.not-found' },
  { from: 'private', to: 'private', by: 'its owner, who claims', run: claims(anna), refused: 'pools.not-in-pool' },
  { from: 'pooled', to: 'private', by: 'a member, too early', run: claims(ben), refused: 'pools.waiting', pool: { waitingHours: 2 } },
  {
    from: 'pooled',
    to: 'private',
    by: 'an administrator who assigns',
    run: (account) => boss.call(assignAccount, { account, person: ben.id }),
  },
  {
    from: 'pooled',
    to: 'private',
    by: 'a representative who assigns',
    run: (account) => ben.call(assignAccount, { account, person: anna.id }),
    refused: 'pools.not-yours',
  },
  {
    from: 'pooled',
    to: 'other pool',
    by: 'an administrator',
    run: (id) => boss.change('account', id, { pool: other, poolReason: 'wrongTarget' }),
  },
  {
    from: 'pooled',
    to: 'other pool',
    by: 'an administrator, closed',
    run: (id) => boss.change('account', id, { pool: closed, poolReason: 'wrongTarget' }),
    refused: 'pools.closed',
  },
  {
    from: 'pooled',
    to: 'other pool',
    by: 'a member',
    run: (id) => ben.change('account', id, { pool: other, poolReason: 'wrongTarget' }),
    refused: 'kernel.forbidden',
  },
]

async function begin({ from, by, pool: more }: Try): Promise<Readonly<{ id: string; pool: string }>> {
  const pool = await openPool(more)
  if (from === 'pooled') return { id: (await lay(pool))[0]!, pool }
  const id = await own(by.includes('for ever') ? ben : anna)
  if (from === 'warned') await warned(id)
  if (from === 'locked') await locks(head)(id)
  return { id, pool }
}

async function stateOf(id: string, pool: string): Promise<State> {
  const row = await boss.one('account', id)
  if (row.pool) return idOf(row.pool) === pool ? 'pooled' : 'other pool'
  return row.lockedUntil ? 'locked' : row.returnOn ? 'warned' : 'private'
}

for (const step of table)
  test(`${step.from} → ${step.to} by ${step.by}: ${step.refused ?? 'allowed'}`, async () => {
    const { id, pool } = await begin(step)
    if (!step.refused) {
      await step.run(id, pool)
      assert.equal(await stateOf(id, pool), step.to)
      return
    }
    await assert.rejects(step.run(id, pool), (error: { code: string; details: object; issues?: readonly { path: string }[] }) => {
      assert.equal(error.code, step.refused)
      // It names what is missing: a field, a limit, a pool, a time.
      if (error.code === 'kernel.invalid') assert.ok((error.issues ?? []).every(({ path }) => path))
      return true
    })
    assert.equal(await stateOf(id, pool), step.from)
  })

test('who holds as many as he may gets more only with a reason', async () => {
  const pool = await openPool()
  await boss.create('poolLimit', [{ name: '小池', position: 1, kind: 'account', pool, mostHeld: 1, uncounted: { class: 'vip' } }])
  const dora = await app.as('rep', { name: 'Dora', department: (await boss.list('department'))[0]!.id as string })
  const [first, second, third] = await lay(pool, 3)
  await own(dora, { class: 'vip' })
  await dora.call(claimAccount, { account: first! })
  await assert.rejects(dora.call(claimAccount, { account: second! }), {
    code: 'pools.limit',
    details: { limit: 'mostHeld', most: 1, used: 1 },
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
