import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { compileAggregate } from '../compile-aggregate.ts'
import { compileCount } from '../compile-count.ts'
import { compileIds } from '../compile-ids.ts'
import { compileList } from '../compile-list.ts'
import { compileOne } from '../compile-one.ts'
import { compileSearch } from '../compile-search.ts'
import type { Compiled, QueryContext } from '../question.ts'
import { fillTrade, type Trade, visibleTo } from './fill-trade.ts'
import { openSpecimen, type Row, type Specimen } from './trade-specimen.ts'

let specimen: Specimen
let trade: Trade
before(async () => {
  specimen = await openSpecimen()
  trade = await fillTrade(specimen, 99)
})
after(() => specimen.close())

const textOf = async ({ sql, plan }: Compiled): Promise<string> => Object.values((await specimen.run(sql, plan))[0] ?? {}).join('')
const rowsOf = async (compiled: Compiled): Promise<Row[]> => JSON.parse(String((await specimen.run(compiled.sql))[0]!.rows)) as Row[]
/** Sees deals of all, but own customers only. */
const dealer = () => specimen.context(trade.viewers[6]!)
const rep = () => specimen.context(trade.viewers[2]!)

test('a hidden field is as unknown as one that is not there, along every road', () => {
  const context = rep()
  const roads: ((path: string) => unknown)[] = [
    (path) => compileList(context, { object: 'customer', limit: 3, fields: [path] }),
    (path) => compileList(context, { object: 'customer', limit: 3, sort: [path] }),
    (path) => compileList(context, { object: 'customer', limit: 3, filter: { [path]: 1 } }),
    (path) => compileList(context, { object: 'customer', limit: 3, filter: { not: { [path]: { empty: true } } } }),
    (path) => compileList(context, { object: 'deal', limit: 3, filter: { [`customer.${path}`]: 1 } }),
    (path) => compileList(context, { object: 'deal', limit: 3, fields: [`customer.${path}`] }),
    (path) => compileList(context, { object: 'deal', limit: 3, sort: [`-customer.${path}`] }),
    (path) => compileCount(context, { object: 'customer', filter: { [path]: { gte: 1 } } }, true),
    (path) => compileOne(context, { object: 'customer', id: String(trade.customers[0]!.id), fields: [path] }),
    (path) => compileIds(context, { object: 'visit', filter: { [`customer.${path}`]: 1 }, limit: 5 }),
    (path) => compileAggregate(context, { object: 'customer', by: [path], measures: { n: 'count' } }),
    (path) => compileAggregate(context, { object: 'customer', measures: { n: { sum: path } } }),
    (path) => compileAggregate(context, { object: 'customer', measures: { n: { countDistinct: path } } }),
    (path) => compileAggregate(context, { object: 'customer', measures: { n: { count: '*', filter: { [path]: 1 } } } }),
    (path) => compileAggregate(context, { object: 'deal', by: [`customer.${path}`], measures: { n: 'count' } }),
  ]
  for (const road of roads) {
    const faultOf = (path: string): Row => {
      try {
        road(path)
      } catch (error) {
        const { code, details } = error as { code: string; details: Row }
        return { code, details: JSON.parse(JSON.stringify(details).replaceAll(path, 'it')) as Row }
      }
      return assert.fail(`${road} ${path}`)
    }
    const stranger = faultOf('noSuchField')
    assert.equal(stranger.code, 'kernel.unknown-field')
    // marginDouble is computed from margin.
    for (const hidden of ['margin', 'marginDouble']) assert.deepEqual(faultOf(hidden), stranger, String(road))
  }
})

test('a hidden field is in no answer', async () => {
  const mine = visibleTo(trade, trade.viewers[2]!, 'customer')
  for (const text of [
    await textOf(compileList(rep(), { object: 'customer', limit: 100 })),
    await textOf(compileList(rep(), { object: 'customer', limit: 100, fields: ['*'] })),
    await textOf(compileOne(rep(), { object: 'customer', id: String(mine[0]!.id) })),
  ]) {
    assert.ok(text.includes('headcount') && !text.includes('margin'))
  }
})

