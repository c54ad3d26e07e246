import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { commissions } from '#manifest/commissions'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { expenses } from '#manifest/expenses'
import { orders } from '#manifest/orders'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { targets } from '#manifest/targets'
import { territories } from '#manifest/territories'
import { lose, reopen, win } from '#modules/sales'
import { monthOf } from '#objects/targets'
import { judge } from '../actions/judge.ts'
import { outlook } from '../actions/outlook.ts'
import { submit } from '../actions/submit.ts'
import { forecasts } from '../module.ts'
import { reports } from '../reports.ts'
import { rounds } from '../rounds.ts'

// A Monday.
const at = '2030-05-20T09:00:00Z'
const app = await testApp(
  [
    customers,
    activities,
    catalog,
    sales,
    company,
    quotes,
    contracts,
    payments,
    orders,
    expenses,
    commissions,
    territories,
    targets,
    forecasts,
  ],
  {
    locale: 'zh-CN',
    now: at,
  },
)
const admin = await app.as('administrator')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
const [north, south] = (await admin.create('department', [{ name: '华北' }, { name: '华南' }])).map(({ id }) => String(id))
const manager = await app.as('manager', { department: north! })
const rep = await app.as('rep', { department: north! })
const other = await app.as('rep', { department: south!, name: '南方' })

type Row = Record<string, unknown>
type Line = Row & { whom: string; id: string }
const cny = (amount: number) => ({ amount, currency: 'CNY' })
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const may = { kind: 'month', from: '2030-05-01' }
const linesFor = async (who: typeof admin, of: Row = may) => (await who.call(outlook, of)).lines as Line[]
const lineOf = (lines: readonly Line[], id: string) => lines.find((line) => line.id === id)!
const past = (day: string) => ({ now: new Date(`${day}T01:00:00Z`) })

let made = 0
async function deal(who: typeof admin, more: Row, now?: { now: Date }) {
  made += 1
  const rows = await who.work((work) => app.engine.writes.create(work, 'account', [{ name: `客户${made}` }]), now)
  const account = JSON.parse(rows)[0]?.id ?? JSON.parse(rows).rows?.[0]?.id
  const text = await who.work(
    (work) => app.engine.writes.create(work, 'opportunity', [{ name: `商机${made}`, account, foundOn: '2030-01-05', ...more }]),
    now,
  )
  const parsed = JSON.parse(text)
  return String((Array.isArray(parsed) ? parsed : parsed.rows)[0].id)
}

test('how sure a deal is follows its probability until somebody says otherwise, and follows it again at the next stage', async () => {
  const id = await deal(other, { amount: 1, stage: 'solution' })
  const category = async () => (await admin.one('opportunity', id)).forecastCategory
  assert.equal(await category(), 'bestCase')
  await other.change('opportunity', id, { stage: 'negotiation' })
  assert.equal(await category(), 'commit')
  await other.change('opportunity', id, { forecastCategory: 'pipeline' })
  await other.change('opportunity', id, { amount: 2 })
  assert.equal(await category(), 'pipeline')
  await other.change('opportunity', id, { stage: 'signing' })
  assert.equal(await category(), 'commit')
  await other.change('opportunity', id, { forecastCategory: 'closed' })
  assert.equal(await category(), 'commit', 'nothing is won by saying so')
  await other.call(win, { opportunity: id, closedOn: '2030-02-01' })
  assert.equal(await category(), 'closed')
  await admin.call(reopen, { opportunity: id })
  assert.equal(await category(), 'commit')
  await other.call(lose, { opportunity: id, kind: 'price', reason: '价格', lostToNobody: true })
  assert.equal(await category(), 'omitted')
})

