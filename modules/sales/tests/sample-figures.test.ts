import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type Id, system } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { opportunity } from '#modules/sales'
import { sales } from '../module.ts'

type Row = Record<string, string>
/** The sample files hold neither quotes nor line breaks in cells, so lines and commas are enough here. */
function read(name: string): Row[] {
  const text = readFileSync(new URL(`../../../examples/crm-sales/${name}.csv`, import.meta.url), 'utf8')
  const [head = '', ...lines] = text.trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])))
}

const app = await testApp([customers, activities, catalog, sales], { locale: 'en' })
const admin = await app.as('administrator')
const stageOf: Row = { Prospecting: 'contact', Engaging: 'negotiation', Won: 'won', Lost: 'lost' }
/** `10/20/2016` → `2016-10-20`. */
const toDay = (text = ''): string | null => {
  const [month = '', day = '', year = ''] = text.split('/')
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null
}

/** The sample files as records: regions with managers' teams below them, agents, and 8,800 deals. */
async function fillSample(): Promise<void> {
  const teams = read('sales_teams')
  const regions = [...new Set(teams.map((row) => row.regional_office!))]
  const tops = await admin.create(
    'department',
    regions.map((name) => ({ name })),
  )
  const managers = [...new Set(teams.map((row) => row.manager!))]
  const below = await admin.create(
    'department',
    managers.map((name) => ({ name, parent: tops[regions.indexOf(teams.find((row) => row.manager === name)!.regional_office!)]!.id })),
  )
  const agents = await admin.create(
    'member',
    teams.map((row) => ({ name: row.sales_agent, roles: ['rep'], department: below[managers.indexOf(row.manager!)]!.id })),
  )
  const owners = new Map(teams.map((row, i) => [row.sales_agent, agents[i]!.id as Id<'member'>]))
  const names = [...new Set(read('sales_pipeline').map((row) => row.product!))]
  const products = await admin.create(
    'product',
    names.map((name) => ({ name })),
  )
  const deals = read('sales_pipeline').map((row) => ({
    name: `${row.product} ${row.opportunity_id}`,
    externalId: row.opportunity_id!,
    owner: owners.get(row.sales_agent)!,
    product: products[names.indexOf(row.product!)]!.id as Id<'product'>,
    stage: stageOf[row.deal_stage!] as 'won',
    foundOn: toDay(row.engage_date),
    closedOn: toDay(row.close_date),
    amount: row.close_value ? Number(row.close_value) : null,
  }))
  for (let at = 0; at < deals.length; at += 1000)
    await admin.work((work) => work.as(system('the sample')).create(opportunity, deals.slice(at, at + 1000)))
}
await fillSample()

const ask = (report: string, tile: string) => {
  const found = sales.reports.find((one) => one.name === report)!
  return admin.aggregate({ object: found.object, ...found.tiles.find((one) => one.key === tile)!.ask } as Parameters<
    typeof admin.aggregate
  >[0])
}
const amount = (value: unknown) => (value as { amount: number }).amount

const pipelineRows = read('sales_pipeline')
const countOf = (...stages: string[]) => pipelineRows.filter((row) => stages.includes(row.deal_stage!)).length
const managerOf = new Map(read('sales_teams').map((row) => [row.sales_agent!, row.manager!]))
/** Won and closed deals of the file by whose they are. */
const rates = (keyOf: (row: Row) => string): Record<string, [number, number]> => {
  const found: Record<string, [number, number]> = {}
  for (const row of pipelineRows.filter((one) => one.close_date)) {
    const sum = (found[keyOf(row)] ??= [0, 0])
    sum[0] += row.deal_stage === 'Won' ? 1 : 0
    sum[1] += 1
  }
  return found
}
const ratesIn = (rows: readonly Record<string, unknown>[], name: string) =>
  Object.fromEntries(rows.map((row) => [(row[name] as { title: string }).title, [row.won, row.closed]]))

test('win rate: 4,238 of 6,711, and 10,005,534 won; per rep and per manager what the file says', async () => {
  const [total] = await ask('sales.win-rate', 'total')
  assert.deepEqual([total!.won, total!.lost, total!.closed, amount(total!.wonAmount)], [4238, 2473, 6711, 10_005_534])
  const owners = ratesIn(await ask('sales.win-rate', 'byOwner'), 'creditedTo')
  assert.deepEqual(
    owners,
    rates((row) => row.sales_agent!),
  )
  const [won = 0, closed = 0] = owners['Hayden Neloms']!.map(Number)
  assert.equal((won / closed).toFixed(4), '0.7039')
  const managers = ratesIn(await ask('sales.win-rate', 'departments'), 'creditedDepartment')
  assert.deepEqual(
    managers,
    rates((row) => managerOf.get(row.sales_agent!)!),
  )
  assert.deepEqual(ratesIn(await ask('sales.compare', 'departments'), 'creditedDepartment'), managers)
})

