import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { compileCount } from '../compile-count.ts'
import { compileIds } from '../compile-ids.ts'
import { compileList, glueList } from '../compile-list.ts'
import type { ListQuestion, QueryContext } from '../question.ts'
import { fillTrade, randomFrom, type Trade, visibleTo } from './fill-trade.ts'
import { plainIds } from './plain-ids.ts'
import { openSpecimen, type Row, type Specimen } from './trade-specimen.ts'

let specimen: Specimen
let trade: Trade
before(async () => {
  specimen = await openSpecimen()
  trade = await fillTrade(specimen, 20260615)
})
after(() => specimen.close())

type Page = { rows: Row[]; next: string | null }
async function list(context: QueryContext, question: ListQuestion): Promise<Page> {
  const { sql, plan } = compileList(context, question)
  const [row] = await specimen.run(sql, plan)
  return JSON.parse(glueList(row!)) as Page
}

async function allPages(context: QueryContext, question: ListQuestion): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const page: Page = await list(context, cursor === null ? question : { ...question, cursor })
    assert.ok(page.rows.length === question.limit || page.next === null, 'a page that is not full is the last')
    assert.ok(page.rows.length <= question.limit)
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return rows
}

test('every viewer lists exactly the records within reach', async () => {
  for (const viewer of trade.viewers) {
    for (const object of ['customer', 'deal', 'visit', 'dealItem'] as const) {
      const expected = visibleTo(trade, viewer, object).map(({ id }) => id)
      const question = { object, limit: 37, fields: ['id'] }
      if (!specimen.context(viewer).access.may(viewer, object, 'read')) {
        assert.deepEqual(expected, [])
        assert.throws(() => compileList(specimen.context(viewer), question), { code: 'kernel.forbidden' })
        continue
      }
      const rows = await allPages(specimen.context(viewer), question)
      assert.deepEqual(rows.map(({ id }) => id).sort(), [...expected].sort(), `${viewer.roles} ${object}`)
      const [counted] = await specimen.run(compileCount(specimen.context(viewer), { object }, false).sql)
      assert.deepEqual(JSON.parse(counted!.count as string), { value: expected.length, exact: true })
    }
  }
})

const sorts: readonly (readonly string[])[] = [
  [],
  ['name'],
  ['-name'],
  ['headcount'],
  ['-headcount'],
  ['grade'],
  ['-grade', 'name'],
  ['-headcount', 'grade'],
  ['revenue', '-updatedAt'],
  ['-revenue', 'headcount', '-name'],
  ['parent'],
  ['-parent.name', 'name'],
  ['region.above', '-headcount'],
  ['updatedAt'],
  ['-createdAt'],
  ['-id'],
  ['dealCount', '-name'],
  ['marginDouble'],
  ['-owner', 'id', 'name'],
]
const filters: readonly Row[] = [
  {},
  { grade: 'high' },
  { grade: { in: ['high', 'low'] } },
  { headcount: { gte: 3 } },
  { or: [{ grade: null }, { headcount: 2 }] },
  { 'region.name': '广东' },
  { not: { grade: 'low' } },
  { deals: { some: { stage: 'won' } } },
  { deals: { count: { lt: 2 } } },
  { parent: { empty: false } },
]

test('pages put together are the plain list: nothing missing, nothing double, same order', async () => {
  const random = randomFrom(7)
  for (const sort of sorts) {
    for (const viewer of trade.viewers.slice(0, 6)) {
      const context = specimen.context(viewer)
      const closed = viewer.roles.includes('rep') && sort.some((key) => key.includes('margin'))
      if (closed) continue
      const filter = random.pick(filters)
      const question = { object: 'customer', filter, sort, limit: 1 + random.below(12), fields: ['id'] }
      const plain = (await specimen.run(plainIds(context, { object: 'customer', filter, sort }))).map(({ id }) => id)
      const ids = await specimen.run(
        compileIds(context, { object: 'customer', filter, limit: 1000, sort: sort.length > 0 ? sort : ['name'] }).sql,
      )
      assert.deepEqual(
        ids.map(({ id }) => id),
        plain,
      )
      const paged = await allPages(context, question)
      assert.deepEqual(
        paged.map(({ id }) => id),
        plain,
        `${viewer.roles} ${JSON.stringify(filter)} ${sort}`,
      )
    }
  }
})

