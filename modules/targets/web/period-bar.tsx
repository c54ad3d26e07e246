import { ChevronLeft, ChevronRight } from 'lucide-react'
import { periodName, useFormat, useTexts } from '#kernel/web'
import { type Period, type PeriodKind, periodKinds, periodOf, shiftPeriod } from '../objects/index.ts'
import './targets.css'

/** `2026年11月`, `2026 Q4`; of a fiscal year that does not begin in January its name, as lists call it, and its first and last month. */
function usePeriodText(): (period: Period) => string {
  const say = useTexts()
  const format = useFormat()
  return ({ kind, from, before }) => {
    const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))]
    if (kind === 'month') return say('targets.period.of-month', { year, month })
    if (format.fiscalMonth === 1)
      return kind === 'year'
        ? say('targets.period.of-year', { year })
        : say('targets.period.of-quarter', { year, quarter: (month + 2) / 3 })
    const last = new Date(Date.parse(`${before}T00:00:00Z`) - 1).toISOString()
    const name = periodName(from, kind === 'year' ? 'fiscalYear' : 'fiscalQuarter', { format, say })
    return `${name} (${from.slice(0, 7)} – ${last.slice(0, 7)})`
  }
}

type Props = Readonly<{ period: Period; kinds?: readonly PeriodKind[]; onChange(period: Period): void }>

/** Month, quarter or year, and which. */
export function PeriodBar({ period, kinds = periodKinds, onChange }: Props) {
  const say = useTexts()
  const format = useFormat()
  const textOf = usePeriodText()
  const isNow = (kind: PeriodKind) => periodOf(kind, format.today(), format.fiscalMonth)
  return (
    <div className="zk-targets-period">
      <div className="zk-segments" role="group" aria-label={say('targets.period')}>
        {kinds.map((kind) => (
          <button key={kind} type="button" aria-pressed={period.kind === kind} onClick={() => onChange(isNow(kind))}>
            {say(`targets.period.${kind}`)}
          </button>
        ))}
      </div>
      <button
        type="button"
        className="zk-targets-step"
        aria-label={say('targets.period.before')}
        onClick={() => onChange(shiftPeriod(period, -1))}
      >
        <ChevronLeft size={16} aria-hidden="true" />
      </button>
      <strong className="zk-nowrap">{textOf(period)}</strong>
      <button
        type="button"
        className="zk-targets-step"
        aria-label={say('targets.period.after')}
        onClick={() => onChange(shiftPeriod(period, 1))}
      >
        <ChevronRight size={16} aria-hidden="true" />
      </button>
    </div>
  )
}
