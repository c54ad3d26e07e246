import { type PanelProps, useObject, useRow } from '#kernel/web'
import { Panel as Money } from './money-panel.tsx'

/** What the customer of a quote, contract or order owes and has, beside what is to be decided about it. */
export function Panel({ row }: PanelProps) {
  const object = useObject('account')
  const { data: customer } = useRow('account', object ? (row.account as { id: string } | null)?.id : undefined)
  return object && customer ? <Money object={object} row={customer} /> : null
}
