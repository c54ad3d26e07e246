import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'
import { webTypeOf } from '../fields/registry.ts'
import { both } from '../filter/filter-tree.ts'
import { type ChartChoice, readChoice, sectionOf } from './chart/chart-choice.ts'

export type Tab = 'all' | 'mine'

/** Stands in the address where no kept view is wanted, not even the one that is seen first. */
export const noView = 'none'

/** Everything that says what a list, board or chart of an object shows. It stands in the address bar, so a link shows the same. */
export type ListState = Readonly<{
  tab: Tab
  /** Name of the view: `list`, `board`. */
  view: string
  /** What the person asked beside the tab. */
  filter: FilterJson
  q: string
  sort: readonly string[]
  columns: readonly string[]
  /** Field whose values put the rows of a list together, days by their month or the unit behind the dot; null: one row after the other. */
  group: string | null
  /** The chart beside it; null: none. */
  chart: ChartChoice | null
  /** Tab and filter together: what is asked of the server. */
  where: FilterJson
  /** A kept view is open: then none of the usual tabs is. */
  saved: string | null
  change(to: Partial<Pick<ListState, 'tab' | 'view' | 'filter' | 'q' | 'sort' | 'columns' | 'group' | 'chart'>>): void
}>

type Search = Readonly<Record<string, unknown>>

const isFilter = (value: unknown): value is FilterJson => typeof value === 'object' && value !== null && !Array.isArray(value)
const words = (value: unknown): readonly string[] => (typeof value === 'string' ? value.split(',').filter(Boolean) : [])
const none: FilterJson = {}

/** Columns nobody chose: those the object declares, else its first fields. */
export function usualColumns(object: ObjectMeta): readonly string[] {
  const declared = object.views.list?.columns.filter((path) => object.fields[path.split('.')[0] ?? ''])
  if (declared?.length) return declared
  const own = Object.values(object.fields).filter((field) => !field.system && webTypeOf(field).listed !== false)
  return [
    object.title,
    ...own
      .map(({ name }) => name)
      .filter((name) => name !== object.title)
      .slice(0, 7),
    'updatedAt',
  ]
}

const usualSort = (object: ObjectMeta): readonly string[] => (object.views.list?.sort ? [object.views.list.sort] : ['-updatedAt'])

function read(search: Search, object: ObjectMeta): Omit<ListState, 'change' | 'where'> {
  const sort = words(search.sort)
  const columns = words(search.columns)
  return {
    tab: search.tab === 'mine' && object.owned ? 'mine' : 'all',
    saved: typeof search.saved === 'string' && search.saved !== noView ? search.saved : null,
    view: typeof search.view === 'string' ? search.view : 'list',
    filter: isFilter(search.filter) ? search.filter : none,
    q: search.q === undefined ? '' : String(search.q),
    sort: sort.length > 0 ? sort : usualSort(object),
    columns: columns.length > 0 ? columns : usualColumns(object),
    group: typeof search.group === 'string' && sectionOf(object, search.group) ? search.group : null,
    chart: readChoice(search.chart, object),
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What is left out of the address because it goes without saying. */
export function toSearch(state: Omit<ListState, 'change' | 'where'>, object: ObjectMeta): Search {
  return {
    tab: state.tab === 'all' ? undefined : state.tab,
    view: state.view === 'list' ? undefined : state.view,
    filter: Object.keys(state.filter).length > 0 ? state.filter : undefined,
    q: state.q || undefined,
    sort: isSame(state.sort, usualSort(object)) ? undefined : state.sort.join(','),
    columns: isSame(state.columns, usualColumns(object)) ? undefined : state.columns.join(','),
    group: state.group ?? undefined,
    chart: state.chart ?? undefined,
  }
}

/** The state of an object's page, read from the address and written back to it. */
export function useListState(object: ObjectMeta): ListState {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  return useMemo(() => {
    const state = read(search, object)
    return {
      ...state,
      where: both(state.tab === 'mine' ? { owner: 'me' } : none, state.filter),
      change: (to) =>
        void navigate({
          to: '.',
          replace: true,
          search: ((former: Search) => ({ ...former, ...toSearch({ ...read(former, object), ...to }, object) })) as never,
        }),
    }
  }, [search, object, navigate])
}
