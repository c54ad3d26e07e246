import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { AppLink, EmptyState, recordAddress, SkeletonLines, Tag, useAsked, useFormat, useMeta, useTexts } from '#kernel/web'
import './replay.css'

const heats = ['hot', 'warm', 'cold'] as const
const colors = { hot: 'red', warm: 'amber', cold: 'grey' } as const
const models = ['then', 'now'] as const
type Heat = (typeof heats)[number]
type Score = Readonly<{ score: number; heat: Heat; why: readonly string[] }>
type Replayed = Readonly<{
  looked: number
  isCut: boolean
  differing: number
  then: Readonly<Record<Heat, number>>
  now: Readonly<Record<Heat, number>>
  left: readonly string[]
  rows: readonly Readonly<{ id: string; name: string; then: Score; now: Score }>[]
}>

/** What leads of a period would score by the factors of another day, beside those of today. */
export function Page() {
  const say = useTexts()
  const today = dayjs(useFormat().today())
  const [asOf, setAsOf] = useState(today.subtract(1, 'month').endOf('month'))
  const [[from, to], setPeriod] = useState([today.subtract(90, 'day'), today] as const)
  const day = (one: dayjs.Dayjs) => one.format('YYYY-MM-DD')
  const input = { asOf: day(asOf), from: day(from), to: day(to) }
  const { data, error } = useAsked<Replayed>('leads.replay-scores', { object: 'scoreFactor', input })
  return (
    <div className="zk-replay">
      <h1>{say('page.leads.replay')}</h1>
      <div className="zk-row zk-replay-asks">
        <label htmlFor="replay-as-of">
          {say('leads.replay.as-of')}
          <DatePicker id="replay-as-of" value={asOf} maxDate={today} allowClear={false} onChange={(one) => one && setAsOf(one)} />
        </label>
        <label htmlFor="replay-from">
          {say('leads.replay.period')}
          <DatePicker.RangePicker
            id={{ start: 'replay-from', end: 'replay-to' }}
            value={[from, to]}
            maxDate={today}
            allowClear={false}
            onChange={(both) => both?.[0] && both[1] && setPeriod([both[0], both[1]])}
          />
        </label>
      </div>
      {error && (
        <p className="zk-error" role="alert">
          {error.message}
        </p>
      )}
      {!data && !error && <SkeletonLines lines={6} />}
      {data && <Answer data={data} />}
    </div>
  )
}

function Answer({ data }: Readonly<{ data: Replayed }>) {
  const say = useTexts()
  const format = useFormat()
  const labelOf = useHeats()
  if (data.looked === 0) return <EmptyState icon="gauge" title={say('leads.replay.none')} />
  return (
    <>
      <div className="zk-replay-wide">
        <table data-replay="counts">
          <thead>
            <tr>
              <th>{say('leads.replay.model')}</th>
              {heats.map((heat) => (
                <th key={heat}>{labelOf(heat)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map((model) => (
              <tr key={model} data-model={model}>
                <th>{say(`leads.replay.${model}`)}</th>
                {heats.map((heat) => (
                  <td key={heat}>{format.number(data[model][heat])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="zk-meta">
        {say('leads.replay.differ', { count: data.differing, number: format.number(data.differing), looked: format.number(data.looked) })}
        {data.isCut && ` ${say('leads.replay.cut', { number: format.number(data.looked) })}`}
      </p>
      {data.left.length > 0 && <p className="zk-meta">{say('leads.replay.left', { names: data.left.join(', ') })}</p>}
      {data.rows.length > 0 && <Rows rows={data.rows} />}
    </>
  )
}

function Rows({ rows }: Pick<Replayed, 'rows'>) {
  const say = useTexts()
  const lead = useMeta().objects.lead
  return (
    <div className="zk-replay-wide">
      <table data-replay="rows">
        <thead>
          <tr>
            <th>{lead?.label}</th>
            {models.map((model) => (
              <th key={model}>{say(`leads.replay.${model}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>
                <AppLink to={recordAddress('leads', row.id)}>{row.name}</AppLink>
              </td>
              {models.map((model) => (
                <td key={model}>
                  <Scored score={row[model]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Scored({ score: { score, heat, why } }: Readonly<{ score: Score }>) {
  const labelOf = useHeats()
  return (
    <>
      <span className="zk-row">
        <span className="zk-strong">{useFormat().number(score)}</span>
        <Tag color={colors[heat]}>{labelOf(heat)}</Tag>
      </span>
      <span className="zk-meta zk-small">{why.join(' · ')}</span>
    </>
  )
}

/** What a heat is called. */
function useHeats(): (heat: Heat) => string {
  const choices = useMeta().objects.lead?.fields.heat?.options.choices ?? []
  return (heat) => choices.find(({ key }) => key === heat)?.label ?? heat
}
