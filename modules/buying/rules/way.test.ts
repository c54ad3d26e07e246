import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextOf, wayOfDeal, wayOfLead } from './way.ts'

const none = { quotes: [], contracts: [], orders: [] }
const next = (...way: Parameters<typeof wayOfDeal>) => nextOf(wayOfDeal(...way))?.key

test('what comes next on the way from lead to money', () => {
  assert.equal(nextOf(wayOfLead({ id: 'l', status: 'new' }))?.key, 'answered')
  assert.equal(nextOf(wayOfLead({ id: 'l', status: 'working', lastFollowUpAt: 'x', need: 'pumps' }))?.key, 'converted')
  const deal = { id: 'd', account: { id: 'a' }, need: 'pumps', hasDecider: true }
  assert.equal(next({ id: 'd' }, none), 'customer')
  assert.equal(next({ ...deal, hasDecider: false }, none), 'decider')
  assert.equal(next(deal, none), 'offered')
  assert.equal(next(deal, { ...none, quotes: [{ id: 'q', status: 'draft' }] }), 'offered')
  assert.equal(next(deal, { ...none, quotes: [{ id: 'q', status: 'sent' }] }), 'accepted')
  assert.equal(next(deal, { ...none, quotes: [{ id: 'q', status: 'accepted' }] }), 'signed')
  assert.equal(next({ id: 'd' }, { ...none, quotes: [{ id: 'q', status: 'accepted' }] }), 'signed')
  // Signed without a quote of ours: nobody is sent back to write one.
  const contracts = [{ id: 'c', status: 'running', amount: { amount: 100 }, received: { amount: 40 } }]
  assert.equal(next(deal, { ...none, contracts }), 'delivered')
  const orders = [{ id: 'o', status: 'delivered' }]
  assert.equal(next(deal, { ...none, contracts, orders }), 'paid')
  assert.equal(next(deal, { ...none, contracts: [{ ...contracts[0]!, received: { amount: 100 } }], orders }), undefined)
})
