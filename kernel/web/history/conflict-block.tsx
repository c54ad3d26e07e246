import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { type HistoryEntry, useHistory } from '../data/use-row.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, recordAddress } from '../parts/app-link.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import type { Conflict, Decision } from './change-sets.ts'
import { ShownValue } from './shown-value.tsx'

export type Decisions = Readonly<Record<string, Decision>>
export const decisionKey = ({ record, field }: Conflict): string => `${record}.${field}`

/** The name of the object that still holds the record by a link: such a record stays, whatever is chosen. */
export function heldBy({ now }: Conflict): string | null {
  return typeof now === 'object' && now !== null && 'heldBy' in now ? String((now as { heldBy: unknown }).heldBy) : null
}

/** The conflicts that a person decides: a record that others hold stays anyway. */
export function askable(conflicts: readonly Conflict[]): readonly Conflict[] {
  const held = new Set(conflicts.filter(heldBy).map(({ record }) => record))
  return conflicts.filter((conflict) => !(conflict.field === '*' && held.has(conflict.record)))
}

type OptionProps = Readonly<{ name: string; label: string; isChosen: boolean; onChoose(): void; why: ReactNode; children: ReactNode }>

function Option({ name, label, isChosen, onChoose, why, children }: OptionProps) {
  return (
    <label className="zk-conflict-option" data-chosen={isChosen || undefined}>
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} aria-label={label} />
      <span className="zk-column">
        <span className="zk-conflict-value">{children}</span>
        <span className="zk-small zk-second">{why}</span>
      </span>
    </label>
  )
}

type RowProps = Readonly<{
  conflict: Conflict
  changeSet: string
  history: readonly HistoryEntry[]
  decision: Decision | undefined
  onDecide(decision: Decision): void
}>

/** Who wrote what stands there now, when. */
function NowBy({ conflict, entry }: Readonly<{ conflict: Conflict; entry: HistoryEntry | undefined }>) {
  const say = useTexts()
  const format = useFormat()
  const at = entry?.at ?? conflict.nowAt
  const name = entry?.actor?.name ?? entry?.actor?.title ?? conflict.nowBy
  if (!at) return <>{say('history.now')}</>
  return (
    <time dateTime={at} title={format.moment(at)}>
      {say('history.now.by', { name: name ?? '', at: format.momentRelative(at) })}
    </time>
  )
}

function FieldRow({ conflict, changeSet, history, decision, onDecide }: RowProps) {
  const say = useTexts()
  const meta = useMeta()
  const { object, field } = conflict
  const own = history.find((entry) => entry.changeSet === changeSet)
  const then = own?.changes.find((change) => change.field === field)
  const latest = history.find((entry) => entry.changes.some((change) => change.field === field))
  const now = latest?.changes.find((change) => change.field === field)
  const isWhole = field === '*'
  const label = isWhole ? say('history.record') : (meta.objects[object]?.fields[field]?.label ?? field)
  const back = isWhole ? say(own?.kind === 'create' ? 'history.whole.remove' : 'history.whole.restore') : say('history.then')
  const stay = isWhole ? say(own?.kind === 'create' ? 'history.whole.keep' : 'history.whole.gone') : say('history.now')
  return (
    <div className="zk-conflict-row" role="radiogroup" aria-label={label}>
      <span className="zk-conflict-field">{label}</span>
      <Option
        name={decisionKey(conflict)}
        label={back}
        isChosen={decision === 'restore'}
        onChoose={() => onDecide('restore')}
        why={isWhole ? say('history.whole.why') : back}
      >
        {isWhole ? back : <ShownValue object={object} field={field} value={then ? then.old : conflict.then} />}
      </Option>
      <Option
        name={decisionKey(conflict)}
        label={stay}
        isChosen={decision === 'keep'}
        onChoose={() => onDecide('keep')}
        why={<NowBy conflict={conflict} entry={isWhole ? undefined : latest} />}
      >
        {isWhole ? stay : <ShownValue object={object} field={field} value={now ? now.new : conflict.now} />}
      </Option>
    </div>
  )
}

type BlockProps = Readonly<{
  conflicts: readonly Conflict[]
  changeSet: string
  decisions: Decisions
  onDecide(key: string, decision: Decision): void
}>

/** One record that somebody changed since: its fields, each with the value before and the value now. */
export function ConflictBlock({ conflicts, changeSet, decisions, onDecide }: BlockProps) {
  const say = useTexts()
  const meta = useMeta()
  const first = conflicts[0]!
  const object = meta.objects[first.object]
  const { data, isPending } = useHistory(first.object, first.record)
  const asked = askable(conflicts)
  const holders = [...new Set(conflicts.flatMap((conflict) => heldBy(conflict) ?? []))].map(
    (name) => meta.objects[name]?.labelPlural ?? name,
  )
  const open = asked.filter((conflict) => !decisions[decisionKey(conflict)]).length
  const title = first.title || conflicts.find(({ title: named }) => named)?.title || say('history.record')
  return (
    <section className="zk-card zk-conflict">
      <header className="zk-conflict-head zk-row">
        <Avatar name={title} id={first.record} shape="square" />
        {object ? (
          <AppLink to={recordAddress(object.plural, first.record)} className="zk-strong zk-clip">
            {title}
          </AppLink>
        ) : (
          <span className="zk-strong zk-clip">{title}</span>
        )}
        <span className="zk-second">{object?.label}</span>
        <span className="zk-grow" />
        {open === 0 ? (
          <Tag color="green">
            <Check size={12} strokeWidth={2} aria-hidden="true" />
            {say('history.decided')}
          </Tag>
        ) : (
          <Tag color="amber">{say('history.undecided')}</Tag>
        )}
      </header>
      {isPending && (
        <div className="zk-set-pad">
          <SkeletonLines lines={2} />
        </div>
      )}
      {!isPending &&
        asked.map((conflict) => {
          const key = decisionKey(conflict)
          return (
            <FieldRow
              key={key}
              conflict={conflict}
              changeSet={changeSet}
              history={data?.rows ?? []}
              decision={decisions[key]}
              onDecide={(decision) => onDecide(key, decision)}
            />
          )
        })}
      {holders.length > 0 && (
        <p className="zk-conflict-held zk-second">{say('history.held', { objects: holders.join(say('value.join')) })}</p>
      )}
    </section>
  )
}
