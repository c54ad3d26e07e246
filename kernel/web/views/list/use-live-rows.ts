import type { GridApi, IRowNode } from 'ag-grid-community'
import { useEffect } from 'react'
import { read } from '../../data/api.ts'
import { useAsOf } from '../../data/as-of.ts'
import { onTouched, type Touched } from '../../data/live.ts'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import type { ListPage } from '../../data/use-list.ts'
import type { ListSource } from './list-source.ts'
import { type GridRow, isTotal } from './row-kinds.ts'

type Input = Readonly<{ api(): GridApi<GridRow> | undefined; source: ListSource; object: ObjectMeta; fields: readonly string[] }>

const waitMs = 400
/** Above this many changed rows the list is read anew instead. */
const mostRows = 100

/** Puts the new values of a row in place; whether there were any. */
function setRow(node: IRowNode<GridRow>, rows: readonly Row[]): boolean {
  const row = rows.find(({ id }) => id === node.data?.id)
  if (!row || isTotal(node.data) || (node.data as Row).version === row.version) return false
  node.setData(row)
  return true
}

/** Draws other people's changes where they are shown: changed rows in place, new and removed ones by reading the list again. */
export function useLiveRows({ api, source, object, fields }: Input): void {
  const asOf = useAsOf()
  useEffect(() => {
    if (asOf) return
    let ids = new Set<string>()
    let isStructural = false
    let later: ReturnType<typeof setTimeout> | undefined

    const patch = async (grid: GridApi<GridRow>, shown: readonly string[]) => {
      const { rows } = await read<ListPage>(`/${object.plural}`, {
        filter: { id: { in: shown } },
        fields: fields.join(','),
        limit: shown.length,
      })
      const nodes = rows.flatMap((row) => grid.getRowNode(row.id) ?? [])
      const changed = nodes.flatMap((node) => (setRow(node, rows) ? [node] : []))
      grid.flashCells({ rowNodes: changed, fadeDuration: 1_200 })
    }
    const flush = () => {
      later = undefined
      const grid = api()
      if (!grid || grid.isDestroyed()) return
      const shown = [...ids].filter((id) => grid.getRowNode(id))
      if (isStructural || shown.length > mostRows) {
        // Far down, the blocks keep their cursors, so that nothing moves below the reader's eyes.
        if (grid.getFirstDisplayedRowIndex() < 200) source.restart()
        grid.refreshInfiniteCache()
      } else if (shown.length > 0) patch(grid, shown).catch(() => undefined)
      ids = new Set()
      isStructural = false
    }
    const stop = onTouched((touched: Touched) => {
      if (touched.object !== object.name) return
      if (!touched.records || touched.records.some(({ kind }) => kind !== 'update')) isStructural = true
      for (const { id } of touched.records ?? []) ids.add(id)
      later ??= setTimeout(flush, waitMs)
    })
    return () => {
      stop()
      clearTimeout(later)
    }
  }, [api, source, object, fields, asOf])
}
