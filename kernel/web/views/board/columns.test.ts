import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { boardFigures, columnOf, sinceOf } from './columns.ts'

const choices = [
  { key: 'talks', label: 'Talks', kind: 'open' },
  { key: 'won', label: 'Won', kind: 'won' },
  { key: 'lost', label: 'Lost', kind: 'lost' },
]
const object = (closed?: object) =>
  ({
    name: 'deal',
    title: 'name',
    views: { board: { by: 'stage', card: ['amount'], sum: 'amount', ...(closed ? { closed } : {}) } },
    fields: {
      stage: { name: 'stage', options: { choices }, operators: ['eq', 'in', 'nin'] },
      amount: { name: 'amount', options: {}, operators: ['eq', 'empty', 'foreign'] },
    },
  }) as unknown as ObjectMeta
const cut = object({ on: 'closedOn', days: 30 })
const asked = { where: { owner: 'me' }, q: '', sort: [], since: '2026-11-01' }
const recently = [{ closedOn: { gte: '2026-11-01' } }, { closedOn: { empty: true } }]

test('thirty days are those up to today; whoever asks for days of closing himself sees them all', () => {
  assert.equal(sinceOf(cut, {}, '2026-11-30'), '2026-11-01')
  assert.equal(sinceOf(cut, { and: [{ closedOn: { within: 'lastYear' } }] }, '2026-11-30'), null)
  assert.equal(sinceOf(object(), {}, '2026-11-30'), null)
})

test('an ended column holds what ended lately, and knows where the older ones are', () => {
  const [talks, , lost] = choices.map((choice) => columnOf(cut, asked, choice))
  assert.deepEqual([talks?.question.filter, talks?.older], [{ owner: 'me', stage: 'talks' }, null])
  assert.deepEqual(lost?.question.filter, { owner: 'me', stage: 'lost', or: recently })
  assert.deepEqual(lost?.older, { owner: 'me', stage: 'lost', closedOn: { lt: '2026-11-01' } })
  assert.equal(columnOf(cut, { ...asked, since: null }, choices[2]!).older, null)
})

test('column heads count what is shown, what is older, what has no amount and what is converted', () => {
  const shown = { or: [{ stage: { nin: ['won', 'lost'] } }, ...[{ or: recently }]] }
  assert.deepEqual(boardFigures(cut, asked).measures, {
    n: { count: 'id', filter: shown },
    all: 'count',
    total: { sum: 'amount', filter: shown },
    blank: { count: 'id', filter: { amount: { empty: true }, ...shown } },
    foreign: { count: 'id', filter: { amount: { foreign: true }, ...shown } },
  })
  assert.deepEqual(boardFigures(object(), { ...asked, since: null }).measures, {
    n: 'count',
    total: { sum: 'amount' },
    blank: { count: 'id', filter: { amount: { empty: true } } },
    foreign: { count: 'id', filter: { amount: { foreign: true } } },
  })
})