test('golden: won 30,000, sure 20,000, likely 10,000, possible 666.60 of which 166.66 weighted, slipped 5,000, against 80,000', async () => {
  await rep.call(win, { opportunity: await deal(rep, { amount: 30_000 }), closedOn: '2030-05-08' })
  await rep.call(win, { opportunity: await deal(rep, { amount: 9_999 }), closedOn: '2030-04-08' })
  await deal(rep, { amount: 20_000, stage: 'negotiation', expectedOn: '2030-05-31' })
  await deal(rep, { amount: 10_000, stage: 'solution', expectedOn: '2030-05-20' })
  for (let i = 0; i < 2; i += 1) await deal(rep, { amount: 333.3, probability: 25, stage: 'analysis', expectedOn: '2030-05-25' })
  await deal(rep, { amount: 5_000, stage: 'signing', expectedOn: '2030-05-19' })
  await deal(rep, { amount: 7_000, stage: 'signing', expectedOn: '2030-06-01' })
  await deal(rep, { amount: 4_000, stage: 'signing', expectedOn: '2030-05-25', forecastCategory: 'omitted' })
  await admin.create('salesTarget', [
    { person: rep.id, measure: 'won', month: '2030-05-01', amount: 80_000 },
    { whom: 'department', department: north, measure: 'won', month: '2030-05-01', amount: 100_000 },
  ])
  const lines = await linesFor(admin)
  const { closed, commit, bestCase, pipeline, weighted, slipped, target, gap, forecast, coverage } = lineOf(lines, rep.id)
  assert.deepEqual(
    { closed, commit, bestCase, pipeline, weighted, slipped, target, gap, forecast },
    {
      closed: 30_000,
      commit: 20_000,
      bestCase: 10_000,
      pipeline: 666.6,
      // Rounded deal by deal: twice 83.33, not 166.65; of the others 16,000 and 5,000.
      weighted: 21_166.66,
      slipped: 5_000,
      target: 80_000,
      gap: 50_000,
      forecast: 50_000,
    },
  )
  assert.equal(coverage, 30_666.6 / 50_000)
  assert.deepEqual([lineOf(lines, north!).closed, lineOf(lines, north!).gap], [30_000, 70_000])
  assert.equal(lineOf(lines, other.id)?.target ?? null, null)
  const quarter = lineOf(await linesFor(admin, { kind: 'quarter', from: '2030-04-01' }), rep.id)
  assert.deepEqual([quarter.closed, quarter.commit], [39_999, 27_000])
})

// Half of 1,000.01 is no whole number of cents: one of the two has a cent more, and together they have all of it.
test('a deal that is shared stands in each forecast by its share and once in that of the team; what is won by the credit that was given', async () => {
  const august = { kind: 'month', from: '2030-08-01' }
  const half = (person: string, share = 50) => ({ person, share })
  const mate = await app.as('rep', { department: north!, name: '同组' })
  await deal(rep, { amount: 1_000.01, stage: 'negotiation', expectedOn: '2030-08-10', splits: [half(rep.id), half(mate.id)] })
  await deal(rep, { amount: 400, stage: 'negotiation', expectedOn: '2030-08-11', splits: [half(rep.id, 75), half(other.id, 25)] })
  await deal(rep, { amount: 50, stage: 'negotiation', expectedOn: '2030-08-12' })
  const lines = await linesFor(admin, august)
  const sure = (id: string) => lineOf(lines, id).commit
  assert.deepEqual([Number(sure(rep.id)) + Number(sure(mate.id)), sure(other.id), sure(north!)], [1_350.01, 100, 1_350.01])
  assert.ok([500, 500.01].includes(Number(sure(mate.id))))
  const january = { kind: 'month', from: '2030-01-01' }
  const won = await deal(rep, { amount: 200, splits: [half(rep.id, 80), half(other.id, 20)] })
  await rep.call(win, { opportunity: won, closedOn: '2030-01-20' })
  const past = await linesFor(admin, january)
  assert.deepEqual([lineOf(past, rep.id).closed, lineOf(past, other.id).closed, lineOf(past, north!).closed], [160, 40, 160])
})

test('who sells sees his own forecast, a manager those of his departments, administrators all', async () => {
  await deal(other, { amount: 1_000, stage: 'negotiation', expectedOn: '2030-05-30' })
  const whose = async (who: typeof admin) => (await linesFor(who)).map(({ whom, id }) => (whom === 'company' ? whom : id))
  assert.deepEqual(await whose(rep), [rep.id])
  assert.deepEqual((await whose(manager)).toSorted(), [north, rep.id].toSorted())
  assert.ok((await whose(admin)).includes('company') && (await whose(admin)).includes(other.id))
})