test('win rate by amount: nobody knows what 2,473 lost deals with 0 were worth, so there is none; by the quarter in which deals were found: every deal once', async () => {
  const [total] = await ask('sales.win-rate', 'total')
  assert.equal(total!.lostWithoutAmount, countOf('Lost'))
  assert.equal(total!.lostWithoutAmount, 2473)
  assert.deepEqual(await ask('sales.win-rate', 'amounts'), [], 'no figure is shown, where 100 % would be wrong')
  assert.deepEqual(await ask('sales.win-rate', 'amountsByOwner'), [])
  const cohorts = await ask('sales.win-rate', 'cohorts')
  const sum = (name: string) => cohorts.reduce((all, row) => all + Number(row[name]), 0)
  assert.deepEqual([sum('found'), sum('won'), sum('lost'), sum('open')], [8800, 4238, 2473, 2089])
  assert.ok(cohorts.every((row) => Number(row.closed) === Number(row.won) + Number(row.lost)))
})

test('funnel: stages in their order; open deals without an amount are counted beside', async () => {
  const rows = await ask('sales.funnel', 'stages')
  assert.deepEqual(
    rows.map((row) => [row.stage, row.n]),
    ['Prospecting', 'Engaging', 'Won'].map((stage) => [stageOf[stage], countOf(stage)]),
  )
  const [open] = await ask('sales.funnel', 'open')
  const isOpen = countOf('Prospecting', 'Engaging')
  assert.deepEqual([open!.n, open!.withoutAmount], [isOpen, isOpen])
})

test('won per month and per region add up to the whole', async () => {
  for (const [report, tile] of [
    ['sales.won-by-month', 'months'],
    ['sales.won-by-region', 'regions'],
  ] as const) {
    const rows = await ask(report, tile)
    assert.equal(
      rows.reduce((sum, row) => sum + amount(row.amount), 0),
      10_005_534,
      report,
    )
  }
  const regions = await ask('sales.won-by-region', 'regions')
  assert.deepEqual(regions.map((row) => (row.region as { title: string }).title).sort(), ['Central', 'East', 'West'])
})

const won = read('sales_pipeline').filter((row) => row.deal_stage === 'Won')
const quarterOf = (row: Row) =>
  `${toDay(row.close_date)!.slice(0, 5)}${['01', '04', '07', '10'][Math.floor((Number(toDay(row.close_date)!.slice(5, 7)) - 1) / 3)]}-01`
const sums = (keyOf: (row: Row) => string): Record<string, [number, number]> => {
  const found: Record<string, [number, number]> = {}
  for (const row of won) {
    const sum = (found[keyOf(row)] ??= [0, 0])
    sum[0] += 1
    sum[1] += Number(row.close_value)
  }
  return found
}
const titleOf = (value: unknown) => (value as { title: string }).title

test('won per product, quarter and both is what the file says', async () => {
  const figures = (rows: readonly Record<string, unknown>[], keyOf: (row: Record<string, unknown>) => string) =>
    Object.fromEntries(rows.map((row) => [keyOf(row), [row.n, amount(row.amount)]]))
  const [products, quarters, both] = await Promise.all(['products', 'quarters', 'matrix'].map((tile) => ask('sales.won-by-product', tile)))
  assert.deepEqual(
    figures(products!, (row) => titleOf(row.product)),
    sums((row) => row.product!),
  )
  assert.deepEqual(
    figures(quarters!, (row) => String(row.quarter)),
    sums(quarterOf),
  )
  assert.deepEqual(
    figures(both!, (row) => `${titleOf(row.product)} ${row.quarter}`),
    sums((row) => `${row.product} ${quarterOf(row)}`),
  )
})

const middle = (days: readonly number[]) => {
  const sorted = [...days].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
const daysOf = (row: Row) => (Date.parse(toDay(row.close_date)!) - Date.parse(toDay(row.engage_date)!)) / 86_400_000

test('days from found to won: middle, mean and longest, whole and per person; people side by side', async () => {
  const days = won.map(daysOf)
  const [total] = await ask('sales.cycle', 'total')
  assert.deepEqual([total!.n, Number(total!.median), total!.longest], [4238, middle(days), Math.max(...days)])
  assert.equal(Number(total!.mean).toFixed(6), (days.reduce((sum, one) => sum + one, 0) / days.length).toFixed(6))
  const [unknown] = await ask('sales.cycle', 'unknown')
  assert.equal(unknown!.n, 0)
  const closed = read('sales_pipeline').filter((row) => row.close_date)
  for (const row of await ask('sales.compare', 'people')) {
    const mine = won.filter((one) => one.sales_agent === titleOf(row.creditedTo))
    const ended = closed.filter((one) => one.sales_agent === titleOf(row.creditedTo))
    const sum = mine.reduce((all, one) => all + Number(one.close_value), 0)
    assert.deepEqual(
      [row.won, row.closed, amount(row.wonAmount), Number(row.days)],
      [mine.length, ended.length, sum, middle(mine.map(daysOf))],
    )
  }
  const branches = await ask('sales.compare', 'presentOwners')
  assert.equal(
    branches.reduce((sum, row) => sum + Number(row.found), 0),
    8800,
  )
})

test('what was unknown in the file stays unknown', async () => {
  assert.equal(await admin.count('opportunity', { foundOn: { empty: true } }), 500)
  assert.equal(await admin.count('opportunity', { account: { empty: true } }), 8800)
})