test('a masked field shows its ends and decides nothing', async () => {
  const context = rep()
  const rows = await rowsOf(compileList(context, { object: 'customer', limit: 100, fields: ['mobile'] }))
  const shown = new Map(rows.map((row) => [row.id, row.mobile]))
  const mine = visibleTo(trade, trade.viewers[2]!, 'customer')
  assert.ok(mine.some((row) => row.mobile))
  for (const { id, mobile } of mine)
    assert.equal(shown.get(id), mobile === null ? null : `${String(mobile).slice(0, 3)}****${String(mobile).slice(-4)}`)
  assert.throws(() => compileList(context, { object: 'customer', limit: 1, filter: { mobile: '1' } }), { code: 'kernel.bad-filter' })
  assert.throws(() => compileList(context, { object: 'customer', limit: 1, sort: ['mobile'] }), { code: 'kernel.not-sortable' })
  assert.throws(() => compileAggregate(context, { object: 'customer', by: ['mobile'], measures: { n: 'count' } }), {
    code: 'kernel.bad-value',
  })
  const whole = mine.find((row) => row.mobile)!
  const found = await rowsOf(compileList(context, { object: 'customer', limit: 10, q: String(whole.mobile) }))
  assert.deepEqual(found, [])
  const manager = specimen.context(trade.viewers[0]!)
  assert.equal((await rowsOf(compileList(manager, { object: 'customer', limit: 10, q: String(whole.mobile) }))).length, 1)
  assert.ok(!(await textOf(compileSearch(context, { q: String(whole.mobile), limit: 10 }))).includes(String(whole.id)))
})

test('a linked record out of reach shows that it is there and nothing else', async () => {
  const viewer = trade.viewers[6]!
  const readable = new Set(visibleTo(trade, viewer, 'customer').map(({ id }) => id))
  const hidden = trade.customers.filter(({ id }) => !readable.has(id))
  assert.ok(readable.size > 0 && hidden.length > 0)
  const answers = [
    await textOf(compileList(dealer(), { object: 'deal', limit: 500, fields: ['*', 'customer.grade', 'customer.parent.name'] })),
    await textOf(compileAggregate(dealer(), { object: 'deal', by: ['customer'], measures: { n: 'count' } })),
    await textOf(
      compileAggregate(dealer(), { object: 'deal', by: ['customer.name', { field: 'customer', root: true }], measures: { n: 'count' } }),
    ),
  ]
  for (const text of answers) {
    for (const row of hidden) assert.ok(!text.includes(String(row.id)), 'an id of a hidden record')
    for (const name of hidden
      .map((row) => row.name)
      .filter((name) => name && ![...readable].some((id) => trade.customers.find((row) => row.id === id)?.name === name))) {
      assert.ok(!text.includes(`"${String(name)}"`), `the title ${String(name)} of a hidden record`)
    }
  }
  const rows = await rowsOf(compileList(dealer(), { object: 'deal', limit: 500, fields: ['customer.grade'] }))
  for (const row of rows) {
    const deal = trade.deals.find(({ id }) => id === row.id)!
    const customer = trade.customers.find(({ id }) => id === deal.customer_id)
    const shown = customer && { id: customer.id, title: customer.name, grade: customer.grade }
    assert.deepEqual(row.customer, customer && !readable.has(customer.id) ? { id: null, title: null, hidden: true } : (shown ?? null))
  }
})

