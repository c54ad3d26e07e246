import {
  AppLink,
  listAddress,
  type PanelProps,
  recordAddress,
  titleOf,
  toAmount,
  useAggregate,
  useFormat,
  useList,
  useMeta,
  useObject,
  useTexts,
} from '#kernel/web'
import { newest, type Part, partsOf, type Step, stepsOf } from './whole.ts'
import './buying.css'

const most = 8

/** One customer before the sale and after it: asked, offered and won; signed, delivered, come back and complained of. Each figure opens to what it counts. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const parts = partsOf(row.id)
  return (
    <div className="zk-column" data-whole>
      {(['before', 'after'] as const).map((side) => (
        <section key={side} aria-label={say(`buying.whole.${side}`)}>
          <p className="zk-meta">{say(`buying.whole.${side}`)}</p>
          <dl className="zk-buying">
            {parts
              .filter((part) => part.side === side)
              .map((part) => (
                <Figure key={part.key} part={part} />
              ))}
          </dl>
        </section>
      ))}
      <Latest account={row.id} />
    </div>
  )
}

/** Nothing of an object that the reader knows nothing of. */
function Figure({ part }: Readonly<{ part: Part }>) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  const isKnown = Boolean(useObject(part.object))
  const measures = { n: 'count' as const, ...(part.sum ? { sum: { sum: part.sum } } : {}) }
  const { data } = useAggregate({ object: part.object, measures, filter: part.filter }, { enabled: isKnown })
  if (!isKnown) return null
  const [found] = data?.rows ?? []
  return (
    <div data-part={part.key}>
      <dt>{say(`buying.whole.${part.key}`)}</dt>
      <dd>
        <AppLink to={listAddress(part.plural)} search={{ filter: part.filter }}>
          {found ? format.number(Number(found.n)) : '…'}
        </AppLink>
        {part.sum && found && Number(found.n) > 0 && ` · ${format.money(toAmount(found.sum), currency)}`}
      </dd>
    </div>
  )
}

type Line = Readonly<{ at: string; id: string; plural: string; label: string; title: string }>

function Latest({ account }: Readonly<{ account: string }>) {
  const say = useTexts()
  const format = useFormat()
  const steps = stepsOf(account)
  const found = [
    ...useLines(steps.opportunity),
    ...useLines(steps.quote),
    ...useLines(steps.contract),
    ...useLines(steps.order),
    ...useLines(steps.delivery),
    ...useLines(steps.orderReturn),
    ...useLines(steps.feedback),
  ]
  if (found.length === 0) return <p className="zk-meta zk-small">{say('buying.whole.none')}</p>
  return (
    <ul className="zk-buying-products" aria-label={say('buying.whole.latest')}>
      {newest(found, most).map((line) => (
        <li key={line.id} className="zk-row">
          <span className="zk-second">{line.label}</span>
          <AppLink to={recordAddress(line.plural, line.id)} className="zk-clip">
            {line.title}
          </AppLink>
          <time className="zk-second" dateTime={line.at}>
            {format.day(line.at.slice(0, 10))}
          </time>
        </li>
      ))}
    </ul>
  )
}

function useLines(step: Step): readonly Line[] {
  const object = useObject(step.object)
  const { rows } = useList(
    { object: step.object, filter: step.filter, sort: [`-${step.at}`], fields: ['id', step.at, ...step.shows], limit: most },
    { enabled: Boolean(object) },
  )
  if (!object) return []
  return rows.map((row) => ({
    at: String(row[step.at]),
    id: row.id,
    plural: step.plural,
    label: object.label,
    title: titleOf(object, row) ?? '',
  }))
}
