import type { IGetRowsParams } from 'ag-grid-community'
import type { Row } from '../../data/meta-types.ts'
import type { ListPage } from '../../data/use-list.ts'
import { type Blocks, blockRows, blocksOf, type ListSource, type Reads } from '../list/list-source.ts'
import type { GridRow, GroupRow } from '../list/row-kinds.ts'

/** A group as the grid shows it: its head, and below it its rows where it is open. */
export type Section = Readonly<{ head: GroupRow; rows: Blocks | null }>

export type GroupedSource = ListSource &
  Readonly<{
    show(sections: readonly Section[]): void
    /** How many rows the grid has, heads among them. */
    length(): number
  }>

/** Blocks that stay once they are read: groups above that open and close move rows about, but do not change them. */
export function keptBlocks(reads: Reads): Blocks {
  const blocks = blocksOf(reads)
  let kept = new Map<number, Promise<ListPage>>()
  return {
    page(block) {
      const known = kept.get(block)
      if (known) return known
      const reading = blocks.page(block)
      const mine = kept.set(block, reading)
      reading.catch(() => mine.delete(block))
      return reading
    },
    restart() {
      kept = new Map()
      blocks.restart()
    },
  }
}

/** A line below the groups that is none: it says something and opens nothing. */
export const wordsBelow = (text: string): Section => ({
  head: { id: `group ${text}`, text, $total: {}, $group: { key: text, isOpen: null, count: 0 } },
  rows: null,
})

const lengthOf = ({ head, rows }: Section): number => 1 + (rows ? head.$group.count : 0)

/** Rows from one place of a group to another; where there are fewer by now than were counted, empty lines until they are counted anew. */
async function rowsBetween({ head, rows: blocks }: Section, from: number, to: number): Promise<GridRow[]> {
  if (!blocks || to <= from) return []
  const first = Math.floor(from / blockRows)
  const last = Math.floor((to - 1) / blockRows)
  const pages = await Promise.all(Array.from({ length: last - first + 1 }, (_, i) => blocks.page(first + i)))
  const found: readonly (Row | undefined)[] = pages.flatMap(({ rows }) => [...rows, ...Array(blockRows - rows.length).fill(undefined)])
  const missing = (place: number): GridRow => ({ id: `${head.id} ${place}`, $total: {}, text: '' })
  return found.slice(from - first * blockRows, to - first * blockRows).map((row, i) => row ?? missing(from + i))
}

/** Groups one below the other, each a head and, where it is open, its rows: read when they come into sight. */
export function groupedSource(onProblem: (error: unknown) => void): GroupedSource {
  let sections: readonly Section[] = []
  const length = () => sections.reduce((sum, section) => sum + lengthOf(section), 0)
  const read = async (start: number, end: number): Promise<GridRow[]> => {
    const parts: Promise<GridRow[]>[] = []
    let at = 0
    for (const section of sections) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, lengthOf(section))]
      if (from < to) {
        if (from === 0) parts.push(Promise.resolve([section.head]))
        parts.push(rowsBetween(section, Math.max(from, 1) - 1, to - 1))
      }
      at += lengthOf(section)
      if (at >= end) break
    }
    return (await Promise.all(parts)).flat()
  }
  return {
    length,
    show(next) {
      sections = next
    },
    restart() {
      for (const { rows } of sections) rows?.restart()
    },
    getRows: ({ startRow, endRow, successCallback, failCallback }: IGetRowsParams) => {
      read(startRow, endRow).then(
        (rows) => successCallback(rows, length()),
        (error: unknown) => {
          onProblem(error)
          failCallback()
        },
      )
    },
  }
}
