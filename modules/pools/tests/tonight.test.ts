import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestPerson } from '#kernel/testing'
import { leaveOutAccount, tonight, tonightSums } from '../index.ts'
import { idOf, openPools } from './stand.ts'

const { app, boss, head, anna, ben, openPool, night } = await openPools()
const at = (day: string) => ({ now: new Date(`${day}T04:00:00Z`) })

type Shown = Readonly<{
  id: string
  rule: { id: string; title: string } | null
  pool: { id: string; title: string } | null
  from: { field: string; at: string }
  on: string
  isTaken: boolean
}>
type Sums = readonly Readonly<{ id: string; name: string | null; takes: number; warns: number }>[]

/** What the page says of the night after a day, all pages of it. */
async function pages(who: TestPerson, day: string, o: { step: 'take' | 'warn' | 'leftOut'; poolRule?: string }): Promise<Shown[]> {
  const rows: Shown[] = []
  for (let cursor: string | null = null; ; ) {
    const input = { kind: 'account', limit: 2, ...o, ...(cursor ? { cursor } : {}) } as never
    const answer = (await who.work((work) => work.call(tonight, input), at(day))) as { rows: unknown; next: string | null }
    rows.push(...(answer.rows as Shown[]))
    if (!answer.next) return rows
    cursor = answer.next
  }
}
const sums = async (who: TestPerson, day: string, poolRule?: string) =>
  (await who.work(
    (work) => work.call(tonightSums, { kind: 'account', ...(poolRule ? { poolRule } : {}) } as never),
    at(day),
  )) as unknown as { day: string; leftOut: number; rules: Sums }

async function held(city: string, names: readonly string[], day = '2026-01-01'): Promise<string[]> {
  const rows = names.map((name) => ({ name, city, owner: anna.id }))
  return boss.work(
    async (work) => (JSON.parse(await app.engine.writes.create(work, 'account', rows)) as { id: string }[]).map(({ id }) => id),
    at(day),
  )
}

const ruleOf = async (name: string, more: object): Promise<string> =>
  String((await boss.create('poolRule', [{ name, pool: await openPool(), days: 30, noticeDays: 7, ...more }]))[0]!.id)
const pairs = (rows: readonly Shown[]) => rows.map((row) => [row.id, row.rule?.id]).toSorted()

test('what the page says of a night is what the night then does, rule by rule', async () => {
  const first = await ruleOf('先', { filter: { city: { in: ['甲', '乙'] } } })
  const second = await ruleOf('后', { filter: { city: { in: ['乙', '丙'] } }, clock: 'lastFollowUpAt' })
  const off = await ruleOf('停', { isActive: false, filter: { city: '丁' } })
  const [a1, a2, a3] = (await held('甲', ['甲一', '甲二', '甲三'])) as [string, string, string]
  const both = await held('乙', ['乙一', '乙二'])
  const late = await held('丙', ['丙一', '丙二', '丙三'])
  const stopped = await held('丁', ['丁一'])
  await night('2026-02-10')
  await boss.change('poolRule', first, { filter: { city: '甲' } })
  // No longer meant by the first rule, and so tonight a warning of the second one; one of which a deal is late is spared.
  await boss.create('opportunity', [{ name: '快签了', account: a1, amount: 5, stage: 'negotiation', probability: 80 }])
  await boss.work((work) => work.call(leaveOutAccount, { account: a2 } as never), at('2026-02-18'))
  const day = '2026-02-18'
  const [takes, warns, out, said] = [
    await pages(boss, day, { step: 'take' }),
    await pages(boss, day, { step: 'warn' }),
    await pages(boss, day, { step: 'leftOut' }),
    await sums(boss, day),
  ]
  assert.equal(said.day, '2026-02-18')
  assert.deepEqual(pairs(takes), [[a3, first], ...late.map((id) => [id, second])].toSorted())
  assert.deepEqual(pairs(warns), both.map((id) => [id, second]).toSorted())
  assert.deepEqual(pairs(out), [[a2, first]])
  assert.deepEqual(
    said.rules.filter(({ id }) => [first, second, off].includes(id)).map(({ id, takes: t, warns: w }) => [id, t, w]),
    [
      [first, 1, 0],
      [second, 3, 2],
    ],
  )
  assert.equal(said.leftOut, 1)
  // Switched off it does nothing; looked at by itself it says what it would do.
  assert.deepEqual(pairs(await pages(boss, day, { step: 'warn', poolRule: off })), [[stopped[0], off]])
  assert.deepEqual(
    (await sums(boss, day, off)).rules.map(({ warns: w }) => w),
    [1],
  )
  await night('2026-02-17')
  const now = new Map(
    (await boss.list('account', { filter: { city: { in: ['甲', '乙', '丙', '丁'] } } })).map((row) => [String(row.id), row]),
  )
  for (const row of takes) assert.deepEqual([idOf(now.get(row.id)!.pool), now.get(row.id)!.poolReason], [idOf(row.pool), 'overdue'])
  for (const row of warns) assert.deepEqual([now.get(row.id)!.returnOn, idOf(now.get(row.id)!.returnRule)], [row.on, row.rule!.id])
  const touched = new Set([...takes, ...warns].map(({ id }) => id))
  const [run] = await boss.list('poolRun', { filter: { day } })
  assert.deepEqual([run!.returned, run!.warned], [takes.length, warns.length])
  assert.deepEqual([touched.size, idOf(now.get(a2)!.owner), now.get(a2)!.returnOn], [6, anna.id, '2026-02-18'])
  // Left out of one night alone: it is the next one's. That night is what the page shows from now on.
  const next = await pages(boss, day, { step: 'take' })
  assert.deepEqual(pairs(next), [[a2, first]])
  assert.equal((await sums(boss, day)).day, '2026-02-19')
})

