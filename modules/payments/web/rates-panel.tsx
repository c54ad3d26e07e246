import { type PanelProps, toAmount, useAggregate, useFormat, useMeta, useTexts } from '#kernel/web'
import './money.css'

const measures = { net: { sum: 'net' }, tax: { sum: 'tax' }, amount: { sum: 'amount' } } as const

type Sums = Readonly<{ rate: number | null; net: number; tax: number }>

const sumOf = (rows: readonly Sums[], name: 'net' | 'tax'): number => rows.reduce((sum, one) => sum + one[name], 0)

/** What of an invoice stands at which rate of tax. Lines without a rate have the invoice's; they take it over when finance agrees. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { workspace } = useMeta()
  const { data } = useAggregate({ object: 'invoiceShare', by: ['taxRate'], measures, filter: { invoice: row.id } }, { enabled: true })
  const its = (row.amount as { currency?: string } | null)?.currency ?? workspace.currency
  if (!data) return null
  const rows = data.rows.map(({ taxRate, ...one }): Sums => {
    if (typeof taxRate === 'number' || typeof row.taxRate !== 'number')
      return { rate: taxRate as number | null, net: toAmount(one.net) ?? 0, tax: toAmount(one.tax) ?? 0 }
    const amount = toAmount(one.amount) ?? 0
    const net = Math.round((amount / (1 + row.taxRate / 100)) * 100) / 100
    return { rate: row.taxRate, net, tax: amount - net }
  })
  if (data.rows.length === 0) return <p className="zk-money-note">{say('payments.rates.none')}</p>
  return (
    <dl className="zk-money">
      {[...Map.groupBy(rows, ({ rate }) => rate)].map(([rate, same]) => (
        <div key={String(rate)}>
          <dt>{rate === null ? say('payments.rates.without') : format.percent(rate)}</dt>
          <dd>{say('payments.rates.sums', { net: format.money(sumOf(same, 'net'), its), tax: format.money(sumOf(same, 'tax'), its) })}</dd>
        </div>
      ))}
    </dl>
  )
}
