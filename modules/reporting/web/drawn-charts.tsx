import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import {
  chartTokens,
  type DrawProps,
  drillFilter,
  type FigureRow,
  LazyChart,
  listAddress,
  numberOf,
  themeTokens,
  useTexts,
  useTheme,
} from '#kernel/web'
import { gridOf } from './two-ways.ts'

const height = 320
const mostSlices = 9
const mostSeries = 12

/** Colours of the house and, beyond them, the same mixed with the ground. */
function usePaint() {
  const theme = useTheme()
  return useMemo(() => {
    const { series, axis, split, other } = chartTokens(theme)
    const tokens = themeTokens(theme)
    const colors = [...series, ...series.map((one) => `${one}99`), ...series.map((one) => `${one}55`)]
    return {
      colors,
      other,
      label: { color: String(tokens.colorTextSecondary), fontSize: 12 },
      axis: { color: axis, fontSize: 12 },
      line: { lineStyle: { color: split } },
      tip: {
        renderMode: 'richText' as const,
        confine: true,
        backgroundColor: String(tokens.colorBgElevated),
        borderColor: split,
        textStyle: { color: String(tokens.colorText), fontSize: 12 },
      },
    }
  }, [theme])
}

function useOpen({ object, question, tile }: Pick<DrawProps, 'object' | 'question' | 'tile'>) {
  const navigate = useNavigate()
  return (row: FigureRow | undefined) => {
    const figure = tile.show.find((one) => typeof one === 'string')
    const filter = row && figure ? drillFilter({ ...question, measures: { ...question.measures, [figure]: 'count' } }, row, figure) : null
    if (filter) void navigate({ to: listAddress(object.plural) as never, search: { filter } as never })
  }
}

/** Shares of the first figure; what is small is put together. */
export function PieDrawing(props: DrawProps) {
  const { tile, rows, words } = props
  const say = useTexts()
  const paint = usePaint()
  const open = useOpen(props)
  const [main] = tile.show
  if (!main) return null
  const sized = rows.filter((row) => (numberOf(row, main) ?? 0) > 0).toSorted((one, two) => numberOf(two, main)! - numberOf(one, main)!)
  const large = sized.length > mostSlices + 1 ? sized.slice(0, mostSlices) : sized
  const rest = sized.slice(large.length).reduce((sum, row) => sum + (numberOf(row, main) ?? 0), 0)
  const data = [
    ...large.map((row, i) => ({
      name: words.group(row),
      value: numberOf(row, main)!,
      text: words.full(row, main),
      itemStyle: { color: paint.colors[i] },
    })),
    ...(rest > 0
      ? [{ name: say('reporting.others'), value: rest, text: words.tick(rest, main, false), itemStyle: { color: paint.other } }]
      : []),
  ]
  const option = {
    tooltip: {
      ...paint.tip,
      trigger: 'item',
      formatter: ({ data: one, percent }: { data: { name: string; text: string }; percent: number }) =>
        `${one.name}\n${one.text}  ${percent}%`,
    },
    series: [
      {
        type: 'pie',
        radius: ['42%', '70%'],
        data,
        label: { ...paint.label, formatter: ({ name, percent }: { name: string; percent: number }) => `${name}  ${percent}%` },
        labelLine: { ...paint.line, length: 8, length2: 8 },
      },
    ],
  }
  const label = `${tile.label}: ${data.map(({ name, text }) => `${name} ${text}`).join(', ')}`
  return <LazyChart option={option} height={height} label={label} onPick={(at) => open(large[at])} />
}

/** The first figure by two groups: the first along the axis, the second as colours, stacked or as lines. */
function Series({ kind, ...props }: DrawProps & Readonly<{ kind: 'stacked' | 'bar' | 'line' }>) {
  const { tile, rows, words } = props
  const paint = usePaint()
  const open = useOpen(props)
  const [main] = tile.show
  if (!main) return null
  const grid = gridOf(rows, words)
  const series = grid.columns.slice(0, mostSeries)
  const isMoney = rows.some((row) => typeof main === 'string' && typeof row[main] === 'object' && row[main] !== null)
  const option = {
    grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
    legend: { top: 4, type: 'scroll', textStyle: paint.label, itemWidth: 12, itemHeight: 8 },
    tooltip: {
      ...paint.tip,
      trigger: 'item',
      formatter: ({ dataIndex, seriesIndex }: { dataIndex: number; seriesIndex: number }) => {
        const cell = grid.at(grid.rows[dataIndex]!, series[seriesIndex]!)
        return cell ? [words.group(cell), ...tile.show.map((shown) => `${words.label(shown)}  ${words.full(cell, shown)}`)].join('\n') : ''
      },
    },
    xAxis: {
      type: 'category',
      data: grid.rows,
      axisTick: { show: false },
      axisLine: paint.line,
      axisLabel: { ...paint.axis, hideOverlap: true, width: 96, overflow: 'truncate' },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: paint.line,
      axisLabel: { ...paint.axis, formatter: (value: number) => words.tick(value, main, isMoney) },
    },
    series: series.map((name, i) => ({
      name,
      type: kind === 'line' ? 'line' : 'bar',
      ...(kind === 'stacked' ? { stack: 'all' } : {}),
      barMaxWidth: 36,
      itemStyle: { color: paint.colors[i % paint.colors.length] },
      data: grid.rows.map((row) => {
        const cell = grid.at(row, name)
        return cell ? numberOf(cell, main) : null
      }),
    })),
  }
  return (
    <LazyChart
      option={option}
      height={height}
      label={tile.label}
      onPick={(at, which) => open(grid.at(grid.rows[at] ?? '', series[which] ?? ''))}
    />
  )
}

export const StackedDrawing = (props: DrawProps) => <Series {...props} kind="stacked" />
export const BarsDrawing = (props: DrawProps) => <Series {...props} kind="bar" />
export const LinesDrawing = (props: DrawProps) => <Series {...props} kind="line" />
