import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ListPage } from '../../data/use-list.ts'
import { blockRows, listSource } from './list-source.ts'

const count = 1_250
const pageFrom = (from: number, rows: number): ListPage => ({
  rows: Array.from({ length: Math.max(0, Math.min(rows, count - from)) }, (_, row) => ({ id: String(from + row) })),
  next: from + rows < count ? String(from + rows) : null,
})

/** A list of 1,250 rows whose cursors are the number of rows before them. */
function openList() {
  const asked: string[] = []
  const reads = {
    block: async (cursor: string | null) => {
      asked.push(`block ${cursor ?? 0}`)
      return pageFrom(Number(cursor ?? 0), blockRows)
    },
    skip: async (cursor: string | null, rows: number) => {
      asked.push(`skip ${cursor ?? 0}+${rows}`)
      return pageFrom(Number(cursor ?? 0), rows).next
    },
  }
  const source = listSource(reads, { onFirst: () => undefined, onProblem: () => undefined })
  const get = (block: number) =>
    new Promise<string>((resolve, reject) =>
      source.getRows({
        startRow: block * blockRows,
        endRow: (block + 1) * blockRows,
        successCallback: (rows: { id: string }[], last?: number) => resolve(`${rows[0]?.id}, ${rows.length} rows, last ${last}`),
        failCallback: reject,
      } as never),
    )
  return { asked, source, get }
}

test('blocks follow the cursors, and the last one ends the list', async () => {
  const { asked, get } = openList()
  assert.equal(await get(0), '0, 100 rows, last undefined')
  assert.equal(await get(1), '100, 100 rows, last undefined')
  assert.equal(await get(0), '0, 100 rows, last undefined')
  assert.deepEqual(asked, ['block 0', 'block 100', 'block 0'])
})

test('a far block is reached in strides, and a near one from there', async () => {
  const { asked, get } = openList()
  assert.equal(await get(0), '0, 100 rows, last undefined')
  assert.equal(await get(12), '1200, 50 rows, last 1250')
  assert.deepEqual(asked, ['block 0', 'skip 100+500', 'skip 600+500', 'skip 1100+100', 'block 1200'])
  asked.length = 0
  assert.equal(await get(8), '800, 100 rows, last undefined')
  assert.deepEqual(asked, ['skip 600+200', 'block 800'])
})

test('behind the end there is nothing, and a restart asks anew', async () => {
  const { asked, source, get } = openList()
  assert.equal(await get(20), 'undefined, 0 rows, last 2000')
  source.restart()
  asked.length = 0
  assert.deepEqual(await Promise.all([get(1), get(0)]), ['100, 100 rows, last undefined', '0, 100 rows, last undefined'])
  assert.ok(asked.includes('block 100') && asked.includes('block 0'))
})
