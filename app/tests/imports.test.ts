import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'

const app = await testApp(modules, { locale: 'en' })
const admin = await app.as('administrator')
const { session } = admin
const stand = await openStand(app)

type Linked = { id: string; title: string } | null
const deals = () => admin.count('opportunity')

test('the four files of the example become 85 customers, 7 products, teams and 8,800 deals', async () => {
  const accounts = await stand.example(session, 'accounts.csv', 'account', { map: await stand.exampleMap('accounts') })
  assert.deepEqual([accounts.state, accounts.counts.created, accounts.counts.failed], ['done', 85, 0])
  const daughters = await admin.list('account', { filter: { 'parent.name': 'Acme Corporation' }, limit: 50 })
  assert.deepEqual(daughters.map((row) => row.name).toSorted(), ['Bluth Company', 'Codehow', 'Donquadtech', 'Iselectrics'])
  const products = await stand.example(session, 'products.csv', 'products', { map: await stand.exampleMap('products') })
  assert.deepEqual([products.counts.created, products.report.made], [7, { productCategory: 3 }])
  const teams = await stand.example(session, 'sales_teams.csv', 'member', { map: await stand.exampleMap('sales-teams') })
  assert.deepEqual([teams.counts.created, teams.report.made], [35, { member: 6, department: 9 }])
  const [anna] = await admin.list('member', { filter: { name: 'Anna Snelling' } })
  const team = await admin.one('department', (anna!.department as Linked)!.id)
  assert.equal((team.parent as Linked)!.title, 'Central')
  assert.equal((team.head as Linked)!.title, 'Dustin Brinkmann')
  const [manager] = await admin.list('member', { filter: { name: 'Dustin Brinkmann' } })
  assert.deepEqual([anna!.active, manager!.active], [true, false])
})

test('a trial run tells what would fail and what was meant, and writes nothing', async () => {
  const map = await stand.exampleMap('sales-pipeline')
  map.columns.product = 'product'
  const before = await admin.changeSets()
  const dry = await stand.example(session, 'sales_pipeline.csv', 'opportunity', { map, dryRun: true })
  assert.deepEqual(dry.counts, { rows: 8800, created: 7320, updated: 0, unchanged: 0, skipped: 0, failed: 1480 })
  const [problem, ...others] = dry.report.problems!
  assert.equal(others.length, 0)
  assert.deepEqual(
    [problem!.column, problem!.value, problem!.count, problem!.suggestion],
    ['product', 'GTXPro', 1480, { value: 'GTX Pro', score: 0.93 }],
  )
  assert.deepEqual(problem!.lines.slice(0, 2), [3, 13])
  assert.equal(dry.report.fields!.account!.blank, 1425)
  assert.equal(await deals(), 0)
  assert.deepEqual(await admin.changeSets(), before)
  const real = await stand.example(session, 'sales_pipeline.csv', 'opportunity', { map })
  assert.deepEqual(real.counts, dry.counts, 'the trial run predicted what came')
  assert.equal(await deals(), 7320)
  await admin.undo(real.changeSetId)
  assert.equal(await deals(), 0)
})

test('8,800 deals come in, come in again without a change, go and come back', async () => {
  const map = await stand.exampleMap('sales-pipeline')
  const first = await stand.example(session, 'sales_pipeline.csv', 'opportunity', { map })
  assert.deepEqual(first.counts, { rows: 8800, created: 8800, updated: 0, unchanged: 0, skipped: 0, failed: 0 })
  const figures = await admin.aggregate({ object: 'opportunity', by: ['outcome'], measures: { n: 'count', total: { sum: 'amount' } } })
  const of = (outcome: string) => figures.find((row) => row.outcome === outcome) as { n: number; total: { amount: number } | null }
  assert.deepEqual([of('won').n, of('lost').n, of('won').total!.amount], [4238, 2473, 10_005_534])
  assert.equal(await admin.count('opportunity', { account: { empty: true } }), 1425)
  // An administrator may bring in what happened elsewhere: lost without a reason, and marked.
  assert.equal(await admin.count('opportunity', { isMigrated: true }), 2473)
  const [deal] = await admin.list('opportunity', { filter: { externalId: '1C1I7A6R' } })
  assert.deepEqual(
    [deal!.name, deal!.stage, deal!.foundOn, deal!.closedOn, (deal!.owner as Linked)!.title, (deal!.account as Linked)!.title],
    ['GTX Plus Basic 1C1I7A6R', 'won', '2016-10-20', '2017-03-01', 'Moses Frase', 'Cancity'],
  )
  const again = await stand.example(session, 'sales_pipeline.csv', 'opportunity', { map, match: 'externalId' })
  assert.deepEqual(again.counts, { rows: 8800, created: 0, updated: 0, unchanged: 8800, skipped: 0, failed: 0 })
  const undone = await admin.undo(first.changeSetId)
  assert.equal(await deals(), 0)
  await admin.undo(undone.changeSet as string)
  assert.equal(await deals(), 8800)
  const sets = await admin.changeSets()
  assert.deepEqual(sets.find((set) => set.id === first.changeSetId)!.counts, { opportunity: { create: 8800 } }, 'one change set holds all')
})

test('a day that can be read in two ways is asked about', async () => {
  const wish = { map: { columns: { name: 'name', from: 'foundOn' } } }
  await assert.rejects(
    stand.content(session, 'name,from\nA,1/2/2026\nB,3/4/2026\n', 'opportunity', wish),
    (error: { code: string; details: { reason: string; columns: unknown[] } }) => {
      assert.deepEqual([error.code, error.details.reason], ['kernel.bad-import', 'ambiguous-days'])
      assert.deepEqual(error.details.columns, [
        { column: 'from', field: 'foundOn', candidates: ['M/D/YYYY', 'D/M/YYYY'], samples: ['1/2/2026', '3/4/2026'] },
      ])
      return true
    },
  )
  const said = await stand.content(session, 'name,from\nday A,1/2/2026\nday B,31/2/2026\n', 'opportunity', {
    map: { columns: { name: 'name', from: { field: 'foundOn', format: 'D/M/YYYY' } } },
  })
  assert.deepEqual([said.counts.created, said.counts.failed], [1, 1])
  const [row] = await admin.list('opportunity', { filter: { name: 'day A' } })
  assert.equal(row!.foundOn, '2026-02-01')
  const found = await stand.content(session, 'name,from\nday C,1/2/2026\nday D,1/22/2026\n', 'opportunity', wish)
  assert.equal((found.map.columns.from as { format: string }).format, 'M/D/YYYY')
})
