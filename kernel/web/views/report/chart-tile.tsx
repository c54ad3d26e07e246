import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { listAddress } from '../../parts/app-link.tsx'
import { useTheme } from '../../theme/theme-choice.ts'
import { barHeight, barOption, lineOption } from './chart-options.ts'
import { drillFilter } from './report-def.ts'
import type { DrawProps } from './tile.tsx'

const Chart = lazy(() => import('./chart.tsx').then(({ Chart: component }) => ({ default: component })))

const mostBars = 40
const fewBars = 10

/** Bars or a line over the groups of a question. */
export function ChartTile({ object, tile, question, rows, words, isBrief, onPick }: DrawProps) {
  const say = useTexts()
  const theme = useTheme()
  const navigate = useNavigate()
  const isBar = tile.draw === 'bar'
  const shown = useMemo(() => (isBar ? rows.slice(0, isBrief ? fewBars : mostBars) : rows), [isBar, isBrief, rows])
  const option = useMemo(() => {
    const input = { tile, rows: shown, all: rows, words, theme, average: say('analysis.average') }
    return isBar ? barOption(input) : lineOption(input)
  }, [tile, shown, rows, words, theme, isBar, say])
  const [main] = tile.show
  const height = isBar ? Math.max(96, shown.length * barHeight + 40) : 280
  const label = main
    ? say('analysis.chart', {
        title: tile.label,
        figures: shown
          .slice(0, 12)
          .map((row) => `${words.group(row)} ${words.short(row, main)}`)
          .join(say('value.join')),
      })
    : tile.label
  const pick = (position: number) => {
    const row = shown[position]
    if (row && onPick) return onPick(row)
    // A ratio has no records of its own: the first count beside it has.
    const figure = tile.show.find((one) => typeof one === 'string')
    const filter = row && figure ? drillFilter({ ...question, measures: { ...question.measures, [figure]: 'count' } }, row, figure) : null
    if (filter) void navigate({ to: listAddress(object.plural) as never, search: { filter } as never })
  }
  return (
    <Suspense fallback={<div style={{ height }} />}>
      <Chart option={option} height={height} label={label} onPick={pick} />
      {rows.length > shown.length && (
        <p className="zk-small zk-meta zk-report-note">
          {say(isBrief ? 'analysis.more-bars.brief' : 'analysis.more-bars', { shown: shown.length, all: rows.length })}
        </p>
      )}
    </Suspense>
  )
}
