import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { reporting } from '#manifest/reporting'
import { sales } from '#manifest/sales'
import { run } from '#modules/reporting'

const app = await testApp([customers, activities, catalog, sales, company, reporting], { locale: 'en', now: '2030-02-20T09:00:00Z' })
const admin = await app.as('administrator')
const finance = await app.as('finance')
const rep = await app.as('rep')
const entities = await finance.create('legalEntity', [
  { name: 'Second', fiscalMonth: 7 },
  { name: 'Ours', isDefault: true, fiscalMonth: 4 },
])
const [firm] = await rep.create('account', [{ name: 'Firm' }])
const foundOn = ['2028-12-31', '2029-03-31', '2029-04-01', '2029-06-30', '2029-07-01', '2030-01-31', '2030-02-10']
await rep.create(
  'opportunity',
  foundOn.map((day, i) => ({ name: day, account: firm!.id, foundOn: day, expectedOn: '2030-06-30', amount: 10 ** i })),
)

type Row = Record<string, unknown>
const by = async (unit: string, field = 'foundOn') => {
  const rows = await rep.aggregate({ object: 'opportunity', by: [{ field, unit, as: 'on' }], measures: { n: 'count' } })
  return rows.map((row) => `${row.on} ${row.n}`)
}
const within = async (word: string) => {
  const filter = { foundOn: { within: word } }
  const rows = await rep.work((work) => work.list({ object: 'opportunity', filter, sort: ['foundOn'], fields: ['name'], limit: 50 }))
  return rows.map(({ name }) => name)
}

test('days fall into the years and quarters of a fiscal year that begins in April, as the default company says', async () => {
  assert.deepEqual(await by('fiscalYear'), ['2028-04-01 2', '2029-04-01 5'])
  assert.deepEqual(await by('fiscalQuarter'), ['2028-10-01 1', '2029-01-01 1', '2029-04-01 2', '2029-07-01 1', '2030-01-01 2'])
  assert.deepEqual(await by('fiscalYear', 'createdAt'), ['2029-04-01 7'])
  assert.deepEqual(await by('year'), ['2028-01-01 1', '2029-01-01 4', '2030-01-01 2'])
})

test('this and the last fiscal year and quarter are words of filters, and hold the records of their groups', async () => {
  assert.deepEqual(await within('thisFiscalYear'), foundOn.slice(2))
  assert.deepEqual(await within('lastFiscalYear'), foundOn.slice(0, 2))
  assert.deepEqual(await within('thisFiscalQuarter'), foundOn.slice(5))
  assert.deepEqual(await within('lastFiscalQuarter'), [])
  assert.deepEqual(await within('nextFiscalYear'), [])
  await assert.rejects(within('thisFiscalMonth'), { code: 'kernel.bad-filter' })
  await assert.rejects(by('fiscalMonth'), { code: 'kernel.bad-value' })
})

test('a report of one’s own goes by fiscal quarters, and sets this fiscal year beside the one before', async () => {
  const amount = { key: 'amount', measure: 'sum', of: 'amount' }
  const kept = async (body: Row) => {
    const [row] = await rep.create('ownReport', [
      { name: 'Deals', object: 'opportunity', body: { draw: 'table', figures: [amount], ...body } },
    ])
    return (await rep.call(run, { ownReport: row!.id })) as { rows: Row[]; former: Row[] | null }
  }
  const { rows } = await kept({ by: [{ field: 'foundOn', unit: 'fiscalQuarter' }] })
  assert.deepEqual(rows.map((row) => row.foundOn_fiscalQuarter).slice(0, 2), ['2028-10-01', '2029-01-01'])
  const compared = await kept({ by: [], compare: { field: 'foundOn', period: 'thisFiscalYear', against: 'before' } })
  const sums = [compared.rows, compared.former!].map(([row]) => (row!.amount as { amount: number }).amount)
  assert.deepEqual(sums, [1_111_100, 11])
})

test('another first month holds from its saving on; without any the fiscal year is the year', async () => {
  const [second, ours] = entities
  await finance.change('legalEntity', String(ours!.id), { fiscalMonth: 2 })
  assert.deepEqual(await by('fiscalYear'), ['2028-02-01 1', '2029-02-01 5', '2030-02-01 1'])
  assert.deepEqual(await within('thisFiscalQuarter'), ['2030-02-10'])
  await finance.change('legalEntity', String(second!.id), { isDefault: true })
  assert.deepEqual(await by('fiscalYear'), ['2028-07-01 4', '2029-07-01 3'])
  await admin.remove(
    'legalEntity',
    entities.map(({ id }) => String(id)),
  )
  assert.deepEqual(await by('fiscalYear'), await by('year'))
})
