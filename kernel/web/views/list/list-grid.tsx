import { useNavigate, useRouter } from '@tanstack/react-router'
import type { GridApi } from 'ag-grid-community'
import { AgGridReact, type AgGridReactProps } from 'ag-grid-react'
import { type Ref, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { asOfQuery, useAsOf } from '../../data/as-of.ts'
import { rememberList } from '../../data/list-context.ts'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { readPage, useCount } from '../../data/use-list.ts'
import { useMeta } from '../../data/use-meta.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { recordAddress } from '../../parts/app-link.tsx'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { gridDensity, gridTheme } from '../../theme/grid-theme.ts'
import { nonce } from '../../theme/nonce.ts'
import { useTheme } from '../../theme/theme-choice.ts'
import { useGrouped } from '../grouped/use-grouped.ts'
import type { ListState } from '../list-state.ts'
import { keepColumns, readColumns } from './column-memory.ts'
import { askedFields, gridColumns, phoneColumns } from './grid-columns.ts'
import { registerGrid } from './grid-modules.ts'
import type { GridContext } from './grid-rows.ts'
import { gridWords } from './grid-words.ts'
import { SelectHead } from './header-cell.tsx'
import { ListEmpty, ListProblem } from './list-empty.tsx'
import { blockRows, listSource } from './list-source.ts'
import { type GridRow, isGroup, isTotal } from './row-kinds.ts'
import { StaleCellDialog } from './stale-dialog.tsx'
import { useTotals } from './totals.ts'
import { useCellSave } from './use-cell-save.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useLiveRows } from './use-live-rows.ts'
import './list.css'

registerGrid()

export type ListGridHandle = Readonly<{ refresh(): void; unselect(): void }>
type ListGridProps = Readonly<{ object: ObjectMeta; state: ListState; onSelect(ids: readonly string[]): void; ref?: Ref<ListGridHandle> }>

/** What the list shows right now beside rows: nothing, or a problem. */
type Outcome = Readonly<{ isEmpty: boolean; problem: unknown }>
const fine: Outcome = { isEmpty: false, problem: null }

/** Rows by cursor for one question; another question is another source. */
function useSource(object: ObjectMeta, state: ListState, report: (outcome: Outcome) => void) {
  const asOf = useAsOf()
  const fields = useMemo(() => askedFields(object, state.columns), [object, state.columns])
  const question = JSON.stringify([object.name, state.where, state.q, state.sort, fields, asOf])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question stands for all that is asked
  const source = useMemo(() => {
    const ask = { object: object.name, filter: state.where, q: state.q, sort: state.sort, fields, limit: blockRows }
    const at = asOfQuery(asOf)
    const reads = {
      block: (cursor: string | null) => readPage(ask, at, cursor),
      skip: async (cursor: string | null, rows: number) => (await readPage({ ...ask, fields: ['id'], limit: rows }, at, cursor)).next,
    }
    return listSource(reads, {
      onFirst: (rows) => report({ isEmpty: rows.length === 0, problem: null }),
      onProblem: (problem) => report({ isEmpty: false, problem }),
    })
  }, [question])
  return { source, fields }
}

function useGridContext(
  object: ObjectMeta,
  state: ListState,
  { api, onGroup }: Readonly<{ api(): GridApi<GridRow> | undefined; onGroup(key: string): void }>,
): GridContext {
  const navigate = useNavigate()
  const router = useRouter()
  return useMemo(
    () => ({
      object,
      sort: state.sort,
      onSort: (sort) => state.change({ sort }),
      onGroup,
      open: (row, isLink) => {
        const ids: string[] = []
        api()?.forEachNode(({ data }) => data && !isTotal(data) && ids.push(data.id))
        rememberList({ object: object.name, ids, address: router.state.location.href })
        if (!isLink) void navigate({ to: recordAddress(object.plural, row.id) as never })
      },
    }),
    [object, state, api, onGroup, navigate, router],
  )
}

/** Gives the scroll bar its length as soon as the count is there; above the limit of counting the list grows on as it is scrolled. */
function useRowCount(api: () => GridApi<GridRow> | undefined, object: ObjectMeta, state: ListState): () => void {
  const { data: count, isPlaceholderData } = useCount({ object: object.name, filter: state.where, q: state.q })
  const value = isPlaceholderData ? 0 : (count?.value ?? 0)
  const fit = useCallback(() => {
    const grid = api()
    const isShort = grid && !grid.isDestroyed() && !grid.isLastRowIndexKnown() && grid.getDisplayedRowCount() < value
    if (isShort && value > blockRows) grid.setRowCount(value, false)
  }, [api, value])
  useEffect(fit, [fit])
  return fit
}

/** Settings that never change. */
const always: AgGridReactProps<GridRow> = {
  styleNonce: nonce,
  rowModelType: 'infinite',
  cacheBlockSize: blockRows,
  cacheOverflowSize: 20,
  maxConcurrentDatasourceRequests: 2,
  maxBlocksInCache: 40,
  infiniteInitialRowCount: 20,
  getRowId: ({ data }) => data.id,
  getRowHeight: ({ node }) => (node.rowPinned ? 36 : undefined),
  readOnlyEdit: true,
  rowClassRules: { 'zk-group-row': ({ data }) => isGroup(data) },
  stopEditingWhenCellsLoseFocus: true,
  suppressDragLeaveHidesColumns: true,
  suppressNoRowsOverlay: true,
  animateRows: false,
}
const selecting: AgGridReactProps<GridRow> = {
  rowSelection: {
    mode: 'multiRow',
    checkboxes: true,
    headerCheckbox: false,
    enableClickSelection: false,
    isRowSelectable: ({ data }) => !isTotal(data),
    hideDisabledCheckboxes: true,
  },
  selectionColumnDef: { width: 40, pinned: 'left', resizable: false, suppressHeaderMenuButton: true, headerComponent: SelectHead },
}

/** Keeps what a person did to the columns: their order in the address, their widths in this browser. */
const columnEventsOf = (object: ObjectMeta, state: ListState): AgGridReactProps<GridRow> => ({
  onColumnMoved: ({ finished, source, api }) => {
    if (!finished || source !== 'uiColumnMoved') return
    const shown = api.getAllDisplayedColumns().map((column) => column.getColId())
    state.change({ columns: shown.filter((id) => state.columns.includes(id)) })
  },
  onColumnResized: ({ finished, column, source }) => {
    if (!finished || !column || source !== 'uiColumnResized') return
    const memory = readColumns(object.name)
    keepColumns(object.name, { ...memory, widths: { ...memory.widths, [column.getColId()]: column.getActualWidth() } })
  },
})

/** The list itself: virtual rows read by cursor, cells edited in place, totals pinned below. */
export function ListGrid({ object, state, onSelect, ref }: ListGridProps) {
  const meta = useMeta()
  const say = useTexts()
  const format = useFormat()
  const isPhone = useIsPhone()
  const themeName = useTheme()
  const grid = useRef<GridApi<GridRow> | undefined>(undefined)
  const api = useCallback(() => grid.current, [])
  const [outcome, setOutcome] = useState(fine)
  const { source: plain, fields } = useSource(object, state, setOutcome)
  const fail = useCallback((problem: unknown) => setOutcome({ isEmpty: false, problem }), [])
  const grouped = useGrouped({ object, state, api }, fail)
  const source = state.group ? grouped.source : plain
  const { saveCell, onCellEditRequest, stale, closeStale } = useCellSave(object)
  const context = useGridContext(object, state, { api, onGroup: grouped.onGroup })
  const { onCellKeyDown, onCopy, onPaste } = useGridKeys({ api, object, context, saveCell })
  const totals = useTotals(object, state)
  const theme = useMemo(() => gridTheme(themeName), [themeName])
  const density = isPhone ? gridDensity.touch : gridDensity.comfortable
  useLiveRows({ api, source: source ?? plain, object, fields })
  const fitRowCount = useRowCount(api, object, state)
  const { isEmpty, problem } = state.group ? { isEmpty: grouped.isEmpty, problem: outcome.problem ?? grouped.problem } : outcome
  const columnEvents = columnEventsOf(object, state)

  const columns = useMemo(() => {
    const input = { meta, object, columns: state.columns, format }
    return isPhone ? phoneColumns(input) : gridColumns(input)
  }, [isPhone, meta, object, state.columns, format])

  const refresh = () => {
    setOutcome(fine)
    source?.restart()
    grid.current?.purgeInfiniteCache()
  }
  useImperativeHandle(ref, () => ({ refresh, unselect: () => grid.current?.deselectAll() }))

  return (
    <section className="zk-grid" aria-label={object.labelPlural} onCopy={onCopy} onPaste={onPaste}>
      <AgGridReact<GridRow>
        {...always}
        theme={theme}
        {...(source ? { datasource: source } : {})}
        columnDefs={columns}
        context={context}
        rowHeight={isPhone ? 60 : density.row}
        headerHeight={isPhone ? 0 : density.header}
        pinnedBottomRowData={totals && !isEmpty ? [totals] : []}
        {...(isPhone ? {} : selecting)}
        suppressCellFocus={isPhone}
        localeText={gridWords(say)}
        onGridReady={(event) => {
          grid.current = event.api
        }}
        {...(state.group ? {} : { onModelUpdated: fitRowCount })}
        onSelectionChanged={({ api: changed }) =>
          onSelect(changed.getSelectedNodes().flatMap(({ data }) => (data && !isTotal(data) ? [data.id] : [])))
        }
        onCellEditRequest={onCellEditRequest}
        onCellKeyDown={onCellKeyDown}
        {...columnEvents}
      />
      {isEmpty && (
        <div className="zk-grid-cover">
          <ListEmpty object={object} state={state} />
        </div>
      )}
      {problem !== null && (
        <div className="zk-grid-cover">
          <ListProblem error={problem} onRetry={refresh} />
        </div>
      )}
      {stale && <StaleCellDialog object={object} stale={stale} saveCell={saveCell} onClose={closeStale} />}
    </section>
  )
}
