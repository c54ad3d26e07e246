import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PassageRow, passages } from './passages.ts'

const row = (from: string, to: string, count: number): PassageRow => ({ from, to, count })

test('from each step to each later one: who went further has come to all between', () => {
  const rows = [row('new', 'new', 2), row('new', 'offer', 3), row('new', 'won', 5), row('offer', 'offer', 4), row('offer', 'won', 6)]
  const { to, rows: lines } = passages(rows, ['new', 'offer', 'won', 'lost'])
  assert.deepEqual(to, ['offer', 'won'])
  assert.deepEqual(
    lines.map(({ from, all, cells }) => [from, all, ...cells.map(({ count }) => count)]),
    [
      ['new', 10, 8, 5],
      ['offer', 10, null, 6],
    ],
  )
  assert.deepEqual(lines[0]!.cells[0]!.reached, ['offer', 'won'])
})

test('steps of two pipelines have no way between them, and nothing leads nowhere', () => {
  const rows = [row('new', 'won', 1), row('met', 'signed', 2), row('met', 'met', 1)]
  const { to, rows: lines } = passages(rows, ['new', 'met', 'won', 'signed'])
  assert.deepEqual(to, ['won', 'signed'])
  assert.deepEqual(
    lines.map(({ from, cells }) => [from, ...cells.map(({ count }) => count)]),
    [
      ['new', 1, null],
      ['met', null, 2],
    ],
  )
  assert.deepEqual(passages([], ['new']), { to: [], rows: [] })
})
