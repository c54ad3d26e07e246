import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '../modules.ts'
import * as courses from './courses.ts'
import * as counted from './race-counted.ts'
import * as customers from './race-customers.ts'
import * as goods from './race-goods.ts'
import * as money from './race-money.ts'
import * as plans from './race-plans.ts'
import * as pools from './race-pools.ts'
import * as rest from './race-rest.ts'
import type { Course, Race } from './race-tables.ts'

/** Why two at once of these need no race. */
const reads = 'it writes nothing'
const own = 'it makes a record of its own, whatever else there is'
const notRaced: Readonly<Record<string, string>> = {
  'sales.conversion': reads,
  'quotes.check-configuration': reads,
  'payments.change-effects': reads,
  'documents.preview': reads,
  'commissions.commission-effects': reads,
  'commissions.would-earn': reads,
  'pursuits.rehearse': reads,
  'pools.allowance': reads,
  'pools.default-pool': reads,
  'pools.rehearse': reads,
  'pools.tonight': reads,
  'pools.tonight-sums': reads,
  'targets.achieve': reads,
  'forecasts.outlook': reads,
  'forecasts.judge': reads,
  'buying.credit': reads,
  'reporting.run': reads,
  'customers.known': reads,
  'customers.look-up': reads,
  'leads.replay-scores': reads,
  'documents.make-for-quote': own,
  'documents.make-for-contract': own,
  'documents.make-for-deal': own,
  'documents.make-for-customer': own,
  'documents.make-at-stage': own,
  'commissions.rehearse': own,
  'commissions.payroll': own,
  'campaigns.try-letter': own,
  'website.invite-lead': own,
  'website.invite-contact': own,
  'visits.visit-now': own,
  'expenses.note-gift': own,
}

const tables = [counted, customers, goods, money, plans, pools, rest].flatMap((one) =>
  Object.values(one as Readonly<Record<string, readonly Race[]>>).flat(),
)
const raced = new Set([
  ...Object.values(courses as Readonly<Record<string, Course>>).flatMap(({ states, steps }) =>
    Object.values(states).flatMap(({ on }) => Object.keys(on).map((step) => steps[step]!.action)),
  ),
  ...tables.flatMap(({ calls, pairs }) => (pairs ? pairs.flat().map((i) => calls[i]!.action) : calls.map(({ action }) => action))),
])
const actions = modules.flatMap((one) => one.actions).map(({ name }) => name)

test('every action is raced, or it is said why not', () => {
  const left = actions.filter((name) => !raced.has(name) && !Object.hasOwn(notRaced, name))
  assert.deepEqual(left, [])
})

test('nothing is said of an action that does not exist, or that is raced', () => {
  const named = Object.keys(notRaced)
  assert.deepEqual(
    named.filter((name) => !actions.includes(name) || raced.has(name)),
    [],
  )
  assert.deepEqual(
    [...raced].filter((name) => !actions.includes(name)),
    [],
  )
})
