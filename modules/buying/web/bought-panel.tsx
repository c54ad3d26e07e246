import { useQuery } from '@tanstack/react-query'
import {
  AppLink,
  call,
  type LinkValue,
  listAddress,
  type PanelProps,
  recordAddress,
  toAmount,
  useAggregate,
  useFormat,
  useMeta,
  useTexts,
} from '#kernel/web'
import { placed, signedAlone } from '../objects/buying.ts'
import './buying.css'

const most = 8
type Sums = Readonly<{ product: LinkValue | null; sum: unknown; quantity: unknown; n: unknown }>
type Credit = Readonly<{ limit: unknown; used: unknown; free: unknown }>

/** What was bought, how much and how often; what was delivered and what may still be ordered on credit. Each figure opens to what it counts. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  const account = { account: row.id }
  const money = (value: unknown) => format.money(toAmount(value), currency)
  const products = useProducts(row.id)
  const sent = useAggregate({
    object: 'orderLine',
    measures: { sent: { sum: 'sentValue' } },
    filter: { 'order.account': row.id, 'order.status': placed.status },
  })
  const credit = useQuery({
    queryKey: ['o', 'account', 'credit', row.id],
    queryFn: async () => (await call<Credit>('POST', `/accounts/${row.id}/credit`, { body: {} })).body,
  })
  const day = (value: unknown) => (value ? format.day(String(value)) : '–')
  return (
    <>
      <dl className="zk-buying" data-bought>
        <Fact name="purchases">
          <AppLink to={listAddress('orders')} search={{ filter: { ...account, ...placed } }}>
            {say('buying.orders', { number: format.number(Number(row.orderCount ?? 0)) })}
          </AppLink>
          {' · '}
          <AppLink to={listAddress('contracts')} search={{ filter: { ...account, ...signedAlone } }}>
            {say('buying.contracts', { number: format.number(Number(row.contractCount ?? 0)) })}
          </AppLink>
        </Fact>
        <Fact name="purchased">{money(row.purchased)}</Fact>
        <Fact name="first">{day(row.firstBoughtOn)}</Fact>
        <Fact name="last">{day(row.lastBoughtOn)}</Fact>
        <Fact name="rhythm">
          {row.rhythmDays === null || row.rhythmDays === undefined
            ? '–'
            : say('buying.every', { days: format.number(Number(row.rhythmDays)) })}
        </Fact>
        <Fact name="silent">
          {row.silentDays === null || row.silentDays === undefined
            ? '–'
            : say('buying.days', { days: format.number(Number(row.silentDays)) })}
        </Fact>
        <Fact name="delivered">
          <AppLink to={listAddress('orders')} search={{ filter: { ...account, ...placed, delivered: { gt: 0 } } }}>
            {money(sent.data?.rows[0]?.sent)}
          </AppLink>
        </Fact>
        <Fact name="credit">{credit.data ? (credit.data.limit ? money(credit.data.free) : say('buying.no-limit')) : '…'}</Fact>
      </dl>
      <Products products={products} />
      <p className="zk-meta zk-small">{say('buying.note')}</p>
    </>
  )
}

function Fact({ name, children }: Readonly<{ name: string; children: React.ReactNode }>) {
  const say = useTexts()
  return (
    <div>
      <dt>{say(`buying.fact.${name}`)}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The same product from orders and contracts once; the largest first. */
function joined(rows: readonly Sums[]) {
  const known = new Map<string, { product: LinkValue | null; sum: number; quantity: number }>()
  for (const { product, sum, quantity } of rows) {
    const key = product?.id ?? ''
    const found = known.get(key)
    known.set(key, {
      product,
      sum: (found?.sum ?? 0) + toAmount(sum),
      quantity: (found?.quantity ?? 0) + Number(quantity ?? 0),
    })
  }
  return [...known.values()].toSorted((a, b) => b.sum - a.sum).slice(0, most)
}

type Bought = Readonly<{ product: LinkValue | null; sum: number; quantity: number }>

/** Products of orders and of contracts without orders. */
function useProducts(account: string): readonly Bought[] {
  const lines = useAggregate({
    object: 'orderLine',
    by: ['product'],
    measures: { sum: { sum: 'subtotal' }, quantity: { sum: 'baseQuantity' }, n: 'count' },
    filter: { 'order.account': account, 'order.status': placed.status },
    sort: ['-sum'],
    limit: most,
  })
  const signed = useAggregate({
    object: 'contractLine',
    by: ['product'],
    measures: { sum: { sum: 'subtotal' }, quantity: { sum: 'baseQuantity' }, n: 'count' },
    filter: {
      'contract.account': account,
      'contract.status': signedAlone.status,
      'contract.kind': signedAlone.kind,
      'contract.orders': signedAlone.orders,
    },
    sort: ['-sum'],
    limit: most,
  })
  return joined([...((lines.data?.rows ?? []) as Sums[]), ...((signed.data?.rows ?? []) as Sums[])])
}

function Products({ products }: Readonly<{ products: readonly Bought[] }>) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  if (products.length === 0) return null
  return (
    <ul className="zk-buying-products">
      {products.map(({ product, sum, quantity }) => (
        <li key={product?.id ?? 'none'} className="zk-row">
          {product?.id ? (
            <AppLink to={recordAddress('products', product.id)} className="zk-clip zk-grow">
              {product.title}
            </AppLink>
          ) : (
            <span className="zk-clip zk-grow">{say('buying.no-product')}</span>
          )}
          <span className="zk-second zk-nowrap">× {format.number(quantity)}</span>
          <span className="zk-nowrap">{format.money(sum, currency)}</span>
        </li>
      ))}
    </ul>
  )
}
