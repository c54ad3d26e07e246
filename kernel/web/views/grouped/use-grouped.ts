import type { GridApi } from 'ag-grid-community'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { asOfQuery, useAsOf } from '../../data/as-of.ts'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { type GroupBy, useAggregate } from '../../data/use-aggregate.ts'
import { readPage } from '../../data/use-list.ts'
import { useMeta } from '../../data/use-meta.ts'
import { both } from '../../filter/filter-tree.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { sectionOf } from '../chart/chart-choice.ts'
import { askedFields } from '../list/grid-columns.ts'
import { type Blocks, blockRows } from '../list/list-source.ts'
import type { GridRow, GroupRow } from '../list/row-kinds.ts'
import { sumsOf, totalsIn } from '../list/totals.ts'
import type { ListState } from '../list-state.ts'
import { type FigureRow, groupFilter } from '../report/report-def.ts'
import { useGroupName } from '../report/use-words.ts'
import { type GroupedSource, groupedSource, keptBlocks, type Section, wordsBelow } from './grouped-source.ts'

const groupAs = 'group'
/** More of them nobody looks through. */
const mostGroups = 1_000

function groupByOf(object: ObjectMeta, section: string): GroupBy | undefined {
  const found = sectionOf(object, section)
  return found ? { field: found.field.name, as: groupAs, ...(found.unit ? { unit: found.unit } : {}) } : undefined
}

/** The groups of what the list shows, each with its number of records and the sums of the columns: one question for all of them. */
function useGroupRows(object: ObjectMeta, state: ListState) {
  const meta = useMeta()
  const by = useMemo(() => (state.group ? groupByOf(object, state.group) : undefined), [object, state.group])
  const { summed, measures } = sumsOf(meta, object, state.columns)
  const question = {
    object: object.name,
    ...(by ? { by: [by] } : {}),
    measures: { n: 'count' as const, ...measures },
    filter: state.where,
    q: state.q || undefined,
    // One more than is shown tells whether there are more.
    limit: mostGroups + 1,
  }
  const { data, isPlaceholderData, error } = useAggregate(question, { enabled: by !== undefined })
  const rows = by && data && !isPlaceholderData ? data.rows : null
  return { by, summed, rows: rows?.slice(0, mostGroups) ?? null, isCut: rows !== null && rows.length > mostGroups, error }
}

const keyOf = (row: FigureRow): string => JSON.stringify(row[groupAs] ?? null)

/** Which groups are open: the first one, until somebody opens or closes one. */
function useOpenGroups(question: string) {
  const [kept, keep] = useState<Readonly<{ question: string; open: ReadonlySet<string> | null }>>({ question, open: null })
  const open = kept.question === question ? kept.open : null
  const isOpen = useCallback((key: string, place: number) => (open ? open.has(key) : place === 0), [open])
  const toggle = useCallback(
    (key: string, first: string | undefined) =>
      keep((former) => {
        const was = former.question === question ? former.open : null
        const next = new Set(was ?? (first === undefined ? [] : [first]))
        if (!next.delete(key)) next.add(key)
        return { question, open: next }
      }),
    [question],
  )
  return { isOpen, toggle }
}

/** The blocks of each group: kept while its figures are the same, so that opening one asks nothing again of the others. */
function useBlocks(object: ObjectMeta, state: ListState, by: GroupBy | undefined) {
  const asOf = useAsOf()
  const fields = useMemo(() => askedFields(object, state.columns), [object, state.columns])
  const question = JSON.stringify([object.name, state.where, state.q, state.sort, fields, by, asOf])
  const kept = useRef({ question, blocks: new Map<string, Blocks>() })
  const blocksFor = useCallback(
    (row: FigureRow): Blocks | null => {
      const filter = by ? groupFilter(by, row[groupAs]) : null
      if (!filter) return null
      if (kept.current.question !== question) kept.current = { question, blocks: new Map() }
      const key = JSON.stringify(row)
      const known = kept.current.blocks.get(key)
      if (known) return known
      const ask = { object: object.name, filter: both(state.where, filter), q: state.q, sort: state.sort, fields, limit: blockRows }
      const at = asOfQuery(asOf)
      const made = keptBlocks({
        block: (cursor) => readPage(ask, at, cursor),
        skip: async (cursor, rows) => (await readPage({ ...ask, fields: ['id'], limit: rows }, at, cursor)).next,
      })
      kept.current.blocks.set(key, made)
      return made
    },
    [question, by, object, state, fields, asOf],
  )
  return { question, blocksFor }
}

type Grouped = Readonly<{ source: GroupedSource | null; isEmpty: boolean; problem: unknown; onGroup(key: string): void }>

/** The list in groups of one field; a source of null where it is not put together, or not counted yet. */
export function useGrouped(
  { object, state, api }: Readonly<{ object: ObjectMeta; state: ListState; api(): GridApi<GridRow> | undefined }>,
  onProblem: (problem: unknown) => void,
): Grouped {
  const format = useFormat()
  const say = useTexts()
  const { by, summed, rows, isCut, error } = useGroupRows(object, state)
  const name = useGroupName(object, by)
  const { question, blocksFor } = useBlocks(object, state, by)
  const { isOpen, toggle } = useOpenGroups(question)
  const source = useMemo(() => groupedSource(onProblem), [onProblem])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the columns that are summed are part of the question
  const sections = useMemo(
    () =>
      rows?.map((row, place): Section => {
        const key = keyOf(row)
        const blocks = blocksFor(row)
        const group = { key, isOpen: blocks && isOpen(key, place), count: Number(row.n ?? 0) }
        const head: GroupRow = {
          id: `group ${key}`,
          text: `${name(row)} · ${format.number(group.count)}`,
          $total: totalsIn(row, summed),
          $group: group,
        }
        return { head, rows: group.isOpen ? blocks : null }
      }),
    [rows, blocksFor, isOpen, name, format],
  )
  const shown = useMemo(() => {
    const text = say('group.more', { number: format.number(mostGroups) })
    return isCut && sections ? [...sections, wordsBelow(text)] : sections
  }, [sections, isCut, say, format])
  if (shown) source.show(shown)
  useEffect(() => {
    const grid = api()
    if (!shown || !grid || grid.isDestroyed()) return
    grid.setRowCount(source.length(), true)
    grid.refreshInfiniteCache()
  }, [shown, source, api])
  const first = sections?.[0]?.head.$group.key
  const onGroup = useCallback((key: string) => toggle(key, first), [toggle, first])
  return { source: sections ? source : null, isEmpty: sections?.length === 0, problem: error, onGroup }
}
