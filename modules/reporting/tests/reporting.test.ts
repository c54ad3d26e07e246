import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { run } from '../actions/run.ts'
import { reporting } from '../module.ts'
import { rounds } from '../rounds/watch.ts'

// A Monday.
const at = '2030-05-20T09:00:00Z'
const app = await testApp([customers, activities, catalog, sales, reporting], { locale: 'en', now: at })
const admin = await app.as('administrator')
const manager = await app.as('manager')
const rep = await app.as('rep', { name: 'Rep' })
const other = await app.as('rep', { name: 'Other' })

type Row = Record<string, unknown>
const faultOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const count = { key: 'n', measure: 'count' }
const total = { key: 'amount', measure: 'sum', of: 'amount' }
const ofDeals = (body: Row, more: Row = {}) => ({
  name: 'Deals',
  object: 'opportunity',
  body: { by: [], figures: [count], ...body },
  ...more,
})
const figuresOf = async (who: typeof admin, id: unknown) =>
  (await who.call(run, { ownReport: id })) as { rows: Row[]; former: Row[] | null }
const amountIn = (value: unknown) => (value as { amount: number } | null)?.amount ?? null

const [firm, elsewhere] = await admin.create('account', [
  { name: 'Firm', province: '广东' },
  { name: 'Elsewhere', province: '北京' },
])
const deal = (who: typeof admin, name: string, more: Row) =>
  who.create('opportunity', [{ name, account: firm!.id, foundOn: '2030-04-10', ...more }]).then(([row]) => row!)
await admin.change('account', String(firm!.id), { owner: rep.id })
for (const [name, amount, foundOn] of [
  ['One', 100, '2030-05-02'],
  ['Two', 300, '2030-05-03'],
  ['Three', 50, '2030-04-03'],
] as const)
  await deal(admin, name, { owner: rep.id, amount, foundOn, expectedOn: '2030-06-30' })
await deal(admin, 'Elsewhere', { account: elsewhere!.id, owner: other.id, amount: 1_000, foundOn: '2030-05-04', expectedOn: '2030-06-30' })

test('a report is kept, asked and changed; what can not be asked is refused in words', async () => {
  const [kept] = await rep.create('ownReport', [
    ofDeals({ draw: 'bar', by: [{ field: 'account.province' }], figures: [total, count], sort: '-amount' }),
  ])
  const { rows, former } = await figuresOf(rep, kept!.id)
  assert.deepEqual([rows.map((row) => [row['account.province'], amountIn(row.amount), row.n]), former], [[['广东', 450, 3]], null])
  assert.equal(await faultOf(rep.create('ownReport', [ofDeals({ draw: 'table', by: [{ field: 'colour' }] })])), 'kernel.unknown-field')
  assert.equal(
    await faultOf(rep.create('ownReport', [ofDeals({ draw: 'figure', figures: [{ key: 'a', measure: 'sum', of: 'name' }] })])),
    'kernel.bad-value',
  )
  assert.equal(await faultOf(rep.create('ownReport', [ofDeals({ draw: 'bar' })])), 'reporting.groups')
  assert.equal(await faultOf(rep.create('ownReport', [ofDeals({ draw: 'tower' })])), 'reporting.bad-body')
  assert.equal(await faultOf(rep.create('ownReport', [ofDeals({ draw: 'figure' }, { filter: { colour: 1 } })])), 'kernel.unknown-field')
  assert.equal(await faultOf(rep.create('ownReport', [{ ...ofDeals({ draw: 'figure' }), object: 'nothing' }])), 'kernel.unknown-object')
  await app.atMost(3, () => figuresOf(rep, kept!.id))
})

test('three groups, dates by their unit, figures with a condition of their own and one divided by another', async () => {
  const [kept] = await manager.create('ownReport', [
    ofDeals({
      draw: 'table',
      by: [{ field: 'foundOn', unit: 'month' }, { field: 'owner' }, { field: 'stage' }],
      figures: [
        count,
        { key: 'large', label: 'Large', measure: 'count', filter: { amount: { gte: 300 } } },
        { key: 'middle', measure: 'median', of: 'amount' },
        { key: 'different', measure: 'countDistinct', of: 'account' },
        { key: 'share', label: 'Share', ratio: ['large', 'n'] },
      ],
    }),
  ])
  const { rows } = await figuresOf(admin, kept!.id)
  const told = rows.map((row) => [row.foundOn_month, row.n, row.large, amountIn(row.middle), row.different].join(' '))
  assert.deepEqual(told.toSorted(), ['2030-04-01 1 0 50 1', '2030-05-01 1 1 1000 1', '2030-05-01 2 1 200 1'])
})

