import { AppLink, listAddress, type PanelProps, toAmount, useAggregate, useFormat, useMeta, useTexts } from '#kernel/web'
import './group.css'

/** What is being sold to a customer alone, and to it with all that lies below it, as far as the reader sees the deals. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  return (
    <table className="zk-group">
      <thead>
        <tr>
          <th scope="col">
            <span className="zk-unseen">{say('sales.group.scope')}</span>
          </th>
          <th scope="col">{say('account.openOpportunities')}</th>
          <th scope="col">{say('account.openAmount')}</th>
        </tr>
      </thead>
      <tbody>
        <Line label={say('sales.group.alone')} filter={{ account: row.id, outcome: 'open' }} />
        <Line label={say('sales.group.whole')} filter={{ account: { under: row.id }, outcome: 'open' }} />
      </tbody>
    </table>
  )
}

function Line({ label, filter }: Readonly<{ label: string; filter: Readonly<Record<string, unknown>> }>) {
  const format = useFormat()
  const { currency } = useMeta().workspace
  const { data } = useAggregate({ object: 'opportunity', measures: { n: 'count', amount: { sum: 'amount' } }, filter })
  const [figures] = data?.rows ?? []
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <AppLink to={listAddress('opportunities')} search={{ filter }}>
          {figures ? format.number(Number(figures.n)) : '…'}
        </AppLink>
      </td>
      <td className="zk-number">{figures ? format.money(toAmount(figures.amount), currency) : '…'}</td>
    </tr>
  )
}
