import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from '../../db/sql.ts'
import { compileIds } from '../compile-ids.ts'
import type { QueryContext } from '../question.ts'
import { reachCondition } from '../reach.ts'
import { fillTrade, type Trade, visibleTo } from './fill-trade.ts'
import { openSpecimen, type Row, type Specimen } from './trade-specimen.ts'

let specimen: Specimen
let trade: Trade
let all: QueryContext
before(async () => {
  specimen = await openSpecimen()
  trade = await fillTrade(specimen, 42)
  all = specimen.context(trade.viewers[0]!)
})
after(() => specimen.close())

const idsOf = async (object: string, filter: Row, context = all): Promise<string[]> =>
  (await specimen.run(compileIds(context, { object, filter, limit: 1000 }).sql)).map((row) => String(row.id)).sort()
const ids = (rows: readonly Row[]): string[] => rows.map((row) => String(row.id)).sort()
const dealsOf = (row: Row, deals: readonly Row[] = trade.deals): readonly Row[] => deals.filter((deal) => deal.customer_id === row.id)
const refuses = (filter: unknown, code = 'kernel.bad-filter', path?: string, object = 'customer') =>
  assert.throws(
    () => compileIds(all, { object, filter: filter as Row, limit: 5 }),
    (error: { code: string; details: Row }) => error.code === code && (path === undefined || error.details.path === path),
    JSON.stringify(filter),
  )

test('conditions side by side, or, and, not', async () => {
  const { customers } = trade
  const cases: [Row, (row: Row) => boolean][] = [
    [
      { grade: 'high', headcount: { gte: 2, lt: 5 } },
      (row) => row.grade === 'high' && row.headcount !== null && Number(row.headcount) >= 2 && Number(row.headcount) < 5,
    ],
    [
      { or: [{ grade: 'high' }, { and: [{ headcount: 3 }, { mobile: { empty: false } }] }] },
      (row) => row.grade === 'high' || (row.headcount === 3 && row.mobile !== null),
    ],
    [
      { not: { grade: 'low', headcount: { gt: 1 } } },
      (row) => !(row.grade === 'low' && row.headcount !== null && Number(row.headcount) > 1),
    ],
    [{ grade: null }, (row) => row.grade === null],
    [{ name: { contains: '50%' } }, (row) => String(row.name).includes('50%')],
    [{ name: { startsWith: '设备_' } }, (row) => String(row.name).startsWith('设备_')],
    [{ or: [] }, () => false],
    [{ and: [] }, () => true],
    [{ revenue: { amount: 100, currency: 'CNY' } }, (row) => row.revenue === 100],
  ]
  for (const [filter, holds] of cases)
    assert.deepEqual(await idsOf('customer', filter), ids(customers.filter(holds)), JSON.stringify(filter))
})

test('fields of linked records, two links away', async () => {
  const { customers, regions, deals } = trade
  const regionOf = (row: Row | undefined) => regions.find(({ id }) => id === row?.region_id)
  const aboveOf = (row: Row | undefined) => regions.find(({ id }) => id === row?.above_id)
  const customerOf = (row: Row) => customers.find(({ id }) => id === row.customer_id)
  assert.deepEqual(
    await idsOf('customer', { 'region.above.name': '广东' }),
    ids(customers.filter((row) => aboveOf(regionOf(row))?.name === '广东')),
  )
  assert.deepEqual(
    await idsOf('deal', { 'customer.region.name': { in: ['广东', '浙江'] } }),
    ids(deals.filter((row) => ['广东', '浙江'].includes(regionOf(customerOf(row))?.name as string))),
  )
  const parent = customers.find((row) => row.parent_id)!.parent_id
  assert.deepEqual(await idsOf('deal', { 'customer.parent': parent }), ids(deals.filter((row) => customerOf(row)?.parent_id === parent)))
  assert.deepEqual(
    await idsOf('deal', { 'customer.visits': { some: {} } }),
    ids(deals.filter((row) => trade.visits.some((visit) => visit.customer_id === row.customer_id && row.customer_id))),
  )
  refuses({ 'customer.region.above.name': 'x' }, 'kernel.unknown-field', 'customer.region.above.name', 'deal')
})