test('one figure of a week: two at once are one, it is said anew within the week and stays once the week is over', async () => {
  const two = await Promise.all([0, 1].map((i) => rep.call(submit, { ...may, amount: cny(45_000 + i) })))
  assert.equal(new Set(two.map((one) => one.forecastSubmission)).size, 1)
  await rep.call(submit, { ...may, amount: cny(47_000), note: '两个大单' })
  const [row, ...more] = await rep.list('forecastSubmission', { filter: { from: '2030-05-01' } })
  assert.deepEqual(
    [more.length, row!.week, row!.amount, row!.closed, row!.commit, row!.isLocked],
    [0, '2030-05-20', cny(47_000), cny(30_000), cny(20_000), false],
  )
  assert.equal(await faultOf(rep.change('forecastSubmission', row!.id as string, { note: '改' })), 'kernel.forbidden')
  assert.equal(await faultOf(rep.call(submit, { kind: 'month', from: '2030-04-01' })), 'forecasts.over')
  const late = (run: Parameters<typeof admin.work>[0]) => admin.work(run, { now: new Date('2030-05-27T01:00:00Z') })
  assert.equal(await faultOf(late((work) => app.engine.writes.remove(work, 'forecastSubmission', [row!.id as string]))), 'forecasts.locked')
  const [set] = await admin.changeSets()
  assert.equal(
    await faultOf(app.engine.undo(admin.session, set!.id as string, {}, { via: 'api', now: new Date('2030-05-27T01:00:00Z') })),
    'forecasts.locked',
  )
  await rep.work((work) => work.call(submit, { ...may, amount: cny(48_000) } as never), { now: new Date('2030-05-28T01:00:00Z') })
  assert.equal(await rep.count('forecastSubmission', { from: '2030-05-01' }), 2)
})

test('a manager’s figure stands beside the one that was said, with its reason, and neither is changed', async () => {
  assert.equal(await faultOf(rep.create('forecastAdjustment', [{ person: rep.id, ...may, amount: 1, reason: '自己' }])), 'kernel.forbidden')
  assert.equal(
    await faultOf(manager.create('forecastAdjustment', [{ person: other.id, ...may, amount: 1, reason: '别人' }])),
    'kernel.forbidden',
  )
  assert.equal(await faultOf(manager.create('forecastAdjustment', [{ person: rep.id, ...may, amount: 1 }])), 'kernel.required')
  const [row] = await manager.create('forecastAdjustment', [{ person: rep.id, ...may, amount: 40_000, reason: '招标推迟' }])
  const { submitted, adjusted } = lineOf(await linesFor(rep), rep.id) as unknown as { submitted: Row; adjusted: Row }
  assert.deepEqual([submitted.amount, adjusted.amount, adjusted.note, adjusted.by], [48_000, 40_000, '招标推迟', manager.id])
  assert.equal(await faultOf(admin.change('forecastAdjustment', row!.id as string, { amount: 1 })), 'forecasts.kept')
  assert.equal(await faultOf(admin.remove('forecastAdjustment', [row!.id as string])), 'forecasts.kept')
})

test('each week keeps what three methods foretell, once; nobody changes or removes it', async () => {
  await runRound(app.engine, app.workspace, rounds[0]!, { now: new Date(at) })
  const kept = await admin.count('forecastSnapshot', {})
  await runRound(app.engine, app.workspace, rounds[0]!, { now: new Date('2030-05-22T01:00:00Z') })
  assert.equal(await admin.count('forecastSnapshot', {}), kept)
  const rows = await rep.list('forecastSnapshot', { filter: { kind: 'month', from: '2030-05-01' }, sort: ['method'] })
  const byMethod = Object.fromEntries(rows.map((row) => [row.method, row]))
  assert.deepEqual(Object.keys(byMethod).length, rows.length)
  assert.deepEqual(
    [byMethod.stages!.amount, byMethod.categories!.amount, byMethod.ownRates!.amount, byMethod.ownRates!.basis, byMethod.stages!.target],
    [cny(51_166.66), cny(50_000), null, 'thin', cny(80_000)],
    'too little history is said, not guessed',
  )
  assert.equal(await faultOf(admin.remove('forecastSnapshot', [rows[0]!.id as string])), 'forecasts.kept')
  assert.equal(await manager.count('forecastSnapshot', { owner: other.id }), 0)
  const set = (await admin.changeSets()).find(({ counts }) => 'forecastSnapshot' in (counts as Row))
  assert.equal(await faultOf(admin.undo(set!.id as string)), 'forecasts.kept')
})