test('a shared report says to each what he may see, and nobody else finds it', async () => {
  const [kept] = await admin.create('ownReport', [ofDeals({ draw: 'figure', figures: [total, count] })])
  assert.equal(await faultOf(figuresOf(rep, kept!.id)), 'kernel.not-found')
  await admin.create('share', [{ object: 'ownReport', record: kept!.id, granteeKind: 'role', grantee: 'rep' }])
  const reader = await app.as('rep', { name: 'Newcomer' })
  assert.deepEqual(
    (await figuresOf(reader, kept!.id)).rows.map(({ n }) => n),
    [0],
  )
  assert.deepEqual(
    (await figuresOf(admin, kept!.id)).rows.map((row) => [amountIn(row.amount), row.n]),
    [[1_450, 4]],
  )
  assert.equal(await faultOf(reader.change('ownReport', String(kept!.id), { name: 'Mine' })), 'kernel.forbidden')
})

test('a period stands beside the one before, and beside the same a year ago', async () => {
  const compare = { field: 'foundOn', period: 'thisMonth', against: 'before' }
  const [kept] = await rep.create('ownReport', [ofDeals({ draw: 'figure', figures: [total, count], compare })])
  const { rows, former } = await figuresOf(rep, kept!.id)
  assert.deepEqual([amountIn(rows[0]!.amount), rows[0]!.n, amountIn(former![0]!.amount), former![0]!.n], [400, 2, 50, 1])
  await rep.change('ownReport', String(kept!.id), {
    body: { draw: 'figure', by: [], figures: [count], compare: { ...compare, against: 'yearBefore' } },
  })
  assert.deepEqual(
    (await figuresOf(rep, kept!.id)).former!.map(({ n }) => n),
    [0],
  )
  const byMonth = ofDeals({ draw: 'line', by: [{ field: 'foundOn', unit: 'month' }], compare })
  assert.equal(await faultOf(rep.create('ownReport', [byMonth])), 'reporting.bad-body')
})

test('a plain list: columns, order and condition over any object', async () => {
  const body = { draw: 'list', by: [{ field: 'stage' }], figures: [], columns: ['name', 'amount', 'account.province'], sort: '-amount' }
  const [kept] = await rep.create('ownReport', [{ ...ofDeals({}), filter: { amount: { gte: 100 } }, body }])
  const { rows } = await figuresOf(rep, kept!.id)
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['Two', 'One'],
  )
})

test('coming activities, deals, customers and contacts are reported by area, urgency, time and state', async () => {
  await rep.create('contact', [{ name: 'Ann', account: firm!.id }])
  await rep.create('task', [
    { subject: 'Call', account: firm!.id, dueOn: '2030-05-22', priority: 'high' },
    { subject: 'Write', account: firm!.id, dueOn: '2030-05-23', priority: 'high' },
    { subject: 'Visit', account: firm!.id, dueOn: '2030-06-03' },
  ])
  const counted = async (object: string, by: readonly Row[], filter: Row = {}) => {
    const body = { draw: 'table', by, figures: [count] }
    const [kept] = await rep.create('ownReport', [{ name: `Coming ${object}`, object, filter, body }])
    return (await figuresOf(rep, kept!.id)).rows
  }
  const coming = { dueOn: { gte: '2030-05-20' } }
  const tasks = await counted('task', [{ field: 'account.province' }, { field: 'priority' }, { field: 'dueOn', unit: 'month' }], coming)
  assert.deepEqual(tasks.map((row) => [row['account.province'], row.n]).toSorted(), [
    ['广东', 1],
    ['广东', 2],
  ])
  const states = await counted('task', [{ field: 'state' }], coming)
  assert.deepEqual(
    states.map((row) => row.n),
    [3],
  )
  assert.deepEqual((await counted('contact', [{ field: 'account.province' }])).at(-1)?.n, 1)
  assert.deepEqual((await counted('account', [{ field: 'province' }]))[0]?.n, 1)
  assert.deepEqual((await counted('opportunity', [{ field: 'stage' }, { field: 'expectedOn', unit: 'month' }]))[0]?.n, 3)
})

test('a removed report comes back with its subscriptions; one of nobody else is seen', async () => {
  const [kept] = await rep.create('ownReport', [ofDeals({ draw: 'figure' })])
  await rep.create('reportWatch', [{ report: kept!.id, kind: 'sent', rhythm: 'daily', hour: 8, isPaused: true }])
  await rep.remove('ownReport', [String(kept!.id)])
  assert.equal(await rep.count('reportWatch', { report: kept!.id }), 0)
  const [last] = await rep.changeSets()
  await rep.undo(String(last!.id))
  assert.equal(await rep.count('reportWatch', { report: kept!.id }), 1)
  assert.equal(await other.count('reportWatch'), 0)
})

