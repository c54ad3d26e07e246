import { Button } from 'antd'
import { ChartColumn } from 'lucide-react'
import { useTexts } from '../../i18n/texts.ts'
import type { ViewProps } from '../object-views.ts'
import { usualChart } from './chart-choice.ts'

/** Shows figures of the records beside them, or puts them away. */
export function ChartButton({ object, state }: ViewProps) {
  const say = useTexts()
  const usual = usualChart(object)
  if (!usual) return null
  return (
    <Button
      type={state.chart ? 'primary' : 'text'}
      ghost={state.chart !== null}
      size="small"
      aria-pressed={state.chart !== null}
      icon={<ChartColumn size={16} strokeWidth={1.5} aria-hidden="true" />}
      onClick={() => state.change({ chart: state.chart ? null : usual })}
    >
      <span className="zk-wide-only">{say('chart.button')}</span>
    </Button>
  )
}
