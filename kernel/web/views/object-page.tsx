import { useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import { useObject } from '../data/use-meta.ts'
import { FilterBar } from '../filter/filter-bar.tsx'
import { NotFound } from '../frame/not-found.tsx'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ChartButton } from './chart/chart-button.tsx'
import './chart/chart.css'
import { ColumnsMenu } from './columns-menu.tsx'
import { GroupButton } from './group-button.tsx'
import { useListState } from './list-state.ts'
import { ObjectHead } from './object-head.tsx'
import { objectViews, type ViewProps } from './object-views.ts'
import { useFirstView } from './saved-views.tsx'
import { ShownCount } from './shown-count.tsx'
import { SqlButton } from './sql-button.tsx'
import './object-page.css'

const ChartPanel = lazy(() => import('./chart/chart-panel.tsx').then(({ ChartPanel: component }) => ({ default: component })))

const lazyViews: Readonly<Record<string, ComponentType<ViewProps>>> = Object.fromEntries(
  objectViews.map(({ name, load }) => [name, lazy(async () => ({ default: (await load()).View }))]),
)

function ObjectRecords({ object }: Readonly<{ object: ObjectMeta }>) {
  const state = useListState(object)
  const isSettled = useFirstView(object)
  const offered = objectViews.filter((view) => view.offered(object))
  const view = offered.find(({ name }) => name === state.view) ?? offered[0]
  const View = view && lazyViews[view.name]
  return (
    <div className="zk-object">
      <ObjectHead object={object} state={state} views={offered} current={view?.name ?? 'list'} />
      <FilterBar
        object={object}
        filter={state.filter}
        q={state.q}
        sort={state.sort}
        isMine={state.tab === 'mine'}
        onFilter={(filter) => state.change({ filter })}
        onQ={(q) => state.change({ q })}
      >
        <ShownCount object={object} state={state} />
        <span className="zk-divider" />
        {view?.name === 'list' && (
          <ColumnsMenu object={object} columns={state.columns} onColumns={(columns) => state.change({ columns })} />
        )}
        {view?.name === 'list' && <GroupButton object={object} state={state} />}
        <ChartButton object={object} state={state} />
        <SqlButton question={{ object: object.name, filter: state.where, q: state.q, sort: state.sort, fields: state.columns }} />
      </FilterBar>
      <div className="zk-beside">
        <div className="zk-beside-records">
          <Suspense fallback={<div className="zk-grow" />}>{View && isSettled && <View object={object} state={state} />}</Suspense>
        </div>
        {state.chart && (
          <Suspense fallback={<aside className="zk-chart-panel" />}>
            <ChartPanel object={object} state={state} />
          </Suspense>
        )}
      </div>
    </div>
  )
}

/** The records of one object: views, filter, and below them list, board or whatever view is chosen. */
export function Page() {
  const say = useTexts()
  const { plural } = useParams({ strict: false }) as { plural: string }
  const object = useObject(plural)
  if (!object) return <NotFound />
  if (!object.may.read)
    return <EmptyState isPage icon="shield" title={say('list.no-right', { objects: object.labelPlural })} why={say('page.forbidden.why')} />
  return <ObjectRecords key={object.name} object={object} />
}
