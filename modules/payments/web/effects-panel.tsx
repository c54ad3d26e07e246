import { type PanelProps, toAmount, useAsked, useFormat, useMeta, useTexts } from '#kernel/web'
import './money.css'

type Cut = Readonly<{ id: string; name: string | null; dueOn: string | null; before: number; after: number }>
type Effects = Readonly<
  Record<'before' | 'after' | 'received' | 'billed' | 'toRefund' | 'toRedden' | 'added', unknown> & { plan: readonly Cut[] | null }
>

const sums = ['before', 'after', 'received', 'billed', 'added', 'toRefund', 'toRedden'] as const
const alarms: readonly string[] = ['toRefund', 'toRedden']

/** What a change order will do to plan, money and invoices, before it comes into force. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  const isDraft = row.status === 'draft'
  const { data, error } = useAsked<Effects>('payments.change-effects', { object: 'contractChange', id: row.id, enabled: isDraft })
  if (!isDraft) return <p className="zk-money-note">{say('payments.effects.done')}</p>
  if (error) return <p className="zk-money-note">{error.message}</p>
  if (!data) return null
  const its = (data.after as { currency?: string } | null)?.currency ?? currency
  const shown = sums.filter((name) => !['added', ...alarms].includes(name) || toAmount(data[name]))
  return (
    <>
      <dl className="zk-money">
        {shown.map((name) => (
          <div key={name}>
            <dt>{say(`payments.effects.${name}`)}</dt>
            <dd className={alarms.includes(name) ? 'zk-money-alarm' : undefined}>
              <span>{format.money(toAmount(data[name]) ?? 0, its)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <ul className="zk-money-cuts">
        {(data.plan ?? []).map(({ id, name, dueOn, before, after }) => (
          <li key={id}>
            {[name, dueOn && format.day(dueOn)].filter(Boolean).join(' · ')}: {format.money(before, its)} → {format.money(after, its)}
          </li>
        ))}
      </ul>
      <p className="zk-money-note">{say('payments.effects.note')}</p>
    </>
  )
}
