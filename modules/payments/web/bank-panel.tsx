import {
  AppLink,
  listAddress,
  type PanelProps,
  recordAddress,
  SkeletonLines,
  Tag,
  toAmount,
  useFormat,
  useList,
  useTexts,
} from '#kernel/web'
import './money.css'

type Link = Readonly<{ id: string; title?: string }>
type Receipt = Readonly<{ id: string; account: Link | null; matchReason: string | null; status: string }>
const shown = 100

/** What a file brought: each line of new money with whose it probably is and why; nothing is booked here. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const lines = useList({
    object: 'bankLine',
    filter: { statement: row.id, result: 'new' },
    fields: ['on', 'party', 'amount', 'purpose', 'receipt'],
    sort: ['place'],
    limit: shown,
  })
  const ids = lines.rows.flatMap((line) => (line.receipt as Link | null)?.id ?? [])
  const receipts = useList({
    object: 'receipt',
    filter: { id: { in: ids } },
    fields: ['account', 'matchReason', 'status'],
    limit: shown,
  })
  if (lines.isPending) return <SkeletonLines lines={4} />
  const byId = new Map(receipts.rows.map((one) => [one.id, one as unknown as Receipt]))
  return (
    <div className="zk-bank">
      <ul>
        {lines.rows.map((line) => {
          const link = line.receipt as Link | null
          const money = byId.get(link?.id ?? '')
          const sum = line.amount as { currency?: string } | null
          return (
            <li key={line.id}>
              <span>
                {link ? (
                  <AppLink to={recordAddress('receipts', link.id)}>{String(line.party ?? link.title)}</AppLink>
                ) : (
                  String(line.party ?? '')
                )}
                <strong>{format.money(toAmount(line.amount) ?? 0, sum?.currency ?? '')}</strong>
              </span>
              <span className="zk-bank-why">
                {money && <Tag color={money.status === 'unclaimed' ? 'amber' : 'green'}>{say(`receipt.status.${money.status}`)}</Tag>}
                {money?.account ? `${money.account.title ?? ''} · ${money.matchReason ?? ''}` : say('payments.bank.none')}
              </span>
            </li>
          )
        })}
      </ul>
      <AppLink to={listAddress('receipts')} search={{ filter: { bankAccount: (row.bankAccount as Link | null)?.id, status: 'proposed' } }}>
        {say('payments.bank.confirm')}
      </AppLink>
    </div>
  )
}
