import { useMemo } from 'react'
import type { ObjectMeta } from '../data/meta-types.ts'
import type { FilterJson } from '../data/use-list.ts'
import { useMeta } from '../data/use-meta.ts'
import { AppLink, listAddress } from '../parts/app-link.tsx'
import { type ChartChoice, measureKey, measuresOf, readChoice } from '../views/chart/chart-choice.ts'
import { useChartTile, useMeasureWord } from '../views/chart/use-chart-tile.ts'
import { type Report, reportsOf, type TileMeta } from '../views/report/report-def.ts'
import { Tile } from '../views/report/tile.tsx'
import type { TileProps } from './tile-props.ts'
import '../views/plain-table.css'
import '../views/report/report.css'

const noFilter: FilterJson = {}

/** A question that no report asks, drawn as one of a report's. */
const asReport = (object: ObjectMeta, tile: TileMeta): Report => ({
  name: object.name,
  label: tile.label,
  object: object.name,
  filters: [],
  tiles: [tile],
})

function ListLink({ object, filter, text }: Readonly<{ object: ObjectMeta; filter: FilterJson; text: string }>) {
  return (
    <AppLink to={listAddress(object.plural)} search={{ filter }} className="zk-quiet-link" title={text}>
      {text}
    </AppLink>
  )
}

/** One figure over records; it opens them. */
export function NumberTile({ tile, object }: TileProps) {
  const filter = (tile.filter as FilterJson | undefined) ?? noFilter
  const figure = tile.figure as { measure: string; of?: string; on?: string } | undefined
  const wanted = measureKey(figure ?? { measure: 'count' })
  const found = measuresOf(object).find((one) => measureKey({ measure: one.measure, of: one.of?.name }) === wanted)
  const name = useMeasureWord(object.labelPlural)(found ?? { measure: 'count' })
  const label = tile.label ?? name
  const asked = useMemo<TileMeta>(
    () => ({
      key: 'number',
      draw: 'figure',
      ask: { measures: { value: figure?.of ? { [figure.measure]: figure.of, ...(figure.on ? { on: figure.on } : {}) } : 'count' }, filter },
      show: ['value'],
      label,
      labels: { value: name },
    }),
    [figure, filter, label, name],
  )
  if (figure?.of && !found) return null
  return (
    <Tile
      report={asReport(object, asked)}
      object={object}
      tile={asked}
      filter={noFilter}
      isBrief
      heading={<ListLink object={object} filter={filter} text={label} />}
    />
  )
}

/** Figures in groups, as beside a list. */
export function ChartOfTile({ tile, object }: TileProps) {
  const choice = useMemo(() => readChoice(tile.chart, object), [tile.chart, object])
  return choice && <Chart tile={tile} object={object} choice={choice} />
}

function Chart({ tile, object, choice }: TileProps & Readonly<{ choice: ChartChoice }>) {
  const filter = (tile.filter as FilterJson | undefined) ?? noFilter
  const asked = useChartTile(object, choice)
  return (
    <Tile
      report={asReport(object, asked)}
      object={object}
      tile={asked}
      filter={filter}
      isBrief
      heading={<ListLink object={object} filter={filter} text={tile.label ?? asked.label} />}
    />
  )
}

/** One part of a report. */
export function ReportTile({ tile }: Pick<TileProps, 'tile'>) {
  const meta = useMeta()
  const { name, part } = tile.report as Readonly<{ name: string; part: string }>
  const report = reportsOf(meta).find((one) => one.name === name)
  const found = report?.tiles.find(({ key }) => key === part)
  const object = report && meta.objects[report.object]
  if (!report || !found || !object) return null
  const shown = tile.label ? { ...report, label: tile.label, tiles: [found] } : report
  return <Tile report={shown} object={object} tile={found} filter={noFilter} isBrief />
}