const peopleOf = (who: typeof admin, moment: string) => [
  { id: who.id, today: moment.slice(0, 10), isMorning: false, locale: 'en' as const, timeZone: 'UTC' },
]
const clock = (who: typeof admin, moment: string) =>
  runRound(app.engine, app.workspace, rounds[0]!, { now: new Date(moment), people: peopleOf(who, moment) })
const toldOf = async (who: typeof admin): Promise<string[]> => {
  const { rows } = await app.database.pool.query(`SELECT kind FROM w_test.notice WHERE person = $1 ORDER BY at, id`, [who.id])
  return rows.map(({ kind }) => String(kind))
}

test('figures come on their day from their hour on, once, and as their reader may see them', async () => {
  const reader = await app.as('rep', { name: 'Reader' })
  const [kept] = await admin.create('ownReport', [ofDeals({ draw: 'table', by: [{ field: 'owner' }], figures: [count] })])
  assert.equal(
    await faultOf(reader.create('reportWatch', [{ report: kept!.id, kind: 'sent', rhythm: 'daily', hour: 8 }])),
    'kernel.bad-value',
  )
  await admin.create('share', [{ object: 'ownReport', record: kept!.id, granteeKind: 'person', grantee: reader.id }])
  await deal(admin, 'His', { owner: reader.id, expectedOn: '2030-06-30' })
  // What is shared with somebody is known from his next entry on.
  const again = { ...reader, session: { ...reader.session, actor: await app.engine.actorOf(app.workspace, reader.id) } }
  const entered = async <T>(make: (work: Parameters<Parameters<typeof reader.work>[0]>[0]) => Promise<T>) =>
    app.engine.work(again.session, { via: 'api', now: new Date(at) }, make)
  assert.equal(
    await faultOf(
      entered((work) => app.engine.writes.create(work, 'reportWatch', [{ report: kept!.id, kind: 'sent', rhythm: 'weekly', hour: 8 }])),
    ),
    'reporting.watch-needs',
  )
  await entered((work) =>
    app.engine.writes.create(work, 'reportWatch', [{ report: kept!.id, kind: 'sent', rhythm: 'weekly', weekday: 1, hour: 8 }]),
  )
  await clock(reader, '2030-05-21T09:00:00Z')
  await clock(reader, '2030-05-27T07:59:00Z')
  assert.deepEqual(await toldOf(reader), [])
  await clock(reader, '2030-05-27T08:01:00Z')
  await clock(reader, '2030-05-27T08:02:00Z')
  assert.deepEqual(await toldOf(reader), ['reporting.report-sent'])
  const [watch] = await reader.list('reportWatch')
  assert.equal(watch!.lastFigures, 'Reader: Count 1')
  await clock(reader, '2030-06-03T10:00:00Z')
  assert.equal((await toldOf(reader)).length, 2)
})

test('a crossed limit is told once, and again when it was crossed anew', async () => {
  const [kept] = await rep.create('ownReport', [
    ofDeals({ draw: 'figure', figures: [count] }, { filter: { name: { startsWith: 'Alarm' } } }),
  ])
  const [grouped] = await rep.create('ownReport', [ofDeals({ draw: 'bar', by: [{ field: 'stage' }] })])
  assert.equal(
    await faultOf(rep.create('reportWatch', [{ report: grouped!.id, kind: 'above', figure: 'n', limit: 0 }])),
    'reporting.one-figure',
  )
  assert.equal(
    await faultOf(rep.create('reportWatch', [{ report: kept!.id, kind: 'above', figure: 'x', limit: 0 }])),
    'reporting.no-figure',
  )
  await rep.create('reportWatch', [{ report: kept!.id, kind: 'above', figure: 'n', limit: 0 }])
  const toldAt = async (hour: number) => {
    await clock(rep, `2030-05-21T${String(hour).padStart(2, '0')}:00:00Z`)
    return (await toldOf(rep)).filter((kind) => kind === 'reporting.limit-crossed').length
  }
  assert.equal(await toldAt(1), 0)
  const made = await deal(admin, 'Alarm', { owner: rep.id, expectedOn: '2030-06-30' })
  assert.equal(await toldAt(2), 1)
  assert.equal(await toldAt(3), 1)
  await admin.remove('opportunity', [String(made.id)])
  assert.equal(await toldAt(4), 1)
  await deal(admin, 'Alarm again', { owner: rep.id, expectedOn: '2030-06-30' })
  assert.equal(await toldAt(5), 2)
})
