import { type PanelProps, toAmount, useAsked, useFormat, useMeta, useTexts } from '#kernel/web'
import './earn.css'

type Person = Readonly<{ id: string; name: string; commission: number }>
type Effects = Readonly<{ commission: unknown; people: readonly Person[] | null }>

/** By how much commission changes with a change order, before it comes into force: of those whose pay the reader may know. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  const isDraft = row.status === 'draft'
  const { data, error } = useAsked<Effects>('commissions.commission-effects', { object: 'contractChange', id: row.id, enabled: isDraft })
  if (!isDraft) return <p className="zk-earn-note">{say('commissions.effects.done')}</p>
  if (error) return <p className="zk-earn-note">{error.message}</p>
  if (!data) return null
  if (!data.commission) return <p className="zk-earn-note">{say('commissions.effects.nobody')}</p>
  const people = data.people ?? []
  return (
    <div className="zk-earn">
      <strong>{format.money(toAmount(data.commission), currency)}</strong>
      {people.length > 1 && (
        <ul>
          {people.map(({ id, name, commission }) => (
            <li key={id}>
              <span>{name}</span>
              <span>{format.money(commission, currency)}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="zk-earn-note">{say('commissions.effects.note')}</p>
    </div>
  )
}
