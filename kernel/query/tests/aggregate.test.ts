import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { compileAggregate, glueRows } from '../compile-aggregate.ts'
import type { AggregateQuestion, QueryContext } from '../question.ts'
import { fillTrade, type Trade, visibleTo } from './fill-trade.ts'
import { openSpecimen, type Row, type Specimen } from './trade-specimen.ts'

let specimen: Specimen
let trade: Trade
let all: QueryContext
before(async () => {
  specimen = await openSpecimen()
  trade = await fillTrade(specimen, 5)
  all = specimen.context(trade.viewers[0]!)
})
after(() => specimen.close())

async function ask(question: Partial<AggregateQuestion>, context = all): Promise<Row[]> {
  const { sql } = compileAggregate(context, { object: 'deal', measures: { n: 'count' }, ...question } as AggregateQuestion)
  return (JSON.parse(glueRows((await specimen.run(sql))[0]!)) as { rows: Row[] }).rows
}
const refuses = (question: Row, code = 'kernel.bad-value') =>
  assert.throws(
    () => compileAggregate(all, { object: 'deal', measures: { n: 'count' }, ...question } as AggregateQuestion),
    { code },
    JSON.stringify(question),
  )

function grouped(rows: readonly Row[], key: (row: Row) => unknown): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = JSON.stringify(key(row))
    groups.set(name, [...(groups.get(name) ?? []), row])
  }
  return groups
}

test('choices come in their order with figures within reach', async () => {
  for (const viewer of trade.viewers.slice(0, 8)) {
    const mine = visibleTo(trade, viewer, 'deal')
    const rows = await ask(
      { by: ['stage'], measures: { n: 'count', last: { max: 'closeOn' }, customers: { countDistinct: 'customer' } } },
      specimen.context(viewer),
    )
    const expected = grouped(mine, (row) => row.stage)
    assert.deepEqual(
      rows.map((row) => row.stage),
      ['new', 'offer', 'won', 'lost', null].filter((stage) => expected.has(JSON.stringify(stage))),
    )
    for (const row of rows) {
      const deals = expected.get(JSON.stringify(row.stage))!
      assert.equal(row.n, deals.length)
      assert.equal(
        row.last,
        deals
          .map((deal) => deal.close_on as string | null)
          .filter(Boolean)
          .sort()
          .at(-1) ?? null,
      )
      const readable = new Set(visibleTo(trade, viewer, 'customer').map(({ id }) => id))
      assert.equal(row.customers, new Set(deals.map((deal) => deal.customer_id).filter((id) => readable.has(id))).size)
    }
  }
})

test('money of several currencies is converted by the rate of the day, and what has no rate is counted beside', async () => {
  await specimen.insert('exchangeRate', [
    { currency: 'USD', valid_from: '2026-01-01', rate: 7 },
    { currency: 'USD', valid_from: '2026-04-01', rate: 8 },
    { currency: 'EUR', valid_from: '2026-01-01', rate: 9 },
  ])
  const cny = ({ amount, amount_currency, close_on }: Row): number | null => {
    if (amount_currency === 'CNY') return Number(amount)
    if (amount_currency !== 'USD' || !close_on) return null
    return Number(amount) * (String(close_on) >= '2026-04-01' ? 8 : 7)
  }
  const measures = {
    total: { sum: 'amount', on: 'closeOn' },
    won: { sum: 'amount', on: 'closeOn', filter: { stage: 'won' } },
    best: { max: 'amount', on: 'closeOn' },
  }
  const [row] = await ask({ measures })
  const sum = (rows: readonly Row[]) => rows.reduce((total, deal) => total + (cny(deal) ?? 0), 0)
  const won = trade.deals.filter((deal) => deal.stage === 'won')
  assert.deepEqual(row, {
    total: { amount: sum(trade.deals), currency: 'CNY' },
    totalMissing: trade.deals.filter((deal) => cny(deal) === null).length,
    won: { amount: sum(won), currency: 'CNY' },
    wonMissing: won.filter((deal) => cny(deal) === null).length,
    best: { amount: Math.max(...trade.deals.map((deal) => cny(deal) ?? 0)), currency: 'CNY' },
    bestMissing: trade.deals.filter((deal) => cny(deal) === null).length,
  })
  const inUsd = specimen.context(trade.viewers[0]!, { workspace: { currency: 'USD' } })
  const [other] = await ask({ measures: { total: { sum: 'amount' } } }, inUsd)
  assert.equal((other!.total as Row).currency, 'USD')
})

test('days by month, instants by the day of the reader', async () => {
  const months = await ask({ by: [{ field: 'closeOn', unit: 'month', as: 'month' }] })
  const expected = grouped(trade.deals, (deal) => (deal.close_on ? `${String(deal.close_on).slice(0, 7)}-01` : null))
  assert.deepEqual(
    new Map(months.map((row) => [JSON.stringify(row.month), row.n])),
    new Map([...expected].map(([month, deals]) => [month, deals.length])),
  )
  assert.deepEqual(
    months.map((row) => row.month),
    months
      .map((row) => row.month as string)
      .filter(Boolean)
      .sort()
      .concat(months.at(-1)!.month === null ? [null as never] : []),
  )
  await specimen.insert('visit', [{ note: 'late', updated_at: '2026-03-31T17:00:00Z' }])
  const visits = (timeZone: string) =>
    ask(
      { object: 'visit', by: [{ field: 'updatedAt', unit: 'day' }], filter: { note: 'late' } },
      specimen.context({ ...trade.viewers[0]!, timeZone }),
    )
  assert.deepEqual(await visits('Asia/Shanghai'), [{ updatedAt: '2026-04-01', n: 1 }])
  assert.deepEqual(await visits('UTC'), [{ updatedAt: '2026-03-31', n: 1 }])
  for (const unit of ['week', 'quarter', 'year']) assert.ok((await ask({ by: [{ field: 'closeOn', unit }] })).length > 0)
})

