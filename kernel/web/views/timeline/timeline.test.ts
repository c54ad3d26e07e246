import assert from 'node:assert/strict'
import { test } from 'node:test'
import { authorsOf, mergeSources, type TimelineItem, toDays } from './timeline.ts'

const item = (at: string, author = 'a'): TimelineItem => ({
  key: at,
  at,
  author: { id: author, name: author.toUpperCase() },
  entry: {} as never,
})
const ats = (items: readonly TimelineItem[]) => items.map(({ at }) => at.slice(8, 13))

test('sources are merged by moment, whatever the form of the moment', () => {
  const changes = { items: [item('2026-05-03T10:00:00Z'), item('2026-05-01T10:00:00Z')], isWhole: true }
  const others = { items: [item('2026-05-02T10:00:00+00:00')], isWhole: true }
  assert.deepEqual(ats(mergeSources([changes, others])), ['03T10', '02T10', '01T10'])
})

test('below the end of a source that goes on nothing is shown', () => {
  const changes = { items: [item('2026-05-04T10:00:00Z'), item('2026-05-03T10:00:00Z')], isWhole: false }
  const others = { items: [item('2026-05-05T10:00:00Z'), item('2026-05-01T10:00:00Z')], isWhole: true }
  assert.deepEqual(ats(mergeSources([changes, others])), ['05T10', '04T10', '03T10'])
  assert.deepEqual(
    mergeSources([
      { items: [], isWhole: false },
      { items: [], isWhole: true },
    ]),
    [],
  )
})

test('days and authors come in the order of what happened', () => {
  const items = mergeSources([
    { items: [item('2026-05-03T23:00:00Z', 'b'), item('2026-05-03T01:00:00Z'), item('2026-05-01T10:00:00Z', 'b')], isWhole: true },
  ])
  assert.deepEqual(
    toDays(items, (at) => at.slice(0, 10)).map(({ day, items: ofDay }) => [day, ofDay.length]),
    [
      ['2026-05-03', 2],
      ['2026-05-01', 1],
    ],
  )
  assert.deepEqual(
    authorsOf(items).map(({ id }) => id),
    ['b', 'a'],
  )
})
