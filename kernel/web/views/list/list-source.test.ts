import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListPage } from '../../data/use-list.ts'
import { blockRows, listSource } from './list-source.ts'

const rowsOf = (block: number, count: number) => Array.from({ length: count }, (_, row) => ({ id: `${block}-${row}` }))

/** A list of 250 rows behind cursors. */
function openList() {
  const asked: (string | null)[] = []
  const readBlock = async (cursor: string | null): Promise<ListPage> => {
    asked.push(cursor)
    const block = Number(cursor ?? 0)
    return { rows: rowsOf(block, block < 2 ? blockRows : 50), next: block < 2 ? String(block + 1) : null }
  }
  const source = listSource(readBlock, { onFirst: () => undefined, onProblem: () => undefined })
  const get = (block: number) =>
    new Promise<{ rows: number; last: number | undefined }>((resolve, reject) =>
      source.getRows({
        startRow: block * blockRows,
        endRow: (block + 1) * blockRows,
        successCallback: (rows: unknown[], last?: number) => resolve({ rows: rows.length, last }),
        failCallback: reject,
      } as never),
    )
  return { asked, source, get }
}

test('blocks follow the cursors, and the last one ends the list', async () => {
  const { asked, get } = openList()
  assert.deepEqual(await get(0), { rows: 100, last: undefined })
  assert.deepEqual(await get(1), { rows: 100, last: undefined })
  assert.deepEqual(await get(2), { rows: 50, last: 250 })
  assert.deepEqual(await get(1), { rows: 100, last: undefined })
  assert.deepEqual(asked, [null, '1', '2', '1'])
})

test('a block whose cursor is unknown waits for those before it', async () => {
  const { asked, source, get } = openList()
  assert.deepEqual(await get(2), { rows: 50, last: 250 })
  assert.deepEqual(asked, [null, '1', '2'])
  source.restart()
  assert.deepEqual(await Promise.all([get(1), get(0)]).then(([second]) => second), { rows: 100, last: undefined })
})
