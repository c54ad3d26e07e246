import { AppLink, type LinkValue, type PanelProps, SkeletonLines, useTexts } from '#kernel/web'
import { isMoney, type Level, type Measure, monthOf } from '../objects/index.ts'
import { ReachedTable } from './reached-table.tsx'
import { useReached } from './use-reached.ts'
import './targets.css'

const idOf = (value: unknown): string => (value as LinkValue | null)?.id ?? ''

/** How far this target is, and how far those below it are. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const measure = String(row.measure) as Measure
  const from = String(row.month)
  const category = idOf(row.category) || null
  const { data } = useReached({ from, months: 1, measure, level: String(row.level) as Level, category })
  if (!data) return <SkeletonLines lines={3} />
  const lines = data.lines.filter(({ whom, id, department }) =>
    row.whom === 'company'
      ? whom !== 'person'
      : row.whom === 'department'
        ? (whom === 'department' && id === idOf(row.department)) || (whom === 'person' && department === idOf(row.department))
        : whom === 'person' && id === idOf(row.person),
  )
  const flat = lines.map((line) => ({ ...line, depth: 0 }))
  return (
    <div className="zk-targets-panel">
      <ReachedTable
        lines={flat}
        days={data.days}
        measure={measure}
        span={{ from, before: monthOf(from, 1), category }}
        isMoney={isMoney(measure)}
      />
      <AppLink to="/targets">{say('page.targets.reached')}</AppLink>
    </div>
  )
}
