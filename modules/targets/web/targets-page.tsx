import { Select } from 'antd'
import { useState } from 'react'
import {
  AppLink,
  createAddress,
  EmptyState,
  isProblem,
  listAddress,
  SkeletonLines,
  useFormat,
  useList,
  useMeta,
  useObject,
  useTexts,
} from '#kernel/web'
import { isMoney, type Level, type Line, levels, type Measure, measures, type Period, periodOf } from '../objects/index.ts'
import { PeriodBar } from './period-bar.tsx'
import { ReachedTable } from './reached-table.tsx'
import { useReached } from './use-reached.ts'
import './targets.css'

const months = { month: 1, quarter: 3, year: 12 } as const

/** What is to be reached and what was, by department and person; every figure opens its records. */
export function Page() {
  const say = useTexts()
  const format = useFormat()
  const [chosen, setPeriod] = useState<Period | null>(null)
  const [measure, setMeasure] = useState<Measure>('signed')
  const [level, setLevel] = useState<Level>('target')
  const [category, setCategory] = useState<string | null>(null)
  const period = chosen ?? periodOf('month', format.today(), format.fiscalMonth)
  const ofLine = measure === 'received' ? null : category
  const { data, error, isPending } = useReached({ from: period.from, months: months[period.kind], measure, level, category: ofLine })
  const target = useObject('salesTarget')
  const seesProfit = !!useObject('saleCredit')?.fields.creditedProfit
  return (
    <div className="zk-targets">
      <header className="zk-targets-head">
        <h1>{say('page.targets.reached')}</h1>
        <PeriodBar period={period} onChange={setPeriod} />
        <Choices
          name="measure"
          values={measures.filter((key) => key !== 'margin' || seesProfit)}
          value={measure}
          onChange={(key) => setMeasure(key)}
        />
        <Choices name="level" values={levels} value={level} onChange={(key) => setLevel(key)} />
        {measure !== 'received' && <Category value={category} onChange={setCategory} />}
        <span className="zk-grow" />
        <AppLink to={listAddress('sales-targets')}>{say('targets.all')}</AppLink>
        {target?.may.create && <AppLink to={createAddress('sales-targets')}>{say('targets.new')}</AppLink>}
      </header>
      <p className="zk-meta zk-targets-means">{say(`targets.means.${measure}`)}</p>
      {isPending && <SkeletonLines lines={8} />}
      {error && <EmptyState icon="target" title={isProblem(error) ? error.message : say('targets.failed')} />}
      {data && <Pace lines={data.lines} days={data.days} />}
      {data && data.missing > 0 && <p className="zk-meta">{say('targets.missing', { count: data.missing })}</p>}
      {data && data.lines.length === 0 && <EmptyState icon="target" title={say('targets.none')} />}
      {data && data.lines.length > 0 && (
        <ReachedTable
          lines={data.lines}
          days={data.days}
          measure={measure}
          span={{ ...period, category: ofLine }}
          isMoney={isMoney(measure)}
        />
      )}
    </div>
  )
}

type ChoicesProps<T extends string> = Readonly<{ name: 'measure' | 'level'; values: readonly T[]; value: T; onChange(value: T): void }>

function Choices<T extends string>({ name, values, value, onChange }: ChoicesProps<T>) {
  const say = useTexts()
  return (
    <Select<T>
      aria-label={say(`salesTarget.${name}`)}
      value={value}
      onChange={onChange}
      popupMatchSelectWidth={false}
      options={values.map((key) => ({ value: key, label: say(`salesTarget.${name}.${key}`) }))}
    />
  )
}

function Category({ value, onChange }: Readonly<{ value: string | null; onChange(value: string | null): void }>) {
  const say = useTexts()
  const { rows } = useList({ object: 'productCategory', sort: ['name'], fields: ['name'], limit: 500 })
  return (
    <Select<string>
      aria-label={say('salesTarget.category')}
      value={value ?? ''}
      onChange={(id) => onChange(id || null)}
      popupMatchSelectWidth={false}
      options={[{ value: '', label: say('targets.all-lines') }, ...rows.map(({ id, name }) => ({ value: id, label: String(name) }))]}
    />
  )
}

/** The first line in one sentence: how much at which time, and what is left to do each day. */
function Pace({ lines, days }: Readonly<{ lines: readonly Line[]; days: Readonly<{ all: number; passed: number; left: number }> }>) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  const [first] = lines
  if (!first || days.all === 0) return null
  const time = { passed: days.passed, all: days.all, share: format.percent((days.passed / days.all) * 100, 0) }
  if (first.rate === null) return <p className="zk-targets-pace">{say('targets.pace.none', { name: first.name, ...time })}</p>
  return (
    <p className="zk-targets-pace">
      {say('targets.pace', { name: first.name, rate: format.percent(first.rate * 100, 1), ...time })}
      {first.perDay !== null && first.target !== null && first.target > 1_000 && (
        <> {say('targets.pace.left', { left: days.left, perDay: format.moneyShort(first.perDay, currency) })}</>
      )}
    </p>
  )
}
