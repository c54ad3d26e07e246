import { AppLink, type PanelProps, recordAddress, SkeletonLines, useList, useMeta, useTexts } from '#kernel/web'
import { type Known, nextOf, type WayStep, wayOfDeal, wayOfLead } from '../rules/way.ts'
import './buying.css'

const most = 50
type Filter = Readonly<Record<string, unknown>>

/** The way from a lead to money: what is done, what comes next, and how one does it here. */
export function Panel({ object, row }: PanelProps) {
  return object.name === 'lead' ? <Way steps={wayOfLead(row)} of="lead" /> : <DealWay row={row} />
}

function DealWay({ row }: Pick<PanelProps, 'row'>) {
  const filter = { opportunity: row.id }
  const quotes = useKnown('quote', filter, ['status'])
  const contracts = useKnown('contract', filter, ['status', 'amount', 'received'])
  const orders = useKnown('order', filter, ['status'])
  if (!quotes || !contracts || !orders) return <SkeletonLines lines={3} />
  return <Way steps={wayOfDeal(row, { quotes, contracts, orders })} of="deal" />
}

/** Records that name the deal; none for somebody who may not read such. */
function useKnown(object: string, filter: Filter, fields: readonly string[]): Known['quotes'] | null {
  const meta = useMeta().objects[object]
  const isRead = meta?.may.read === true
  const readable = fields.filter((name) => meta?.fields[name])
  const { rows, isPending } = useList(
    { object, filter, fields: ['id', ...readable], sort: ['-createdAt'], limit: most },
    { enabled: isRead },
  )
  if (!isRead) return []
  return isPending ? null : rows
}

function Way({ steps, of }: Readonly<{ steps: readonly WayStep[]; of: 'lead' | 'deal' }>) {
  const say = useTexts()
  const next = nextOf(steps)
  return (
    <>
      <ol className="zk-way">
        {steps.map(({ key, isDone, at }) => (
          <li key={key} className={isDone ? 'zk-way-done' : key === next?.key ? 'zk-way-next' : undefined}>
            <span role="img" aria-label={say(isDone ? 'buying.way.is-done' : 'buying.way.is-open')}>
              {isDone ? '✓' : '·'}
            </span>
            {at ? <AppLink to={recordAddress(at.plural, at.id)}>{say(`buying.way.${key}`)}</AppLink> : say(`buying.way.${key}`)}
          </li>
        ))}
      </ol>
      <p className="zk-way-how" data-next={next?.key ?? 'none'}>
        {next ? say(`buying.way.${of}.${next.key}.how`) : say('buying.way.all-done')}
      </p>
    </>
  )
}
