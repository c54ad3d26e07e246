import { useSearch } from '@tanstack/react-router'
import { EmptyState, type LinkValue, type Row, SkeletonLines, useFormat, useList, useObject, useRow, useTexts } from '#kernel/web'
import { MoveForm } from './move-form.tsx'

/** What of a delivery comes back: why, and what follows for the money. */
export function Page() {
  const say = useTexts()
  const format = useFormat()
  const { ids = '' } = useSearch({ strict: false }) as { ids?: string }
  const [id] = String(ids).split(',')
  const delivery = useObject('delivery')
  const { data: row, isPending } = useRow('delivery', id || undefined)
  const back = useList(
    { object: 'returnLine', filter: { 'orderReturn.delivery': id }, fields: ['id', 'orderLine', 'quantity'], limit: 500 },
    { enabled: Boolean(id) },
  )
  if (!delivery || !id || (!row && !isPending)) return <EmptyState isPage icon="archive-restore" title={say('orders.move.none')} />
  if (!row || back.isPending) return <SkeletonLines lines={6} />
  const idOf = (line: Row): string => String((line.orderLine as LinkValue | null)?.id)
  const came = (line: Row): number =>
    back.rows.filter((one) => idOf(one) === idOf(line)).reduce((sum, { quantity }) => sum + Number(quantity), 0)
  const positions = (row.lines as readonly Row[]).map((line) => ({
    id: idOf(line),
    name: String((line.orderLine as LinkValue | null)?.title ?? ''),
    unit: '',
    rest: Math.max(0, Number(line.quantity) - came(line)),
    beside: [Number(line.quantity), came(line)],
  }))
  return (
    <MoveForm
      action="orders.send-back"
      object={delivery}
      row={row}
      heading={say('action.orders.send-back')}
      columns={[say('orders.move.delivered'), say('orders.move.returned')]}
      positions={positions}
      fields={['reason', 'settlement', 'warehouse', 'returnedOn']}
      initial={{ settlement: 'refund', warehouse: row.warehouse, returnedOn: format.today() }}
      done={{ text: say('orders.move.came-back'), plural: 'order-returns', field: 'orderReturn' }}
    />
  )
}
