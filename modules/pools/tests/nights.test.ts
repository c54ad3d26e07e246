import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound, toProblem } from '#kernel'
import { type TestPerson, testApp } from '#kernel/testing'
import { company } from '#manifest/company'
import { returnToPools } from '../index.ts'
import { readDays } from '../rules/rule-days.ts'
import { idOf, modules, openPools } from './stand.ts'

const { app, toldTo, boss, head, anna, ben, department, openPool, night } = await openPools()

/** Customers that their owner got on the first of January. */
const made = async (person: TestPerson, city: string, count = 1): Promise<string[]> => {
  const rows = Array.from({ length: count }, (_, i) => ({ name: `${city} ${i} ${Math.random()}`, city, owner: person.id }))
  const now = new Date('2026-01-01T04:00:00Z')
  const text = await boss.work(async (work) => app.engine.writes.create(work, 'account', rows), { now })
  return (JSON.parse(text) as { id: string }[]).map(({ id }) => id)
}
const digests = async (who: TestPerson, kind: string) => (await toldTo(who)).filter((one) => one.kind === kind).map(({ values }) => values)
const runOf = async (day: string) => (await boss.list('poolRun', { filter: { day } }))[0]!

test('who comes near is warned and reminded at the days that the rules say, in one notice a night over all rules; so is who loses something', async () => {
  const pool = await openPool()
  await boss.create('poolRule', [
    { name: '甲', pool, days: 30, filter: { city: '甲城' } },
    { name: '乙', pool, days: 31, filter: { city: '乙城' } },
  ])
  await made(anna, '甲城', 3)
  await made(anna, '乙城', 2)
  await made(ben, '乙城')
  const counts = []
  // All come near at once; the mark of three days lies in the night that was left out, and is made up for.
  for (const day of ['2026-01-24', '2026-01-25', '2026-01-26', '2026-01-27', '2026-01-29', '2026-01-30']) {
    await night(day)
    counts.push((await digests(anna, 'pools.warned')).length)
  }
  assert.deepEqual(counts, [1, 1, 1, 1, 2, 3])
  const all = { count: 5, day: '2026-02-01', rules: '甲 · 乙' }
  assert.deepEqual(await digests(anna, 'pools.warned'), [all, all, all])
  assert.deepEqual((await digests(ben, 'pools.warned')).at(-1), { count: 1, day: '2026-02-01', rules: '乙' })
  const [warnedRun, remindedRun] = [await runOf('2026-01-25'), await runOf('2026-01-31')]
  assert.deepEqual([warnedRun.warned, warnedRun.reminded, remindedRun.warned, remindedRun.reminded], [6, 0, 0, 6])
  await night('2026-01-31')
  assert.deepEqual(await digests(anna, 'pools.returned'), [all])
  assert.equal((await digests(anna, 'pools.warned')).length, 3)
  const run = await runOf('2026-02-01')
  assert.deepEqual([run.state, run.returned, run.reminded], ['done', 6, 0])
})

test('a rule means the people of a department, with those below, and of a role', async () => {
  const pool = await openPool()
  const [below] = await boss.create('department', [{ name: '华东二组', parent: department }])
  const [deep, other] = [await app.as('rep', { department: String(below!.id) }), await app.as('rep')]
  const ids = [anna, head, deep, other].map((person) => made(person, '丙城'))
  const [[ofAnna], [ofHead], [ofDeep], [ofOther]] = (await Promise.all(ids)) as [string[], string[], string[], string[]]
  await boss.create('poolRule', [{ name: '丙', pool, days: 30, filter: { city: '丙城' }, department, role: 'rep' }])
  await night('2026-03-02')
  const warned = await boss.list('account', { filter: { city: '丙城', returnOn: { empty: false } } })
  assert.deepEqual(new Set(warned.map(({ id }) => id)), new Set([ofAnna, ofDeep]))
  for (const id of [ofHead, ofOther]) assert.equal((await boss.one('account', id!)).returnOn, null)
})

test('days of reminding are days with commas between', async () => {
  assert.deepEqual([readDays('1，3、 7'), readDays(''), readDays('x'), readDays('0'), readDays('400')], [[7, 3, 1], [], null, null, null])
  const pool = await openPool()
  const refused = await boss.create('poolRule', [{ name: 'x', pool, days: 30, remindDays: 'bald' }]).catch((error: unknown) => error)
  assert.match(String(toProblem(refused as never, { modules, locale: 'zh-CN', requestId: '' }).body.detail), /1 至 365/)
})

test('a night that breaks off says so with its error, tells administrators, and is taken up again from where it was', async () => {
  const pool = await openPool()
  const chief = await app.as('administrator')
  const [rule] = await boss.create('poolRule', [{ name: '丁', pool, days: 30, noticeDays: 0, filter: { city: '丁城' } }])
  const [id] = await made(ben, '丁城')
  // A filter that has stopped being one, as a field that it names is gone.
  const filter = (value: object) =>
    app.database.pool.query(`UPDATE w_test.pool_rule SET filter = $1 WHERE id = $2`, [JSON.stringify(value), rule!.id])
  await filter({ moon: 1 })
  const at = (time: string) => runRound(app.engine, app.workspace, returnToPools, { now: new Date(`2026-04-06T${time}Z`) })
  await assert.rejects(at('20:00:00'), { code: 'kernel.unknown-field' })
  const run = await runOf('2026-04-07')
  assert.deepEqual([run.state, /moon/.test(String(run.error)), run.brokeAt !== null], ['broken', true, true])
  assert.equal((await digests(chief, 'pools.broke-off')).length, 1)
  await filter({ city: '丁城' })
  await at('20:05:00')
  assert.equal((await runOf('2026-04-07')).state, 'broken')
  await at('20:11:00')
  assert.deepEqual([(await runOf('2026-04-07')).state, (await boss.one('account', id!)).returnOn], ['done', '2026-04-07'])
})

test('rules work from the hour that is set, by the working calendar unless that is not wanted', async () => {
  const own = await testApp([company, ...modules])
  const admin = await own.as('administrator')
  await admin.create('workCalendar', [{ name: '周一至周五', isDefault: true, days: [{ day: '2026-05-01', name: '劳动节' }] }])
  const [pool] = await admin.create('pool', [{ name: '公海' }])
  await admin.create('poolRule', [{ name: '夜', pool: pool!.id, days: 30 }])
  const nightOf = (day: string, hour: number) =>
    runRound(own.engine, own.workspace, returnToPools, { now: new Date(`${day}T${String(hour).padStart(2, '0')}:30:00+08:00`) })
  const runs = async () => (await admin.list('poolRun', { sort: ['day'] })).map(({ day }) => day)
  await nightOf('2026-04-30', 1)
  assert.deepEqual(await runs(), [])
  await nightOf('2026-04-30', 2)
  // A holiday and a Saturday: nothing is taken, nobody is warned.
  for (const day of ['2026-05-01', '2026-05-02']) await nightOf(day, 3)
  assert.deepEqual(await runs(), ['2026-04-30'])
  const [set] = await admin.create('poolNight', [{ name: '夜间', hour: 5, workDaysOnly: false }])
  await nightOf('2026-05-02', 4)
  await nightOf('2026-05-02', 5)
  assert.deepEqual(await runs(), ['2026-04-30', '2026-05-02'])
  await assert.rejects(admin.create('poolNight', [{ name: '第二个' }]), { code: 'kernel.not-unique' })
  assert.equal(idOf(set), set!.id)
})
