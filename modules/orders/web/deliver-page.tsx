import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import {
  EmptyState,
  type LinkValue,
  type ObjectMeta,
  type Row,
  SkeletonLines,
  toAmount,
  useAggregate,
  useFormat,
  useList,
  useObject,
  useRow,
  useTexts,
} from '#kernel/web'
import { MoveForm } from './move-form.tsx'

/** What of an order leaves the house now: from which warehouse, and how much of which position. */
export function Page() {
  const say = useTexts()
  const { ids = '' } = useSearch({ strict: false }) as { ids?: string }
  const [id] = String(ids).split(',')
  const order = useObject('order')
  const { data: row, isPending } = useRow('order', id || undefined)
  const places = useList({ object: 'warehouse', filter: { isActive: true }, fields: ['id', 'name'], limit: 2 })
  if (!order || !id || (!row && !isPending)) return <EmptyState isPage icon="truck" title={say('orders.move.none')} />
  if (!row || places.isPending) return <SkeletonLines lines={6} />
  const only = places.rows.length === 1 ? { id: places.rows[0]!.id, title: String(places.rows[0]!.name) } : null
  return <Deliver order={order} row={row} warehouse={(row.warehouse as LinkValue | null) ?? only} />
}

type DeliverProps = Readonly<{ order: ObjectMeta; row: Row; warehouse: Readonly<{ id: string | null; title?: string | null }> | null }>

function Deliver({ order, row, warehouse }: DeliverProps) {
  const say = useTexts()
  const format = useFormat()
  const [at, setAt] = useState<string | null>(warehouse?.id ?? null)
  const lines = row.lines as readonly Row[]
  const products = [...new Set(lines.flatMap((line) => (line.product as LinkValue | null)?.id ?? []))]
  const { data } = useAggregate({
    object: 'stockMove',
    by: ['product'],
    measures: { onHand: { sum: 'quantity' } },
    filter: { product: { in: products }, ...(at ? { warehouse: at } : {}) },
  })
  const onHand = new Map((data?.rows ?? []).map((one) => [(one.product as LinkValue | null)?.id, toAmount(one.onHand)]))
  const positions = lines.map((line) => ({
    id: line.id,
    name: String(line.description ?? (line.product as LinkValue | null)?.title ?? ''),
    unit: String(line.unit ?? ''),
    rest: Math.max(0, Number(line.toDeliver ?? 0)),
    beside: [Number(line.quantity), Number(line.delivered ?? 0), onHand.get((line.product as LinkValue | null)?.id ?? '') ?? null],
  }))
  return (
    <MoveForm
      action="orders.deliver"
      object={order}
      row={row}
      heading={say('action.orders.deliver')}
      columns={[say('orders.move.ordered'), say('orders.move.delivered'), say('orders.move.on-hand')]}
      positions={positions}
      fields={['warehouse', 'deliveredOn', 'carrier', 'trackingNumber']}
      initial={{ warehouse, deliveredOn: format.today() }}
      onValues={(values) => setAt((values.warehouse as LinkValue | null)?.id ?? null)}
      done={{ text: say('orders.move.sent'), plural: 'deliveries', field: 'delivery' }}
    />
  )
}
