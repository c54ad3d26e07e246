import { SkeletonLines, useFormat, useTexts } from '#kernel/web'
import type { Period } from '#objects/targets'
import { methods, type WeekOf } from '../objects/index.ts'
import { Amount } from './forecast-table.tsx'
import { type Judgement, useJudgement } from './use-forecast.ts'
import './forecast.css'

/** Three ways to foretell the period beside each other, with how far each was off before, and week by week what each said. */
export function MethodsView({ period }: Readonly<{ period: Period }>) {
  const say = useTexts()
  const { data } = useJudgement({ kind: period.kind, from: period.from })
  if (!data) return <SkeletonLines lines={4} />
  return (
    <section className="zk-forecast-methods">
      <h2>{say('forecasts.methods')}</h2>
      {data.now && <Now judgement={data} />}
      {data.weeks.length === 0 ? <p className="zk-meta">{say('forecasts.weeks.none')}</p> : <Weeks weeks={data.weeks} />}
    </section>
  )
}

function Now({ judgement: { now, past } }: Readonly<{ judgement: Judgement }>) {
  const say = useTexts()
  const format = useFormat()
  return (
    <div className="zk-forecast-now">
      {methods.map((method) => {
        const found = now?.[method]
        const before = past[method]
        return (
          <div key={method} className="zk-forecast-method" title={say(`forecasts.method.${method}.means`)}>
            <span className="zk-meta">{say(`forecastSnapshot.method.${method}`)}</span>
            <strong>{found && found.amount !== null ? <Amount value={found.amount} /> : say('forecasts.thin')}</strong>
            <span className="zk-meta zk-small">
              {before
                ? say('forecasts.past', { error: format.percent(before.error * 100, 1), periods: before.periods })
                : say('forecasts.past.none')}
            </span>
            {found && found.thin > 0 && <span className="zk-meta zk-small">{say('forecasts.thin.people', { count: found.thin })}</span>}
          </div>
        )
      })}
    </div>
  )
}

function Weeks({ weeks }: Readonly<{ weeks: readonly WeekOf[] }>) {
  const say = useTexts()
  const format = useFormat()
  return (
    <div className="zk-forecast-wide">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('forecasts.week')}</th>
            <th scope="col">{say('forecasts.weeks-left')}</th>
            {methods.map((method) => (
              <th key={method} scope="col" title={say(`forecasts.method.${method}.means`)}>
                {say(`forecastSnapshot.method.${method}`)}
              </th>
            ))}
            <th scope="col" title={say('forecasts.outcome.means')}>
              {say('forecasts.outcome')}
            </th>
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.week}>
              <th scope="row">{format.dayShort(week.week)}</th>
              <td data-label={say('forecasts.weeks-left')}>{week.weeksLeft}</td>
              {methods.map((method) => (
                <td key={method} data-label={say(`forecastSnapshot.method.${method}`)}>
                  <Foretold week={week} method={method} />
                </td>
              ))}
              <td data-label={say('forecasts.outcome')}>
                <Amount value={week.methods.stages?.outcome ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What a method said, and how far it was off; of those with too little history it is said how many. */
function Foretold({ week, method }: Readonly<{ week: WeekOf; method: string }>) {
  const say = useTexts()
  const format = useFormat()
  const found = week.methods[method]
  if (!found || found.amount === null) return <span className="zk-meta">{say('forecasts.thin')}</span>
  return (
    <>
      <Amount value={found.amount} />
      {found.error !== null && (
        <span className="zk-forecast-error">{say('forecasts.off', { error: format.percent(found.error * 100, 1) })}</span>
      )}
      {found.thin > 0 && <span className="zk-forecast-error">{say('forecasts.thin.people', { count: found.thin })}</span>}
    </>
  )
}
