import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesOf } from './preview-lines.ts'

const figures = (customers: number) => ({ customers, openDeals: 0, pipeline: 0, wonLastYear: 0 })
const at = (id: string, title: string) => ({ id, title })

test('a territory stands in one line with what it goes on from; what ends and what is new have lines too, and nothing comes last', () => {
  const was = [
    { before: null, ...figures(1) },
    { before: at('old', 'East'), ...figures(5) },
    { before: at('gone', 'Gone'), ...figures(2) },
  ]
  const is = [
    { after: null, ...figures(3) },
    { after: at('new', 'East 2'), ...figures(4) },
    { after: at('more', 'More'), ...figures(1) },
  ]
  const lines = linesOf({ was, is, before: 'before', after: 'after', goesOn: new Map([['old', 'new']]) })
  assert.deepEqual(
    lines.map(({ key, beforeIds, was: before, is: after }) => [key, beforeIds[0], before.customers, after.customers]),
    [
      ['new', 'old', 5, 4],
      ['gone', 'gone', 2, 0],
      ['more', 'more', 0, 1],
      ['none', 'none', 1, 3],
    ],
  )
})
