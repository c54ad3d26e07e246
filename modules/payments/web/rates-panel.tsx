import { type PanelProps, toAmount, useAggregate, useFormat, useMeta, useTexts } from '#kernel/web'
import './money.css'

const measures = { net: { sum: 'net' }, tax: { sum: 'tax' }, amount: { sum: 'amount' } } as const

/** What of an invoice stands at which rate of tax. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { workspace } = useMeta()
  const { data } = useAggregate({ object: 'invoiceShare', by: ['taxRate'], measures, filter: { invoice: row.id } }, { enabled: true })
  const its = (row.amount as { currency?: string } | null)?.currency ?? workspace.currency
  if (!data) return null
  if (data.rows.length === 0) return <p className="zk-money-note">{say('payments.rates.none')}</p>
  return (
    <dl className="zk-money">
      {data.rows.map((one) => (
        <div key={String(one.taxRate)}>
          <dt>{typeof one.taxRate === 'number' ? format.percent(one.taxRate) : say('payments.rates.without')}</dt>
          <dd>
            {say('payments.rates.sums', { net: format.money(toAmount(one.net) ?? 0, its), tax: format.money(toAmount(one.tax) ?? 0, its) })}
          </dd>
        </div>
      ))}
    </dl>
  )
}
