import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { opportunity } from '#modules/sales'
import { movements } from '../module.ts'
import { reports } from '../reports.ts'

const app = await testApp([customers, activities, catalog, sales, movements], { locale: 'en' })
const admin = await app.as('administrator')
const stageOf: Record<string, string> = { Prospecting: 'contact', Engaging: 'negotiation', Won: 'won', Lost: 'lost' }
const [head = '', ...lines] = readFileSync(new URL('../../../examples/crm-sales/sales_pipeline.csv', import.meta.url), 'utf8')
  .trim()
  .split(/\r?\n/)
const at = head.split(',').indexOf('deal_stage')

test('the sample as a file: none of its 8,800 deals has stages behind it, and none stands in a figure of stages', async () => {
  const deals = lines.map((line, i) => ({ name: `Deal ${i}`, stage: stageOf[line.split(',')[at]!] as 'won' }))
  for (let from = 0; from < deals.length; from += 1_000)
    await admin.work((work) => work.create(opportunity, deals.slice(from, from + 1_000)), { via: 'import' })
  const ask = (name: string, key: string) => {
    const report = reports.find((one) => one.name === name)!
    return admin.aggregate({ object: report.object, ...report.tiles.find((tile) => tile.key === key)!.ask } as never)
  }
  assert.deepEqual(await ask('movements.history', 'known'), [{ all: lines.length, unknown: lines.length }])
  const path = reports.find(({ name }) => name === 'movements.path')!
  for (const { key } of path.tiles.filter(({ ask }) => ask.by)) assert.deepEqual(await ask('movements.path', key), [], key)
})
