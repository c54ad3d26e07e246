import type { IDatasource, IGetRowsParams } from 'ag-grid-community'
import type { Row } from '../../data/meta-types.ts'
import type { ListPage } from '../../data/use-list.ts'

export const blockRows = 100
/** Blocks passed over in one request on the way to a place nobody has scrolled through. */
const strideBlocks = 5

export type ListSource = IDatasource &
  Readonly<{
    /** Forgets what was read: the next blocks are asked for anew, in order. */
    restart(): void
  }>

export type Reads = Readonly<{
  block(cursor: string | null): Promise<ListPage>
  /** The cursor that many rows further on; null at the end of the list. */
  skip(cursor: string | null, rows: number): Promise<string | null>
}>
type Hooks = Readonly<{
  /** The first block is there: how many rows it has. */
  onFirst(rows: readonly Row[]): void
  onProblem(error: unknown): void
}>

/** Blocks of a list by their number. */
export type Blocks = Readonly<{
  page(block: number): Promise<ListPage>
  restart(): void
}>

/**
 * The server pages by cursor, so a block is asked for once the cursor before it is known; blocks that were there before are found again by
 * their cursors, in any order, and to a far one the way is walked in long strides that read ids only.
 */
export function blocksOf(reads: Reads): Blocks {
  /** Cursor at the end of a block: a promise while it is read, null at the end of the list. */
  let ends = new Map<number, Promise<string | null>>()

  const remember = (block: number, end: Promise<string | null>) => {
    const mine = ends
    mine.set(block, end)
    // What failed is asked for again.
    end.catch(() => mine.delete(block))
    return end
  }
  /** The cursor at the end of a block; that of block −1 is the beginning. */
  const endOf = (block: number): Promise<string | null> => {
    const known = ends.get(block)
    if (known) return known
    let near = block - 1
    while (near >= 0 && !ends.has(near)) near -= 1
    const stride = Math.min(strideBlocks, block - near)
    const from = near < 0 ? null : (ends.get(near) as Promise<string | null>)
    const end = remember(
      near + stride,
      (async () => {
        const cursor = await from
        return near >= 0 && cursor === null ? null : reads.skip(cursor, stride * blockRows)
      })(),
    )
    return near + stride === block ? end : endOf(block)
  }
  const page = async (block: number): Promise<ListPage> => {
    const before = block === 0 ? null : endOf(block - 1)
    const reading = (async () => {
      const cursor = await before
      return block > 0 && cursor === null ? { rows: [], next: null } : reads.block(cursor)
    })()
    void remember(
      block,
      reading.then(({ next }) => next),
    )
    return reading
  }
  return {
    page,
    restart: () => {
      ends = new Map()
    },
  }
}

/** Rows for the grid, block by block. */
export function listSource(reads: Reads, { onFirst, onProblem }: Hooks): ListSource {
  const { page, restart } = blocksOf(reads)
  return {
    restart,
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
