import type { IDatasource, IGetRowsParams } from 'ag-grid-community'
import type { Row } from '../../data/meta-types.ts'
import type { ListPage } from '../../data/use-list.ts'

export const blockRows = 100

export type ListSource = IDatasource &
  Readonly<{
    /** Forgets what was read: the next blocks are asked for anew, in order. */
    restart(): void
  }>

type Hooks = Readonly<{
  /** The first block is there: how many rows it has. */
  onFirst(rows: readonly Row[]): void
  onProblem(error: unknown): void
}>

/**
 * Rows for the grid, block by block. The server pages by cursor, so a block is asked for once the cursor before it is known; blocks that were
 * there before are found again by their cursors, in any order.
 */
export function listSource(readBlock: (cursor: string | null) => Promise<ListPage>, { onFirst, onProblem }: Hooks): ListSource {
  /** Cursor at the end of each block: a promise while it is read, null at the end of the list. */
  let ends: Promise<string | null>[] = []

  const read = async (block: number): Promise<ListPage> => {
    const cursor = block === 0 ? null : await ends[block - 1]
    if (block > 0 && cursor === null) return { rows: [], next: null }
    return readBlock(cursor ?? null)
  }
  const page = (block: number): Promise<ListPage> => {
    if (block > 0 && !ends[block - 1]) void page(block - 1)
    const reading = read(block)
    ends[block] = reading.then(({ next }) => next)
    // A block that failed is asked for again, and so is its cursor.
    ends[block].catch(() => delete ends[block])
    return reading
  }
  return {
    restart: () => {
      ends = []
    },
    getRows: ({ startRow, successCallback, failCallback }: IGetRowsParams) => {
      const block = Math.floor(startRow / blockRows)
      page(block).then(
        ({ rows, next }) => {
          if (block === 0) onFirst(rows)
          successCallback([...rows], next === null ? startRow + rows.length : undefined)
        },
        (error: unknown) => {
          onProblem(error)
          failCallback()
        },
      )
    },
  }
}