test('some, none, every and count of children', async () => {
  const { customers } = trade
  const won = (deal: Row) => deal.stage === 'won'
  const cases: [Row, (row: Row) => boolean][] = [
    [{ deals: { some: { stage: 'won' } } }, (row) => dealsOf(row).some(won)],
    [{ deals: { none: { stage: 'won' } } }, (row) => !dealsOf(row).some(won)],
    [{ deals: { every: { stage: 'won' } } }, (row) => dealsOf(row).every(won)],
    [
      { deals: { some: {}, every: { amount: { gte: 20 } } } },
      (row) => dealsOf(row).length > 0 && dealsOf(row).every((deal) => Number(deal.amount) >= 20),
    ],
    [{ deals: { count: { gte: 3 } } }, (row) => dealsOf(row).length >= 3],
    [{ deals: { count: { lt: 2 } } }, (row) => dealsOf(row).length < 2],
    [{ deals: { count: 0 } }, (row) => dealsOf(row).length === 0],
    [{ deals: { count: { ne: 1 } } }, (row) => dealsOf(row).length !== 1],
    [{ deals: { count: { gte: 1, where: { stage: 'won' } } } }, (row) => dealsOf(row).filter(won).length >= 1],
    [{ deals: { count: { lte: 1, where: { stage: 'won' } } } }, (row) => dealsOf(row).filter(won).length <= 1],
    [{ not: { deals: { some: { stage: 'won' } } }, grade: 'high' }, (row) => !dealsOf(row).some(won) && row.grade === 'high'],
    [{ deals: { some: { 'customer.grade': 'high' } } }, (row) => row.grade === 'high' && dealsOf(row).length > 0],
    [
      { branches: { some: { deals: { some: {} } } } },
      (row) => customers.some((child) => child.parent_id === row.id && dealsOf(child).length > 0),
    ],
  ]
  for (const [filter, holds] of cases)
    assert.deepEqual(await idsOf('customer', filter), ids(customers.filter(holds)), JSON.stringify(filter))
  const { deals, items } = trade
  assert.deepEqual(
    await idsOf('deal', { items: { some: { count: { gte: 7 } } } }),
    ids(deals.filter((deal) => items.some((item) => item.deal_id === deal.id && Number(item.count) >= 7))),
  )
})

test('under takes a node of a tree with all below it', async () => {
  const { customers, departments, regions } = trade
  const below = (rows: readonly Row[], link: string, root: unknown): unknown[] => [
    root,
    ...rows.filter((row) => row[link] === root).flatMap((row) => below(rows, link, row.id)),
  ]
  const south = departments[2]!.id
  assert.deepEqual(
    await idsOf('customer', { ownerDepartment: { under: south } }),
    ids(customers.filter((row) => below(departments, 'parent_id', south).includes(row.department_id))),
  )
  const [two, three] = [regions[1]!.id, regions[4]!.id]
  const both = [...below(regions, 'above_id', two), ...below(regions, 'above_id', three)]
  assert.deepEqual(
    await idsOf('customer', { region: { under: [two, three] } }),
    ids(customers.filter((row) => both.includes(row.region_id))),
  )
  assert.deepEqual(
    await idsOf('deal', { 'customer.region': { under: two } }),
    ids(
      trade.deals.filter((deal) =>
        below(regions, 'above_id', two).includes(customers.find(({ id }) => id === deal.customer_id)?.region_id),
      ),
    ),
  )
  refuses({ owner: { under: two } }, 'kernel.bad-filter', 'owner')
  refuses({ region: { under: 'x' } }, 'kernel.bad-filter', 'region')
  refuses({ region: { under: [] } }, 'kernel.bad-filter', 'region')
})

test('me and days of the person', async () => {
  const viewer = trade.viewers[0]!
  assert.deepEqual(await idsOf('customer', { owner: 'me' }), ids(trade.customers.filter((row) => row.owner_id === viewer.memberId)))
  const [day] = await specimen.insert('customer', [{ name: 'at midnight', updated_at: '2026-06-14T16:30:00Z' }])
  assert.ok((await idsOf('customer', { updatedAt: { within: 'today' } })).includes(day!))
  const inUtc = specimen.context({ ...viewer, timeZone: 'UTC' })
  assert.ok(!(await idsOf('customer', { updatedAt: { within: 'today' } }, inUtc)).includes(day!))
  await specimen.database.control.query(sql`DELETE FROM ${sql.id(specimen.workspace.schema, 'customer')} WHERE id = ${day}`)
})

