import { Button } from 'antd'
import { AppLink, listAddress, Person, useFormat, useMeta, useTexts } from '#kernel/web'
import type { Period } from '#objects/targets'
import type { Outlook } from '../objects/index.ts'
import './forecast.css'

type Props = Readonly<{ lines: readonly Outlook[]; period: Period; today: string; mayAdjust: boolean; onAdjust(line: Outlook): void }>
type Figure = 'closed' | 'commit' | 'bestCase' | 'pipeline' | 'slipped'
const figures = ['closed', 'commit', 'bestCase', 'pipeline', 'slipped'] as const

export function ForecastTable({ lines, period, today, mayAdjust, onAdjust }: Props) {
  const say = useTexts()
  const columns = ['target', ...figures, 'forecast', 'submitted', 'adjusted', 'gap', 'coverage'] as const
  return (
    <div className="zk-forecast-wide">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('forecasts.whose')}</th>
            {columns.map((name) => (
              <th key={name} scope="col" title={say(`forecasts.${name}.means`)}>
                {say(`forecasts.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.whom} ${line.id} ${line.department}`} data-whom={line.whom}>
              <th scope="row" style={{ paddingInlineStart: 12 + line.depth * 20 }}>
                {line.whom === 'person' ? <Person id={line.id} name={line.name} /> : line.name}
              </th>
              <td data-label={say('forecasts.target')}>
                <Amount value={line.target} />
              </td>
              {figures.map((name) => (
                <td key={name} data-label={say(`forecasts.${name}`)} data-figure={name}>
                  <Deals line={line} name={name} period={period} today={today} />
                </td>
              ))}
              <td data-label={say('forecasts.forecast')}>
                <Amount value={line.forecast} />
              </td>
              <td data-label={say('forecasts.submitted')}>
                <SaidFigure said={line.submitted} />
              </td>
              <td data-label={say('forecasts.adjusted')}>
                <SaidFigure said={line.adjusted} />
                {mayAdjust && line.whom === 'person' && (
                  <Button size="small" className="zk-forecast-adjust" onClick={() => onAdjust(line)}>
                    {say('forecasts.adjust')}
                  </Button>
                )}
              </td>
              <td data-label={say('forecasts.gap')}>
                {line.gap !== null && line.gap <= 0 ? say('forecasts.reached') : <Amount value={line.gap} />}
              </td>
              <td data-label={say('forecasts.coverage')}>
                <Coverage line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Coverage({ line }: Readonly<{ line: Outlook }>) {
  const format = useFormat()
  const say = useTexts()
  if (line.gap !== null && line.gap <= 0) return say('forecasts.reached')
  return line.coverage === null ? (
    <span className="zk-meta">–</span>
  ) : (
    say('forecasts.times', { times: format.number(line.coverage, { digits: 1 }) })
  )
}

export function Amount({ value }: Readonly<{ value: number | null }>) {
  const format = useFormat()
  const { currency } = useMeta().workspace
  if (value === null) return <span className="zk-meta">–</span>
  return <span title={format.money(value, currency)}>{format.moneyShort(value, currency)}</span>
}

function SaidFigure({ said }: Readonly<{ said: Outlook['submitted'] }>) {
  const say = useTexts()
  if (!said) return <span className="zk-meta">–</span>
  return (
    <span className="zk-forecast-said">
      <Amount value={said.amount} />
      {said.isLocked && <span className="zk-meta zk-small"> {say('forecasts.locked')}</span>}
      {said.note && <span className="zk-meta zk-small zk-forecast-note">{said.note}</span>}
    </span>
  )
}

type DealsProps = Readonly<{ line: Outlook; name: Figure; period: Period; today: string }>

/** A figure opens the deals it is made of. */
function Deals({ line, name, period, today }: DealsProps) {
  if (line[name] === 0)
    return (
      <span className="zk-meta">
        <Amount value={0} />
      </span>
    )
  const place = name === 'closed' ? 'sale-credits' : 'opportunities'
  const filter = name === 'closed' ? creditsOf(line, period) : { ...whichDeals(name, period, today), ...whoseDeals(line) }
  return (
    <AppLink to={listAddress(place)} search={{ filter }}>
      <Amount value={line[name]} />
    </AppLink>
  )
}

/** What is won by the credit that was given for it. */
function creditsOf({ whom, id, department }: Outlook, { from, before }: Period): Readonly<Record<string, unknown>> {
  const won = { event: 'won', kind: 'normal', on: { gte: from, lt: before } }
  if (whom === 'company') return won
  return {
    ...won,
    ...(whom === 'department' ? { department: { under: id } } : { person: id, department: department ?? { empty: true } }),
  }
}

function whichDeals(name: Figure, { from, before }: Period, today: string): Readonly<Record<string, unknown>> {
  if (name === 'slipped') return { outcome: 'open', expectedOn: { lt: today } }
  const open = { outcome: 'open', expectedOn: { gte: from > today ? from : today, lt: before } }
  if (name !== 'pipeline') return { ...open, forecastCategory: name }
  return { ...open, or: [{ forecastCategory: 'pipeline' }, { forecastCategory: { empty: true } }] }
}

/** What is open of those who share it, else of its owner. */
function whoseDeals({ whom, id, department }: Outlook): Readonly<Record<string, unknown>> {
  if (whom === 'company') return { and: [{ or: [{ owner: { empty: false } }, { splits: { some: { kind: 'normal' } } }] }] }
  const own = whom === 'department' ? { ownerDepartment: { under: id } } : { owner: id, ownerDepartment: department ?? { empty: true } }
  const shared = whom === 'department' ? { 'person.department': { under: id } } : { person: id }
  return {
    and: [{ or: [{ ...own, splits: { none: { kind: 'normal' } } }, { splits: { some: { kind: 'normal', ...shared } } }] }],
  }
}
