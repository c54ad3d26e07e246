import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Id } from '#kernel'
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
  const deals = read('sales_pipeline').map((row) => ({
    name: `${row.product} ${row.opportunity_id}`,
    externalId: row.opportunity_id!,
    owner: owners.get(row.sales_agent)!,
    stage: stageOf[row.deal_stage!] as 'won',
    foundOn: toDay(row.engage_date),
    closedOn: toDay(row.close_date),
    amount: row.close_value ? Number(row.close_value) : null,
  }))
  for (let at = 0; at < deals.length; at += 1000) await admin.work((work) => work.create(opportunity, deals.slice(at, at + 1000)))
}
await fillSample()

const ask = (report: string, tile: string) => {
  const found = sales.reports.find((one) => one.name === report)!
  return admin.aggregate({ object: found.object, ...found.tiles.find((one) => one.key === tile)!.ask } as Parameters<
    typeof admin.aggregate
  >[0])
}
const amount = (value: unknown) => (value as { amount: number }).amount

test('win rate: 4,238 of 6,711, and 10,005,534 won', async () => {
  const [total] = await ask('sales.win-rate', 'total')
  assert.deepEqual([total!.won, total!.lost, total!.closed, amount(total!.wonAmount)], [4238, 2473, 6711, 10_005_534])
  const owners = await ask('sales.win-rate', 'byOwner')
  assert.equal(owners.length, 30)
  const best = owners.find((row) => (row.owner as { title: string }).title === 'Hayden Neloms')!
  assert.equal((Number(best.won) / Number(best.closed)).toFixed(4), '0.7039')
})

test('funnel: stages in their order; open deals without an amount are counted beside', async () => {
  const rows = await ask('sales.funnel', 'stages')
  assert.deepEqual(
    rows.map((row) => [row.stage, row.n]),
    [
      ['contact', 500],
      ['negotiation', 1589],
      ['won', 4238],
    ],
  )
  const [open] = await ask('sales.funnel', 'open')
  assert.deepEqual([open!.n, open!.withoutAmount], [2089, 2089])
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

test('what was unknown in the file stays unknown', async () => {
  assert.equal(await admin.count('opportunity', { foundOn: { empty: true } }), 500)
  assert.equal(await admin.count('opportunity', { account: { empty: true } }), 8800)
})
