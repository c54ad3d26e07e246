import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RuleContext } from '#kernel/model'
import { stages } from '../objects/stages.ts'
import { opportunityRules } from './opportunity-rules.ts'

const context: RuleContext = {
  today: '2030-05-20',
  now: '2030-05-20T04:00:00.000Z',
  memberId: 'me',
  currency: 'CNY',
  option: (_field, key) => stages.find((stage) => stage.key === key),
}
const cny = (amount: number) => ({ amount, currency: 'CNY' })
/** What winning asks for. */
const sound = { account: 'a', amount: { amount: 1, currency: 'CNY' } }
type Row = Record<string, unknown>

/** A deal as the write road would store it: what was there, what was given, what the rules add. */
function stored(given: Row, before: Row | null = null): Row {
  const row = { ...before, ...given }
  return { ...row, ...opportunityRules.derive(row, before, context) }
}
const issuesOf = (given: Row, before: Row | null = null) => opportunityRules.check(stored(given, before), before, context)

test('a new deal takes its probability from the stage', () => {
  const deal = stored({ stage: 'solution' })
  assert.equal(deal.probability, 50)
  assert.equal(deal.isProbabilityByHand, false)
  assert.equal(deal.outcome, 'open')
  assert.equal(deal.closedOn, null)
})

test('a probability set by hand is marked, stays within the stage and goes with the next one', () => {
  const byHand = stored({ stage: 'solution', probability: 35 })
  assert.deepEqual([byHand.probability, byHand.isProbabilityByHand], [35, true])
  assert.equal(stored({ name: 'renamed' }, byHand).probability, 35)
  const moved = stored({ stage: 'tender' }, byHand)
  assert.deepEqual([moved.probability, moved.isProbabilityByHand], [60, false])
  const asked = stored({ stage: 'tender', probability: 40 }, byHand)
  assert.deepEqual([asked.probability, asked.isProbabilityByHand], [40, true])
  assert.equal(stored({ isProbabilityByHand: false }, byHand).probability, 50)
})

test('winning is certain and dated today; the day given wins over today', () => {
  const open = stored({ stage: 'signing', probability: 70, foundOn: '2030-01-01' })
  const won = stored({ stage: 'won' }, open)
  assert.deepEqual([won.outcome, won.probability, won.closedOn, won.lastOpenStage], ['won', 100, '2030-05-20', 'signing'])
  assert.equal(stored({ stage: 'won', closedOn: '2030-05-01' }, open).closedOn, '2030-05-01')
  assert.equal(stored({ probability: 10 }, won).probability, 100)
})

test('a deal that comes in closed keeps its day', () => {
  const lost = stored({
    stage: 'lost',
    lossKind: 'price',
    lostToNobody: true,
    foundOn: '2016-10-20',
    closedOn: '2017-03-01',
    amount: cny(0),
  })
  assert.deepEqual([lost.outcome, lost.probability, lost.closedOn], ['lost', 0, '2017-03-01'])
  assert.equal(stored({ closedOn: '2017-03-05' }, lost).closedOn, '2017-03-05')
  assert.equal(stored({ closedOn: null }, lost).closedOn, '2017-03-01')
})

test('reopening clears the closing day, counts, and takes the probability of the stage', () => {
  const lost = stored({ stage: 'lost', lossKind: 'price', lostToNobody: true }, stored({ stage: 'tender' }))
  const again = stored({ stage: 'tender' }, lost)
  assert.deepEqual([again.outcome, again.closedOn, again.probability, again.reopenings], ['open', null, 60, 1])
})

test('an open deal has no closing day', () => {
  assert.equal(stored({ stage: 'contact', closedOn: '2030-01-01' }).closedOn, null)
})

test('closing before finding is refused with the day it was found', () => {
  const [issue] = issuesOf({ ...sound, stage: 'won', foundOn: '2030-05-01', closedOn: '2030-04-30' })
  assert.deepEqual(issue, { path: 'closedOn', code: 'sales.closed-before-found', details: { foundOn: '2030-05-01' } })
  assert.deepEqual(issuesOf({ ...sound, stage: 'won', foundOn: '2030-05-01', closedOn: '2030-05-01' }), [])
})

test('the amount is the sum of the rounded lines while the switch says so', () => {
  const lines = [
    { quantity: 3, price: cny(333.335), discount: 0 },
    { price: 100, discount: 12.5 },
  ]
  const deal = stored({ stage: 'contact', lines })
  assert.deepEqual([deal.amount, deal.amountFromLines], [cny(1087.51), true])
})

test('a typed amount is not overwritten by lines, and typing one turns the switch off', () => {
  const typed = stored({ stage: 'contact', amount: cny(500), lines: [{ quantity: 1, price: cny(300) }] })
  assert.deepEqual([typed.amount, typed.amountFromLines], [cny(500), false])
  const summed = { ...stored({ stage: 'contact', lines: [{ quantity: 1, price: cny(300) }] }), lines: undefined }
  const changed = stored({ amount: cny(280) }, summed)
  assert.deepEqual([changed.amount, changed.amountFromLines], [cny(280), false])
  const follows = stored({ amountFromLines: true, lines: [{ quantity: 2, price: cny(300) }] }, changed)
  assert.deepEqual([follows.amount, follows.amountFromLines], [cny(600), true])
})

test('lines in two currencies are refused', () => {
  const lines = [{ price: cny(1) }, { price: { amount: 1, currency: 'USD' } }]
  assert.deepEqual(
    issuesOf({ stage: 'contact', lines }).map((issue) => issue.code),
    ['sales.lines-mix-currencies'],
  )
})