test('empty values come last in both directions', async () => {
  const context = specimen.context(trade.viewers[0]!)
  for (const sort of ['headcount', '-headcount', 'revenue', '-revenue', 'parent', '-parent', 'grade', '-grade']) {
    const name = sort.replace('-', '')
    const rows = await allPages(context, { object: 'customer', sort: [sort], limit: 11, fields: [name] })
    const given = rows
      .map((row) => (name === 'parent' ? (row[name] as Row | null)?.title : row[name]) ?? null)
      .map((value) => value !== null)
    assert.equal(rows.length, 90)
    assert.ok(given.includes(false) && given.lastIndexOf(true) < given.indexOf(false), sort)
  }
  const counts = (await allPages(context, { object: 'customer', sort: ['-headcount'], limit: 9, fields: ['headcount'] }))
    .map((row) => row.headcount)
    .filter((n) => n !== null) as number[]
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => b - a),
  )
})

test('choices sort by their place in the list', async () => {
  const rows = await allPages(specimen.context(trade.viewers[0]!), { object: 'deal', sort: ['-stage'], limit: 50, fields: ['stage'] })
  assert.deepEqual([...new Set(rows.map((row) => row.stage))], ['lost', 'won', 'offer', 'new', null])
})

test('an answer brings links with title, fields of links, and nothing costly unasked', async () => {
  const context = specimen.context(trade.viewers[0]!)
  const child = trade.customers.find((row) => row.parent_id !== null && row.region_id !== null)!
  const filter = { id: child.id }
  const { rows } = await list(context, { object: 'customer', filter, limit: 5 })
  const [row] = rows as [Row]
  const parent = trade.customers.find(({ id }) => id === child.parent_id)!
  assert.deepEqual(row.parent, { id: parent.id, title: parent.name })
  assert.ok(!('dealCount' in row) && 'marginDouble' in row && 'owner' in row && 'version' in row)
  const { rows: asked } = await list(context, {
    object: 'customer',
    filter,
    limit: 5,
    fields: ['name', 'parent.grade', 'region.above.name', 'dealCount'],
  })
  const region = trade.regions.find(({ id }) => id === child.region_id)!
  const above = trade.regions.find(({ id }) => id === region.above_id)
  assert.deepEqual(asked[0], {
    id: child.id,
    name: child.name,
    parent: { id: parent.id, title: parent.name, grade: parent.grade },
    region: { id: region.id, title: region.name, above: above ? { id: above.id, title: above.name, name: above.name } : null },
    dealCount: trade.deals.filter((deal) => deal.customer_id === child.id).length,
  })
})

test('a cursor serves its own sort only, and no bent one at all', async () => {
  const context = specimen.context(trade.viewers[0]!)
  const { next } = await list(context, { object: 'customer', sort: ['name'], limit: 3 })
  assert.ok(next)
  const fault = { code: 'kernel.bad-cursor' }
  const ask =
    (cursor: string, sort: string[] = ['name']) =>
    () =>
      compileList(context, { object: 'customer', sort, limit: 3, cursor })
  assert.throws(ask(next, ['-name']), fault)
  assert.throws(ask(`${next.slice(0, -3)}abc`), fault)
  assert.throws(ask('rubbish'), fault)
  assert.throws(ask(''), fault)
  assert.throws(ask(Buffer.from('[]').toString('base64url')), fault)
})

test('wrong questions are told apart', () => {
  const context = specimen.context(trade.viewers[0]!)
  const ask = (question: Partial<ListQuestion>) => () => compileList(context, { object: 'customer', limit: 3, ...question })
  assert.throws(ask({ object: 'nothing' }), { code: 'kernel.unknown-object' })
  assert.throws(ask({ object: 'constructor' }), { code: 'kernel.unknown-object' })
  assert.throws(ask({ limit: 0 }), { code: 'kernel.bad-value' })
  assert.throws(ask({ limit: 501 }), { code: 'kernel.bad-value' })
  assert.throws(ask({ sort: ['tags'] }), { code: 'kernel.not-sortable' })
  assert.throws(ask({ sort: ['deals'] }), { code: 'kernel.not-sortable' })
  assert.throws(ask({ sort: ['toString'] }), { code: 'kernel.unknown-field' })
  assert.throws(ask({ fields: ['parent.parent.parent.name'] }), { code: 'kernel.unknown-field' })
  assert.throws(ask({ fields: ['name.length'] }), { code: 'kernel.unknown-field' })
  assert.throws(ask({ fields: ['__proto__'] }), { code: 'kernel.unknown-field' })
})

test('one statement serves all values of a common question; others are planned for theirs', () => {
  const context = specimen.context(trade.viewers[0]!)
  const statistics = { shareOf: (_: string, __: string, value: string) => (value === 'high' ? 0.2 : 0.001), hitsOf: () => undefined }
  const planOf = (filter: Row) => compileList(context, { object: 'customer', limit: 3, filter }, { statistics }).plan
  assert.equal(planOf({}), 'generic')
  assert.equal(planOf({ grade: 'high' }), 'generic')
  assert.equal(planOf({ grade: 'low' }), 'custom')
  assert.equal(planOf({ headcount: 3 }), 'custom')
})
