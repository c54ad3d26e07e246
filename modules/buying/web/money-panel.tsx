import { useQuery } from '@tanstack/react-query'
import {
  AppLink,
  call,
  listAddress,
  type PanelProps,
  toAmount,
  useAggregate,
  useFormat,
  useList,
  useMeta,
  useObject,
  useTexts,
} from '#kernel/web'
import { type MoneyFigure, moneyOf } from './money.ts'
import './buying.css'

type Money = Readonly<{ amount: number; currency: string }> | null

/**
 * What a customer signed, had delivered, was billed, paid and owes, what he may still order on credit and what he gains us, as far as the reader may read the
 * records; each figure opens to what it counts.
 */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  return (
    <>
      <dl className="zk-buying">
        {moneyOf(row.id).map((figure) => (
          <Sum key={figure.key} figure={figure} />
        ))}
        <CreditLeft account={row.id} />
        <Profit account={row.id} />
      </dl>
      <p className="zk-meta zk-small">{say('buying.money.note')}</p>
    </>
  )
}

/** In the workspace's currency; nothing of what the reader knows nothing of. */
function Sum({ figure }: Readonly<{ figure: MoneyFigure }>) {
  const { key, list, shows, isAlarm, also } = figure
  const [sum, beside] = [useSum(figure), useSum(also ?? figure)]
  if (!sum.isKnown) return null
  const more = also && beside.isKnown ? beside.value : 0
  const value = sum.value === undefined || more === undefined ? undefined : sum.value + more
  return <Figure name={key} list={list} shows={shows} value={value} isAlarm={isAlarm === true} />
}

/** A sum over a field that the reader knows of; undefined until it is there. */
function useSum({ object, field, filter }: Pick<MoneyFigure, 'object' | 'field' | 'filter'>) {
  const isKnown = Boolean(useObject(object)?.fields[field])
  const { data } = useAggregate({ object, measures: { sum: { sum: field } }, filter }, { enabled: isKnown })
  const [found] = data?.rows ?? []
  return { isKnown, value: found && (toAmount(found.sum) ?? 0) }
}

/** Nothing without a limit. */
function CreditLeft({ account }: Readonly<{ account: string }>) {
  const { data } = useQuery({
    queryKey: ['o', 'account', 'credit', account],
    queryFn: async () => (await call<{ free: Money }>('POST', `/accounts/${account}/credit`, { body: {} })).body,
  })
  if (!data?.free) return null
  const { amount, currency } = data.free
  const shows = { account, status: { in: ['running', 'finished'] } }
  return <Figure name="creditLeft" list="contracts" shows={shows} value={amount} currency={currency} isAlarm={amount < 0} />
}

/** Nothing where the reader may not see it, or a cost is not known. */
function Profit({ account }: Readonly<{ account: string }>) {
  const isKnown = Boolean(useObject('account')?.fields.customerProfit)
  const { rows } = useList({ object: 'account', filter: { id: account }, fields: ['id', 'customerProfit'], limit: 1 }, { enabled: isKnown })
  const profit = toAmount(rows[0]?.customerProfit)
  return profit === null ? null : <Figure name="profit" list="opportunities" shows={{ account, outcome: 'won' }} value={profit} />
}

type FigureProps = Readonly<{
  name: string
  list: string
  shows: MoneyFigure['shows']
  value: number | undefined
  currency?: string
  isAlarm?: boolean
}>

function Figure({ name, list, shows, value, currency, isAlarm }: FigureProps) {
  const say = useTexts()
  const format = useFormat()
  const { workspace } = useMeta()
  return (
    <div data-figure={name}>
      <dt>{say(`buying.money.${name}`)}</dt>
      <dd className={isAlarm && value ? 'zk-buying-alarm' : undefined}>
        <AppLink to={listAddress(list)} search={{ filter: shows }}>
          {value === undefined ? '…' : format.money(value, currency ?? workspace.currency)}
        </AppLink>
      </dd>
    </div>
  )
}
