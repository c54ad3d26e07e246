import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockRows } from '../list/list-source.ts'
import type { GroupRow } from '../list/row-kinds.ts'
import { groupedSource, keptBlocks, type Section } from './grouped-source.ts'

/** Groups with so many records counted and so many there, and what was asked of the server. */
function open(sizes: readonly Readonly<{ key: string; count: number; isOpen: boolean; has?: number }>[]) {
  const asked: string[] = []
  const sections = sizes.map(({ key, count, isOpen, has = count }): Section => {
    const head: GroupRow = { id: `group ${key}`, $total: {}, text: key, $group: { key, isOpen, count } }
    const page = (from: number, rows: number) => ({
      rows: Array.from({ length: Math.max(0, Math.min(rows, has - from)) }, (_, i) => ({ id: `${key}${from + i}` })),
      next: from + rows < has ? String(from + rows) : null,
    })
    const reads = {
      block: async (cursor: string | null) => {
        asked.push(`${key} ${cursor ?? 0}`)
        return page(Number(cursor ?? 0), blockRows)
      },
      skip: async (cursor: string | null, rows: number) => page(Number(cursor ?? 0), rows).next,
    }
    return { head, rows: isOpen ? keptBlocks(reads) : null }
  })
  const source = groupedSource((error) => assert.fail(String(error)))
  source.show(sections)
  const get = (startRow: number, endRow: number) =>
    new Promise<string[]>((resolve, reject) =>
      source.getRows({
        startRow,
        endRow,
        successCallback: (rows: { id: string }[]) => resolve(rows.map(({ id }) => id)),
        failCallback: reject,
      } as never),
    )
  return { asked, source, sections, get }
}

test('closed groups are their heads, and an open one asks once for what is in sight', async () => {
  const { asked, source, get } = open([
    { key: 'a', count: 5_000, isOpen: false },
    { key: 'b', count: 3, isOpen: true },
    { key: 'c', count: 9, isOpen: false },
  ])
  assert.equal(source.length(), 6)
  assert.deepEqual(await get(0, 100), ['group a', 'group b', 'b0', 'b1', 'b2', 'group c'])
  await get(0, 100)
  assert.deepEqual(asked, ['b 0'])
})

test('a long group is read block by block, wherever its rows stand', async () => {
  const { asked, get } = open([
    { key: 'a', count: 250, isOpen: true },
    { key: 'b', count: 2, isOpen: true },
  ])
  assert.deepEqual((await get(0, 100)).slice(0, 2), ['group a', 'a0'])
  assert.deepEqual(asked, ['a 0'])
  const second = await get(100, 200)
  assert.deepEqual([second[0], second[99], second.length], ['a99', 'a198', 100])
  assert.deepEqual(await get(248, 300), ['a247', 'a248', 'a249', 'group b', 'b0', 'b1'])
  assert.deepEqual(asked, ['a 0', 'a 100', 'a 200', 'b 0'])
})

test('where records went since they were counted, the groups below stay where they are', async () => {
  const { get } = open([
    { key: 'a', count: 3, has: 1, isOpen: true },
    { key: 'b', count: 1, isOpen: true },
  ])
  assert.deepEqual(await get(0, 100), ['group a', 'a0', 'group a 1', 'group a 2', 'group b', 'b0'])
})

test('what was read is asked anew after a restart', async () => {
  const { asked, source, get } = open([{ key: 'a', count: 2, isOpen: true }])
  await get(0, 100)
  source.restart()
  await get(0, 100)
  assert.deepEqual(asked, ['a 0', 'a 0'])
})