test('ten closed deals make a rate of one’s own: six of ten are won; and a past month is held against what came', async () => {
  const seller = await app.as('rep', { department: south!, name: '老手' })
  for (let i = 0; i < 10; i += 1) {
    const id = await deal(seller, { amount: 100, stage: 'negotiation', foundOn: '2029-01-01' }, past('2030-01-10'))
    const to = { opportunity: id, closedOn: '2030-01-20' }
    const end = i < 6 ? (win as unknown as typeof lose) : lose
    await seller.work(
      (work) => work.call(end, (i < 6 ? to : { ...to, kind: 'price', lostToNobody: true, reason: '价格' }) as never),
      past('2030-01-20'),
    )
  }
  const open = await deal(seller, { amount: 1_000, stage: 'negotiation', expectedOn: '2030-03-15' }, past('2030-03-01'))
  await runRound(app.engine, app.workspace, rounds[0]!, past('2030-03-04'))
  const [own] = await seller.list('forecastSnapshot', { filter: { kind: 'month', from: '2030-03-01', method: 'ownRates' } })
  assert.deepEqual([own!.amount, own!.basis, own!.cases], [cny(600), 'own', 10])
  await seller.work((work) => work.call(win, { opportunity: open, closedOn: '2030-03-20' } as never), past('2030-03-20'))
  const { weeks, now } = await seller.call(judge, { kind: 'month', from: '2030-03-01' })
  assert.equal(now, null)
  assert.deepEqual(weeks, [
    {
      week: '2030-03-04',
      weeksLeft: 4,
      methods: {
        stages: { amount: 800, outcome: 1_000, error: 0.2, thin: 0 },
        ownRates: { amount: 600, outcome: 1_000, error: 0.4, thin: 0 },
        categories: { amount: 1_000, outcome: 1_000, error: 0, thin: 0 },
      },
    },
  ])
})

test('the forecast is a few statements of figures however many deals there are', async () => {
  const cost = () => app.atMost(11, () => linesFor(admin))
  await cost()
  for (let i = 0; i < 4; i += 1) await deal(rep, { amount: 1, stage: 'signing', expectedOn: '2030-05-28' })
  await cost()
})

test('trend: open deals by the month in which they are expected, with number, amount and weighted amount; found and won ones behind them', async () => {
  const far = await app.as('rep', { department: south!, name: '远期' })
  // Words such as "the next 365 days" go by the clock of whoever reads.
  const month = (later: number) => monthOf(new Date().toISOString().slice(0, 10), later)
  const on = (later: number, day: string) => `${month(later).slice(0, 8)}${day}`
  await deal(far, { amount: 1_000, stage: 'solution', expectedOn: on(3, '02'), foundOn: on(-4, '05') })
  await deal(far, { amount: 3_000, stage: 'negotiation', expectedOn: on(3, '27'), foundOn: on(-4, '06') })
  await deal(far, { amount: 500, stage: 'contact', expectedOn: on(4, '01'), foundOn: on(-4, '07') })
  await far.call(win, { opportunity: await deal(far, { amount: 700, foundOn: on(-4, '20') }), closedOn: on(-2, '10') })
  const trend = reports.find(({ name }) => name === 'forecasts.trend')!
  const rowsOf = (key: string) => {
    const { ask } = trend.tiles.find((tile) => tile.key === key)!
    return far.aggregate({ object: trend.object, ...ask } as Parameters<typeof far.aggregate>[0])
  }
  assert.deepEqual(
    (await rowsOf('ahead')).map((row) => [row.month, row.n, row.amount, row.weighted]),
    [
      [month(3), 2, cny(4_000), cny(2_900)],
      [month(4), 1, cny(500), cny(50)],
    ],
  )
  assert.deepEqual(
    (await rowsOf('behind')).map((row) => [row.month, row.n, row.amount]),
    [[month(-2), 1, cny(700)]],
  )
  assert.deepEqual(
    (await rowsOf('found')).map((row) => [row.month, row.n]),
    [[month(-4), 4]],
  )
})
