import type { EChartsCoreOption } from 'echarts/core'
import { chartTokens, type ThemeName, themeTokens } from '../../theme/tokens.ts'
import { type FigureRow, isRatio, numberOf, type Shown, type TileMeta, totalRow } from './report-def.ts'
import type { Words } from './use-words.ts'

/** `rows` are drawn; `all` of them make the average. */
export type ChartInput = Readonly<{
  tile: TileMeta
  rows: readonly FigureRow[]
  all: readonly FigureRow[]
  words: Words
  theme: ThemeName
  average: string
}>

/** Height of one horizontal bar with its gap. */
export const barHeight = 28
const longestLabel = 120

function look(theme: ThemeName) {
  const colors = chartTokens(theme)
  const tokens = themeTokens(theme)
  return {
    series: colors.series[0]!,
    other: colors.other,
    split: colors.split,
    axis: { color: colors.axis, fontSize: 12 },
    label: { color: String(tokens.colorTextSecondary), fontSize: 12 },
    ground: String(tokens.colorBgContainer),
    tip: {
      renderMode: 'richText' as const,
      confine: true,
      backgroundColor: String(tokens.colorBgElevated),
      borderColor: colors.split,
      textStyle: { color: String(tokens.colorText), fontSize: 12, lineHeight: 20 },
    },
  }
}

const tipText = ({ tile, words }: ChartInput, row: FigureRow): string =>
  [words.group(row), ...tile.show.map((shown) => `${words.label(shown)}  ${words.full(row, shown)}`)].join('\n')

const isMoneyFigure = (rows: readonly FigureRow[], shown: Shown): boolean =>
  !isRatio(shown) && rows.some((row) => typeof row[shown] === 'object' && row[shown] !== null)

/** Axes begin at nothing, or below where something is. */
const fromZero = ({ min }: { min: number }): number => Math.min(0, min)
/** The same with room for a figure beside the longest bar below. */
const fromBelow = ({ min, max }: { min: number; max: number }): number => (min < 0 ? min - (Math.max(0, max) - min) * 0.15 : 0)

/** Horizontal bars of the first figure; of a ratio, those below the average are grey and a line marks it. Those below zero are grey and go the other way. */
export function barOption(input: ChartInput): EChartsCoreOption {
  const { tile, rows, all, words, theme, average } = input
  const [main] = tile.show
  if (!main) return {}
  const paint = look(theme)
  const mean = isRatio(main) ? numberOf(totalRow(tile, all), main) : null
  const data = rows.map((row) => {
    const value = numberOf(row, main)
    const color = value !== null && value < (mean ?? 0) ? paint.other : paint.series
    return value !== null && value < 0
      ? { value, itemStyle: { color, borderRadius: [2, 0, 0, 2] }, label: { position: 'left' } }
      : { value, itemStyle: { color } }
  })
  const markLine =
    mean === null
      ? {}
      : {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: paint.axis.color, type: 'dashed' },
            label: { ...paint.axis, formatter: `${average} ${words.tick(mean, main, false)}`, position: 'start' },
            data: [{ xAxis: mean }],
          },
        }
  return {
    grid: { left: 8, right: 72, top: mean === null ? 8 : 24, bottom: 8, containLabel: true },
    tooltip: { ...paint.tip, trigger: 'item', formatter: ({ dataIndex }: { dataIndex: number }) => tipText(input, rows[dataIndex]!) },
    xAxis: {
      type: 'value',
      min: fromBelow,
      axisLabel: { show: false },
      splitLine: { show: false },
      ...(isRatio(main) ? { max: (range: { max: number }) => Math.min(1, range.max * 1.1) } : {}),
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(words.group),
      axisTick: { show: false },
      axisLine: { show: false, onZero: false },
      axisLabel: { ...paint.label, width: longestLabel, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        z: 6,
        data,
        barWidth: 14,
        itemStyle: { borderRadius: [0, 2, 2, 0] },
        label: {
          show: true,
          position: 'right',
          ...paint.label,
          backgroundColor: paint.ground,
          padding: [2, 2],
          formatter: ({ dataIndex }: { dataIndex: number }) => words.short(rows[dataIndex]!, main),
        },
        ...markLine,
      },
    ],
  }
}

/** A line over the groups in their order; every point opens its records. */
export function lineOption(input: ChartInput): EChartsCoreOption {
  const { tile, rows, words, theme } = input
  const [main] = tile.show
  if (!main) return {}
  const paint = look(theme)
  const isMoney = isMoneyFigure(rows, main)
  return {
    grid: { left: 8, right: 24, top: 24, bottom: 8, containLabel: true },
    tooltip: {
      ...paint.tip,
      trigger: 'axis',
      axisPointer: { lineStyle: { color: paint.axis.color } },
      formatter: (points: readonly { dataIndex: number }[]) => (points[0] ? tipText(input, rows[points[0].dataIndex]!) : ''),
    },
    xAxis: {
      type: 'category',
      data: rows.map(words.group),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: paint.split } },
      axisLabel: { ...paint.axis, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: fromZero,
      splitNumber: 4,
      splitLine: { lineStyle: { color: paint.split } },
      axisLabel: { ...paint.axis, formatter: (value: number) => words.tick(value, main, isMoney) },
    },
    series: [
      {
        type: 'line',
        data: rows.map((row) => numberOf(row, main) ?? 0),
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { width: 2, color: paint.series },
        itemStyle: { color: paint.series },
      },
    ],
  }
}
