import { BarChart, LineChart, PieChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, LineChart, PieChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

const isStill = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches

type ChartProps = Readonly<{
  option: EChartsCoreOption
  height: number
  /** What the picture shows, for those who do not see it. */
  label: string
  /** A bar or point was clicked: its position among the rows. */
  onPick(position: number, series: number): void
}>

/** A chart by its option. The table beneath it holds the same figures for keyboard and screen reader. */
export function Chart({ option, height, label, onPick }: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  }, [onPick])
  useEffect(() => {
    const element = place.current!
    const made = init(element, null, { renderer: 'canvas' })
    chart.current = made
    made.on('click', ({ dataIndex, seriesIndex }) => pick.current(dataIndex, seriesIndex ?? 0))
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(element)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => {
    const { fontFamily } = getComputedStyle(document.body)
    chart.current?.setOption({ animation: !isStill(), animationDuration: 240, textStyle: { fontFamily }, ...option }, { notMerge: true })
  }, [option])
  return <div ref={place} className="zk-chart" style={{ height }} role="img" aria-label={label} />
}
