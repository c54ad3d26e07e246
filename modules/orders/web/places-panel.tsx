import {
  AppLink,
  type LinkValue,
  listAddress,
  type PanelProps,
  SkeletonLines,
  toAmount,
  useAggregate,
  useFormat,
  useTexts,
} from '#kernel/web'
import './orders.css'

/** How much of a product lies in which warehouse; each figure opens to the moves that it is the sum of. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { data } = useAggregate({
    object: 'stockMove',
    by: ['warehouse'],
    measures: { onHand: { sum: 'quantity' } },
    filter: { product: row.id },
  })
  if (!data) return <SkeletonLines lines={2} />
  if (data.rows.length === 0) return <p className="zk-meta">{say('orders.stock.none-yet')}</p>
  return (
    <dl className="zk-places">
      {data.rows.map((one) => {
        const place = one.warehouse as LinkValue | null
        return (
          <div key={place?.id}>
            <dt>{place?.title}</dt>
            <dd>
              <AppLink to={listAddress('stock-moves')} search={{ filter: { product: row.id, warehouse: place?.id } }}>
                {format.number(toAmount(one.onHand) ?? 0)} {String(row.unit ?? '')}
              </AppLink>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