test('no filter, sort, group or figure tells records out of reach apart', async () => {
  const viewer = trade.viewers[6]!
  const readable = new Set(visibleTo(trade, viewer, 'customer').map(({ id }) => id))
  const ofHidden = trade.deals.filter((deal) => deal.customer_id !== null && !readable.has(deal.customer_id))
  const some = ofHidden[0]!
  const customer = trade.customers.find(({ id }) => id === some.customer_id)!
  const probes: Row[] = [
    { customer: customer.id },
    { customer: { in: [customer.id] } },
    { 'customer.id': customer.id },
    { 'customer.name': customer.name ?? 'x' },
    { customer: { under: customer.id } },
    { 'customer.deals': { some: {} } },
    { 'customer.owner': customer.owner_id ?? viewer.memberId },
    { 'customer.headcount': { gte: 0 } },
    { 'customer.updatedAt': { empty: false } },
    { 'customer.parent': { empty: false } },
  ]
  for (const filter of probes) {
    const rows = await rowsOf(compileList(dealer(), { object: 'deal', limit: 500, filter, fields: ['id'] }))
    assert.ok(
      rows.every((row) => !ofHidden.some(({ id }) => id === row.id)),
      JSON.stringify(filter),
    )
    const complement = await rowsOf(compileList(dealer(), { object: 'deal', limit: 500, filter: { not: filter }, fields: ['id'] }))
    assert.ok(
      ofHidden.every(({ id }) => complement.some((row) => row.id === id)),
      `not ${JSON.stringify(filter)}`,
    )
  }
  const others = await rowsOf(
    compileList(dealer(), { object: 'deal', limit: 500, filter: { customer: { ne: customer.id } }, fields: ['id'] }),
  )
  assert.ok(ofHidden.every(({ id }) => others.some((row) => row.id === id)))
  const sorted = await rowsOf(compileList(dealer(), { object: 'deal', limit: 500, sort: ['customer.name', 'id'], fields: ['id'] }))
  const tail = sorted.slice(-ofHidden.length).map(({ id }) => id)
  const without = trade.deals.filter(
    (deal) =>
      deal.customer_id === null || !readable.has(deal.customer_id) || !trade.customers.find(({ id }) => id === deal.customer_id)?.name,
  )
  assert.deepEqual(
    tail,
    without
      .map(({ id }) => String(id))
      .sort()
      .slice(-ofHidden.length),
  )
  const groups = await rowsOf(compileAggregate(dealer(), { object: 'deal', by: ['customer'], measures: { n: 'count' } }))
  assert.deepEqual(
    groups.filter((row) => (row.customer as Row | null)?.hidden),
    [{ customer: { id: null, title: null, hidden: true }, n: ofHidden.length }],
  )
})

test('children out of reach are not there: in filters, counts and figures', async () => {
  const context: QueryContext = specimen.context(trade.viewers[4]!)
  const deals = new Set(visibleTo(trade, trade.viewers[4]!, 'deal').map(({ id }) => id))
  const countOf = (customer: Row) => trade.deals.filter((deal) => deal.customer_id === customer.id && deals.has(deal.id)).length
  const mine = visibleTo(trade, trade.viewers[4]!, 'customer')
  const rows = await rowsOf(compileList(context, { object: 'customer', limit: 100, fields: ['dealCount'], sort: ['-dealCount'] }))
  assert.deepEqual(rows.map(({ id, dealCount }) => [id, dealCount]).sort(), mine.map((row) => [row.id, countOf(row)]).sort())
  for (const n of [0, 1, 2]) {
    const found = await rowsOf(compileList(context, { object: 'customer', limit: 100, filter: { deals: { count: n } }, fields: ['id'] }))
    assert.deepEqual(
      found.map(({ id }) => id).sort(),
      mine
        .filter((row) => countOf(row) === n)
        .map(({ id }) => id)
        .sort(),
    )
  }
  const none = await rowsOf(compileList(context, { object: 'customer', limit: 100, filter: { deals: { none: {} } }, fields: ['id'] }))
  assert.deepEqual(
    none.map(({ id }) => id).sort(),
    mine
      .filter((row) => countOf(row) === 0)
      .map(({ id }) => id)
      .sort(),
  )
  // Who may read no visits at all does not know of the list.
  assert.throws(
    () => compileList(specimen.context(trade.viewers[1]!), { object: 'customer', limit: 3, filter: { visits: { some: {} } } }),
    { code: 'kernel.unknown-field' },
  )
})

test('one record out of reach is not there', async () => {
  const viewer = trade.viewers[2]!
  const readable = new Set(visibleTo(trade, viewer, 'customer').map(({ id }) => id))
  for (const { id } of trade.customers.slice(0, 30)) {
    const rows = await specimen.run(compileOne(rep(), { object: 'customer', id: String(id) }).sql, 'generic')
    assert.equal(rows.length, readable.has(id) ? 1 : 0)
  }
  assert.throws(() => compileOne(rep(), { object: 'customer', id: 'x' }), { code: 'kernel.not-found' })
})