test('wrong filters name the place', () => {
  refuses({ nothing: 1 }, 'kernel.unknown-field', 'nothing')
  refuses({ or: [{ grade: 'high' }, { nothing: 1 }] }, 'kernel.unknown-field', 'or.1.nothing')
  refuses({ constructor: 1 }, 'kernel.unknown-field')
  refuses({ hasOwnProperty: { eq: 1 } }, 'kernel.unknown-field')
  refuses({ grade: 'enormous' }, 'kernel.bad-filter', 'grade')
  refuses({ grade: { like: 'h' } }, 'kernel.bad-filter', 'grade')
  refuses({ grade: { eq: 'high', constructor: 1 } }, 'kernel.bad-filter', 'grade')
  refuses({ grade: {} }, 'kernel.bad-filter', 'grade')
  refuses({ headcount: 'many' }, 'kernel.bad-filter', 'headcount')
  refuses({ headcount: { gte: '1; DROP TABLE x' } }, 'kernel.bad-filter', 'headcount')
  refuses({ updatedAt: { within: 'someday' } }, 'kernel.bad-filter', 'updatedAt')
  refuses({ id: 'x' }, 'kernel.bad-filter', 'id')
  refuses({ or: { grade: 'high' } }, 'kernel.bad-filter', 'or')
  refuses({ not: 1 }, 'kernel.bad-filter', 'not')
  refuses([], 'kernel.bad-filter')
  refuses('grade', 'kernel.bad-filter')
  refuses({ deals: 3 }, 'kernel.bad-filter', 'deals')
  refuses({ deals: { most: {} } }, 'kernel.bad-filter', 'deals')
  refuses({ deals: { count: { gte: -1 } } }, 'kernel.bad-filter')
  refuses({ deals: { count: { gte: 1.5 } } }, 'kernel.bad-filter')
  refuses({ deals: { some: { stage: 'x' } } }, 'kernel.bad-filter', 'deals.some.stage')
  refuses({ headcount: { in: Array.from({ length: 1001 }, (_, i) => i) } }, 'kernel.bad-filter', 'headcount')
})

test('depth and number of conditions have an end', () => {
  const nested = (depth: number): Row => (depth === 0 ? { grade: 'high' } : { not: nested(depth - 1) })
  compileIds(all, { object: 'customer', filter: nested(7), limit: 5 })
  refuses(nested(8))
  const many = (n: number): Row => ({ or: Array.from({ length: n }, (_, i) => ({ headcount: i })) })
  compileIds(all, { object: 'customer', filter: many(100), limit: 5 })
  refuses(many(101))
})

test('the condition of reach serves statements of others, per verb', async () => {
  for (const viewer of trade.viewers) {
    const context = specimen.context(viewer)
    const condition = reachCondition(context, 'customer', 'c', 'read')
    const rows = await specimen.run(sql`SELECT c.id FROM ${sql.id(specimen.workspace.schema, 'customer')} AS c WHERE ${condition}`)
    assert.deepEqual(ids(rows), ids(visibleTo(trade, viewer, 'customer')), viewer.roles.join())
    const updatable = await specimen.run(
      sql`SELECT c.id FROM ${sql.id(specimen.workspace.schema, 'customer')} AS c WHERE ${reachCondition(context, 'customer', 'c', 'update')}`,
    )
    const readable = new Set(ids(rows))
    assert.ok(updatable.every((row) => readable.has(String(row.id))))
    if (viewer.roles.includes('reader')) assert.equal(updatable.length, 0)
  }
})

test('shares give the right to change only where they say so', async () => {
  const viewer = trade.viewers[3]!
  const context = specimen.context(viewer)
  const updatable = await idsOf('customer', {}, context)
  const found = (await specimen.run(compileIds(context, { object: 'customer', verb: 'update', limit: 1000 }).sql)).map((row) => row.id)
  const mine = new Set(trade.customers.filter((row) => row.owner_id === viewer.memberId).map(({ id }) => id))
  const grantees = [viewer.memberId, ...viewer.departments, ...viewer.roles]
  const writable = new Set(
    trade.shares
      .filter((share) => share.may_write && share.object === 'customer' && grantees.includes(share.grantee_id as string))
      .map((share) => share.record_id),
  )
  assert.deepEqual(found.sort(), updatable.filter((id) => mine.has(id) || writable.has(id)).sort())
})
