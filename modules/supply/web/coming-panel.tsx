import {
  AppLink,
  type LinkValue,
  type PanelProps,
  type Row,
  recordAddress,
  SkeletonLines,
  Tag,
  useFormat,
  useList,
  useTexts,
} from '#kernel/web'
import './supply.css'

const most = 50

/** What of a product, or of the goods of an order, is still to come: how much, where and on which day. */
export function Panel({ object, row }: PanelProps) {
  const say = useTexts()
  const lines = (row.lines as readonly Row[] | undefined) ?? []
  const isOrder = object.name === 'order'
  const ids = isOrder ? [...new Set(lines.flatMap((line) => (line.product as LinkValue | null)?.id ?? []))] : [row.id]
  const { rows, isPending } = useList(
    {
      object: 'arrival',
      filter: { product: { in: ids }, state: { in: ['expected', 'part'] } },
      fields: ['id', 'number', 'product', 'warehouse', 'left', 'expectedOn', 'isConfirmed'],
      sort: ['expectedOn'],
      limit: most,
    },
    { enabled: ids.length > 0 },
  )
  if (ids.length > 0 && isPending) return <SkeletonLines lines={2} />
  if (rows.length === 0) return <p className="zk-meta">{say('supply.coming.none')}</p>
  return (
    <ul className="zk-coming">
      {rows.map((one) => (
        <Coming key={one.id} row={one} isNamed={isOrder} />
      ))}
    </ul>
  )
}

function Coming({ row, isNamed }: Readonly<{ row: Row; isNamed: boolean }>) {
  const say = useTexts()
  const format = useFormat()
  const titleOf = (name: string): string => String((row[name] as LinkValue | null)?.title ?? '')
  const isLate = typeof row.expectedOn === 'string' && row.expectedOn < format.today()
  return (
    <li>
      <AppLink to={recordAddress('arrivals', row.id)}>
        {row.expectedOn ? format.day(String(row.expectedOn)) : say('supply.coming.no-day')}
      </AppLink>
      <span>
        {isNamed && `${titleOf('product')} · `}
        {format.number(Number(row.left ?? 0))} · {titleOf('warehouse')}
      </span>
      {isLate && <Tag color="red">{say('supply.coming.late')}</Tag>}
      {row.isConfirmed === true && <Tag color="green">{say('arrival.isConfirmed')}</Tag>}
    </li>
  )
}