test('links come with title; a tree comes down to its roots', async () => {
  const rows = await ask({ by: ['owner'] })
  const expected = grouped(trade.deals, (deal) => deal.owner_id ?? null)
  assert.equal(rows.length, expected.size)
  for (const row of rows) {
    const owner = row.owner as Row | null
    assert.equal(row.n, expected.get(JSON.stringify(owner?.id ?? null))!.length)
    if (owner) assert.equal(owner.title, trade.members.find(({ id }) => id === owner.id)!.name)
  }
  const topOf = (id: unknown): unknown => {
    const row = trade.regions.find((region) => region.id === id)
    return row?.above_id ? topOf(row.above_id) : (row?.id ?? null)
  }
  const roots = await ask({ object: 'customer', by: [{ field: 'region', root: true, as: 'area' }] })
  const areas = grouped(trade.customers, (row) => topOf(row.region_id))
  assert.deepEqual(
    new Map(roots.map((row) => [JSON.stringify((row.area as Row | null)?.id ?? null), row.n])),
    new Map([...areas].map(([id, rows]) => [id, rows.length])),
  )
  const linked = await ask({ by: ['customer.grade', 'customer.region'] })
  assert.equal(
    linked.reduce((sum, row) => sum + Number(row.n), 0),
    trade.deals.length,
  )
})

test('having, sort and limit work on figures', async () => {
  const groups = [...grouped(trade.deals, (deal) => deal.customer_id ?? null).values()].map((rows) => rows.length)
  const many = await ask({ by: ['customer'], having: { n: { gte: 2, lt: 5 } }, sort: ['-n'], limit: 500 })
  assert.deepEqual(
    many.map((row) => row.n),
    groups.filter((n) => n >= 2 && n < 5).sort((a, b) => b - a),
  )
  assert.equal((await ask({ by: ['customer'], limit: 3 })).length, 3)
  assert.deepEqual(await ask({ by: ['stage'], measures: { last: { max: 'closeOn' } }, having: { last: { gte: '2027-01-01' } } }), [])
})

test('figures over no record', async () => {
  assert.deepEqual(
    await ask({
      filter: { stage: 'won', closeOn: '2000-01-01' },
      measures: { n: 'count', total: { sum: 'amount' }, mean: { avg: 'amount' } },
    }),
    [{ n: 0, total: null, totalMissing: 0, mean: null, meanMissing: 0 }],
  )
})

test('averages, medians, plain numbers and conditions beside a measure', async () => {
  const heads = trade.customers
    .map((row) => row.headcount as number | null)
    .filter((n) => n !== null)
    .sort((a, b) => a - b)
  const middle = (heads.length - 1) / 2
  const [row] = await ask({
    object: 'customer',
    measures: {
      mean: { avg: 'headcount' },
      median: { median: 'headcount' },
      given: { count: 'headcount' },
      high: { count: '*', filter: { grade: 'high' } },
      least: { min: 'headcount' },
    },
  })
  assert.ok(Math.abs(Number(row!.mean) - heads.reduce((sum, n) => sum + n, 0) / heads.length) < 1e-9)
  assert.equal(row!.median, (heads[Math.floor(middle)]! + heads[Math.ceil(middle)]!) / 2)
  assert.deepEqual(
    [row!.given, row!.high, row!.least],
    [heads.length, trade.customers.filter(({ grade }) => grade === 'high').length, heads[0]],
  )
})

test('wrong questions', () => {
  refuses({ measures: {} })
  refuses({ measures: { n: 'sum' } })
  refuses({ measures: { n: { sum: 'stage' } } })
  refuses({ measures: { n: { sum: 'amount', max: 'amount' } } })
  refuses({ measures: { 'n"; DROP': 'count' } })
  refuses({ measures: { n: { sum: 'nothing' } } }, 'kernel.unknown-field')
  refuses({ measures: { n: { constructor: 'amount' } } })
  refuses({ by: ['items'] })
  refuses({ by: ['stage'], measures: { stage: 'count' } })
  refuses({ by: [{ field: 'stage', unit: 'month' }] })
  refuses({ by: [{ field: 'closeOn', unit: 'century' }] })
  refuses({ by: [{ field: 'stage', root: true }] })
  refuses({ by: [{ field: 'stage', colour: 1 }] })
  refuses({ by: [{}] })
  refuses({ limit: 10_001 })
  refuses({ sort: ['x'] }, 'kernel.not-sortable')
  refuses({ having: { x: 1 } }, 'kernel.bad-filter')
  refuses({ having: { n: { like: 1 } } }, 'kernel.bad-filter')
  refuses({ having: { n: '1' } }, 'kernel.bad-filter')
})
