import { AppLink, type LinkValue, type PanelProps, type Row, recordAddress, SkeletonLines, useFormat, useList, useTexts } from '#kernel/web'
import './orders.css'

const figures = ['onHand', 'reserved', 'available'] as const

/** What there is of the goods of an order: on hand, reserved by all orders, and free, over all warehouses. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const lines = (row.lines as readonly Row[] | undefined) ?? []
  const ids = [...new Set(lines.flatMap((line) => (line.product as LinkValue | null)?.id ?? []))]
  const { rows, isPending } = useList(
    { object: 'product', filter: { id: { in: ids }, isStocked: true }, fields: ['id', 'name', 'unit', ...figures], limit: 200 },
    { enabled: ids.length > 0 },
  )
  if (ids.length > 0 && isPending) return <SkeletonLines lines={2} />
  if (rows.length === 0) return <p className="zk-meta">{say('orders.stock.none')}</p>
  return (
    <div className="zk-goods-place">
      <table className="zk-goods">
        <thead>
          <tr>
            <th>{say('orders.move.position')}</th>
            {figures.map((name) => (
              <th key={name} className="zk-number">
                {say(`product.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id}>
              <td>
                <AppLink to={recordAddress('products', one.id)}>{String(one.name)}</AppLink>
              </td>
              {figures.map((name) => (
                <td key={name} className={`zk-number${Number(one[name] ?? 0) < 0 ? ' zk-error' : ''}`}>
                  {format.number(Number(one[name] ?? 0))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
