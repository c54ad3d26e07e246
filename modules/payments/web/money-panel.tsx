import { AppLink, listAddress, type PanelProps, toAmount, useAggregate, useFormat, useMeta, useTexts } from '#kernel/web'
import './money.css'

type Filter = Readonly<Record<string, unknown>>

const signed = { status: { in: ['running', 'finished', 'terminated'] }, kind: { ne: 'purchase' } }
const out = { status: { in: ['issued', 'delivered'] } }
const ours = { status: 'confirmed', kind: { nin: ['deposit', 'writeOff'] } }

/** What a customer signed, paid, was billed and owes, as far as the reader sees the records; each figure opens to what it counts. */
export function Panel({ row }: PanelProps) {
  const account = { account: row.id }
  const contracts = useFigures('contract', { ...account, ...signed }, ['amount', 'received', 'receivable', 'overdue'])
  const invoices = useFigures('invoice', { ...account, ...out }, ['amount'])
  const receipts = useFigures('receipt', { ...account, ...ours }, ['rest'])
  const say = useTexts()
  return (
    <>
      <dl className="zk-money">
        <Figure name="signed" of="contracts" filter={{ ...account, ...signed }} value={contracts?.amount} />
        <Figure
          name="received"
          of="receipts"
          filter={{ ...account, status: { in: ['confirmed', 'reversed'] } }}
          value={contracts?.received}
        />
        <Figure name="receivable" of="contracts" filter={{ ...account, ...signed, receivable: { gt: 0 } }} value={contracts?.receivable} />
        <Figure name="overdue" of="contracts" filter={{ ...account, ...signed, overdue: { gt: 0 } }} value={contracts?.overdue} isAlarm />
        <Figure name="billed" of="invoices" filter={{ ...account, ...out }} value={invoices?.amount} />
        <Figure name="credit" of="receipts" filter={{ ...account, ...ours, rest: { gt: 0 } }} value={receipts?.rest} />
      </dl>
      <p className="zk-money-note">{say('payments.money.note')}</p>
    </>
  )
}

/** Sums in the workspace's currency; undefined while they are on their way. */
function useFigures(object: string, filter: Filter, fields: readonly string[]): Readonly<Record<string, number | null>> | undefined {
  const { data } = useAggregate({ object, measures: Object.fromEntries(fields.map((field) => [field, { sum: field }])), filter })
  const [figures] = data?.rows ?? []
  return figures && Object.fromEntries(fields.map((field) => [field, toAmount(figures[field])]))
}

type FigureProps = Readonly<{ name: string; of: string; filter: Filter; value: number | null | undefined; isAlarm?: boolean }>

function Figure({ name, of, filter, value, isAlarm }: FigureProps) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  return (
    <div>
      <dt>{say(`payments.money.${name}`)}</dt>
      <dd className={isAlarm && value ? 'zk-money-alarm' : undefined}>
        <AppLink to={listAddress(of)} search={{ filter }}>
          {value === undefined ? '…' : format.money(value ?? 0, currency)}
        </AppLink>
      </dd>
    </div>
  )
}