test('a customer says why and when: the date it counts from, and the day', async () => {
  const rule = await ruleOf('说明', { filter: { city: '戊' }, clock: 'lastFollowUpAt' })
  const [called, silent] = await held('戊', ['打过', '没打'])
  await anna.work(
    async (work) =>
      app.engine.writes.create(work, 'followUp', [
        { account: called, content: '谈了报价', kind: 'call', happenedAt: '2026-01-05T02:00:00Z' },
      ]),
    at('2026-01-05'),
  )
  const rows = await pages(boss, '2026-02-20', { step: 'warn', poolRule: rule })
  assert.deepEqual(
    rows.map(({ id, from, on, rule: of }) => [id, from.field, from.at.slice(0, 10), on, of?.title]),
    [
      [called, 'lastFollowUpAt', '2026-01-05', '2026-02-27', '说明'],
      [silent, 'createdAt', '2026-01-01', '2026-02-27', '说明'],
    ],
  )
})

test('the page shows what its reader sees, to those who see what nights did; whoever holds a customer leaves nothing out', async () => {
  const rule = await ruleOf('权限', { filter: { city: '己' } })
  const [id] = await held('己', ['己一'])
  const away = await boss.work(
    async (work) =>
      (JSON.parse(await app.engine.writes.create(work, 'account', [{ name: '别处', city: '己' }])) as { id: string }[])[0]!.id,
    at('2026-01-01'),
  )
  const all = await pages(boss, '2026-03-01', { step: 'warn', poolRule: rule })
  assert.deepEqual(all.map((row) => row.id).toSorted(), [id, away].toSorted())
  const mine = (await pages(head, '2026-03-01', { step: 'warn' })).map((row) => row.id)
  assert.deepEqual([mine.includes(id!), mine.includes(away)], [true, false])
  await assert.rejects(
    ben.work((work) => work.call(tonight, { kind: 'account' } as never)),
    { code: 'pools.not-yours' },
  )
  await assert.rejects(anna.call(leaveOutAccount, { account: id! } as never), { code: 'pools.not-yours' })
})

test('a page and the sums are a few statements, however many rules there are', async () => {
  const rules = await Promise.all(['一', '二', '三', '四', '五', '六'].map((name) => ruleOf(`多 ${name}`, { filter: { city: '庚' } })))
  const ids = await held('庚', ['庚一', '庚二'])
  const warns = (await pages(boss, '2026-03-02', { step: 'warn' })).filter(({ id }) => ids.includes(id))
  const firstOf = rules.includes(String(warns[0]?.rule?.id)) && new Set(warns.map(({ rule }) => rule?.id)).size === 1
  assert.ok(firstOf)
  const said = await sums(boss, '2026-03-02')
  assert.equal(
    said.rules.reduce((sum, { warns: w }) => sum + w, 0),
    (await pages(boss, '2026-03-02', { step: 'warn' })).length,
  )
})

