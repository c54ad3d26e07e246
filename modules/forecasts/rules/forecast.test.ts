import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pastErrors, weeksOf } from './errors.ts'
import { ratesOf } from './rates.ts'
import { mondayOf, weeksLeft } from './weeks.ts'

const order = new Map([
  ['contact', 1],
  ['solution', 2],
  ['signing', 3],
])

test('rates: winning reaches every stage, losing those up to where the deal stood; too few cases take the company’s, and then none', () => {
  const past = [
    { person: 'a', stage: 'signing', outcome: 'won', n: 6 },
    { person: 'a', stage: 'contact', outcome: 'lost', n: 10 },
    { person: 'a', stage: 'solution', outcome: 'lost', n: 4 },
    { person: 'a', stage: null, outcome: 'lost', n: 50 },
    { person: 'b', stage: 'signing', outcome: 'won', n: 2 },
    { person: 'b', stage: 'signing', outcome: 'lost', n: 4 },
  ]
  const rateOf = ratesOf(past, order)
  assert.deepEqual(rateOf('a', 'contact'), { rate: 6 / 20, cases: 20, basis: 'own' })
  assert.deepEqual(rateOf('a', 'solution'), { rate: 0.6, cases: 10, basis: 'own' })
  assert.deepEqual(rateOf('b', 'signing'), { rate: 8 / 12, cases: 12, basis: 'company' })
  assert.equal(ratesOf(past.slice(4), order)('b', 'signing').basis, 'thin')
})

test('weeks begin on Monday; the begun one counts among those left', () => {
  assert.deepEqual(['2030-05-19', '2030-05-20', '2030-05-26'].map(mondayOf), ['2030-05-13', '2030-05-20', '2030-05-20'])
  assert.deepEqual(
    [weeksLeft('2030-05-20', '2030-06-01'), weeksLeft('2030-05-27', '2030-06-01'), weeksLeft('2030-06-03', '2030-06-01')],
    [2, 1, 0],
  )
})

test('a method is held against those for whom it said anything; the mean error goes by periods, as long before the end', () => {
  const [april, may] = [
    { from: '2030-04-01', before: '2030-05-01' },
    { from: '2030-05-01', before: '2030-06-01' },
  ]
  const foretold = [
    { person: 'a', from: april.from, week: '2030-04-15', method: 'stages', amount: 80 },
    { person: 'b', from: april.from, week: '2030-04-15', method: 'stages', amount: null },
    { person: 'a', from: may.from, week: '2030-05-13', method: 'stages', amount: 150 },
  ]
  const outcomes = [
    { person: 'a', from: april.from, amount: 100 },
    { person: 'b', from: april.from, amount: 900 },
    { person: 'a', from: may.from, amount: 100 },
  ]
  const periods = [april, may].map((one) => weeksOf(one, foretold, outcomes))
  assert.deepEqual(periods[0]![0]!.methods.stages, { amount: 80, outcome: 100, error: 0.2, thin: 1 })
  assert.deepEqual(pastErrors(periods, 3), { stages: { error: 0.35, periods: 2 } })
  assert.deepEqual(pastErrors(periods, 1), {})
  const [running] = weeksOf(may, foretold, null)
  assert.deepEqual(running!.methods.stages, { amount: 150, outcome: null, error: null, thin: 0 })
})
