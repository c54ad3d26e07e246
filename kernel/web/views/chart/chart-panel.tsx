import { Button } from 'antd'
import { X } from 'lucide-react'
import { useMemo } from 'react'
import { both } from '../../filter/filter-tree.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { ViewProps } from '../object-views.ts'
import { PagesFor } from '../report/pages-for.tsx'
import { type FigureRow, groupFilter, groupName, type Report } from '../report/report-def.ts'
import { Tile } from '../report/tile.tsx'
import { type ChartChoice, groupOf, measureKey, usualChart } from './chart-choice.ts'
import { ChartPicks } from './chart-picks.tsx'
import { useChartTile } from './use-chart-tile.ts'
import '../plain-table.css'
import '../report/report.css'
import './chart.css'

function Shown({ object, state, choice }: ViewProps & Readonly<{ choice: ChartChoice }>) {
  const tile = useChartTile(object, choice, state.q)
  const report = useMemo<Report>(
    () => ({ name: `${object.name} ${measureKey(choice)}`, label: tile.label, object: object.name, filters: [], tiles: [tile] }),
    [object, choice, tile],
  )
  const by = groupOf(choice)
  const pick = (row: FigureRow) => {
    const group = groupFilter(by, row[groupName(by)])
    if (group) state.change({ filter: both(state.filter, group) })
  }
  return <Tile key={`${choice.by} ${measureKey(choice)}`} report={report} object={object} tile={tile} filter={state.where} onPick={pick} />
}

/** Figures of what the list shows, beside it: a press on a group narrows the list to its records. */
export function ChartPanel({ object, state }: ViewProps) {
  const say = useTexts()
  const choice = state.chart ?? usualChart(object)
  if (!choice) return null
  return (
    <aside className="zk-chart-panel" aria-label={say('chart.label')}>
      <div className="zk-chart-picks">
        <ChartPicks object={object} choice={choice} onChange={(chart) => state.change({ chart })} />
        <PagesFor place="chart" search={{ object: object.name, filter: state.where, chart: choice }} />
        <Button
          type="text"
          size="small"
          aria-label={say('chart.close')}
          title={say('chart.close')}
          icon={<X size={16} strokeWidth={1.5} aria-hidden="true" />}
          onClick={() => state.change({ chart: null })}
        />
      </div>
      <Shown object={object} state={state} choice={choice} />
    </aside>
  )
}