test('days left are what the night will do: sorted by, true from day to day, and gone with a follow-up that counts', async () => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: app.workspace.timeZone }).format(new Date())
  const before = (days: number) => new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
  const pool = await openPool({ leastLength: 5 })
  const rule = { pool, days: 30, clock: 'lastFollowUpAt' }
  await boss.create('poolRule', [{ ...rule, name: '早', noticeDays: 3, filter: { city: '辛' } }])
  await boss.create('poolRule', [{ ...rule, name: '晚', noticeDays: 7, filter: { city: '壬' } }])
  const [soon] = await held('辛', ['辛一'])
  const [later, short] = await held('壬', ['壬一', '壬二'])
  const [free] = await held('癸', ['癸一'])
  // Runs on the morning of the day before today.
  await night(before(2))
  const ids = [soon!, later!, short!, free!]
  const left = async () => {
    const rows = await anna.list('account', { filter: { id: { in: ids } }, fields: ['daysLeft', 'returnOn'], sort: ['daysLeft'] })
    return rows.map((row) => [ids.indexOf(String(row.id)), row.daysLeft])
  }
  assert.deepEqual(await left(), [
    [0, 2],
    [1, 6],
    [2, 6],
    [3, null],
  ])
  await anna.create('followUp', [{ account: later, kind: 'call', content: '约好下周再谈' }])
  await anna.create('followUp', [{ account: short, kind: 'call', content: '没接' }])
  assert.deepEqual(await left(), [
    [0, 2],
    [2, 6],
    [1, null],
    [3, null],
  ])
  await night(before(-1))
  const gone = await boss.list('account', { filter: { id: { in: ids }, owner: { empty: true } } })
  assert.deepEqual(
    gone.map((row) => row.id),
    [soon],
  )
})

test('a rule that somebody changes shows tonight by what it would be, with reasons, and stays as it is', async () => {
  const rule = await ruleOf('试改', { days: 300, filter: { city: '试改市' } })
  const [first, second] = await held('试改市', ['试改一', '试改二'])
  await boss.change('account', second!, { industry: 'logistics' })
  const day = '2026-03-03'
  const tries = (changed: object) =>
    head.work(async (work) => {
      const asked = { kind: 'account', poolRule: rule, changed } as const
      const { rows } = await work.call(tonight, { ...asked, step: 'warn' } as never)
      const { rules } = await work.call(tonightSums, asked as never)
      return { rows: rows as unknown as Shown[], warns: (rules as unknown as Sums)[0]?.warns }
    }, at(day))
  assert.deepEqual((await tries({})).rows, [])
  const sooner = await tries({ days: 30, noticeDays: 5 })
  assert.deepEqual(sooner.rows.map(({ id }) => id).toSorted(), [first, second].toSorted())
  assert.deepEqual([sooner.warns, sooner.rows[0]!.from.field, sooner.rows[0]!.on], [2, 'createdAt', '2026-03-08'])
  const fewer = await tries({ days: 30, filter: { city: '试改市', industry: 'logistics' } })
  assert.deepEqual(
    fewer.rows.map(({ id }) => id),
    [second],
  )
  assert.deepEqual((await tries({ days: 30, role: 'manager' })).rows, [])
  const elsewhere = String((await boss.create('department', [{ name: '别的部门' }]))[0]!.id)
  assert.deepEqual((await tries({ days: 30, department: elsewhere })).rows, [])
  await boss.create('opportunity', [{ name: '快签了', account: first, amount: 5, stage: 'negotiation', probability: 80 }])
  assert.deepEqual(
    (await tries({ days: 30 })).rows.map(({ id }) => id),
    [second],
  )
  assert.equal((await tries({ days: 30, sparedFrom: null })).warns, 2)
  const kept = await boss.one('poolRule', rule)
  assert.deepEqual([kept.days, kept.noticeDays, kept.role], [300, 7, null])
  for (const wrong of [{ days: 0 }, { pool: rule }, { name: 'x' }, { department: 5 }])
    await assert.rejects(tries(wrong), (error: { code?: string }) => error.code === 'kernel.bad-value', JSON.stringify(wrong))
  await assert.rejects(tries({ filter: { nothing: 1 } }), { code: 'kernel.unknown-field' })
  await assert.rejects(
    ben.work((work) => work.call(tonight, { kind: 'account', poolRule: rule, changed: { days: 1 } } as never)),
    { code: 'pools.not-yours' },
  )
})
