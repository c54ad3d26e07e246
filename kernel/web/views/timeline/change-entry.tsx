import { Button } from 'antd'
import { Bot, ChevronRight, GitCompareArrows, type LucideIcon, Pencil, Plus, RotateCcw, Trash2, Upload } from 'lucide-react'
import type { ObjectMeta } from '../../data/meta-types.ts'
import { undoChangeSet } from '../../data/undo.ts'
import type { HistoryEntry } from '../../data/use-row.ts'
import { webTypeOf } from '../../fields/type-of.ts'
import { useFormat } from '../../format/use-format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink } from '../../parts/app-link.tsx'
import { Avatar } from '../../parts/avatar.tsx'

const signs: Readonly<Record<HistoryEntry['kind'], LucideIcon>> = { create: Plus, update: Pencil, remove: Trash2 }
const roads: Readonly<Record<string, LucideIcon>> = { undo: RotateCcw, import: Upload, assistant: Bot, job: Bot }

function Value({ object, field, value }: Readonly<{ object: ObjectMeta; field: string; value: unknown }>) {
  const say = useTexts()
  const known = object.fields[field]
  if (value === null || value === undefined || value === '') return <span className="zk-meta">{say('value.none')}</span>
  if (!known || known.right === 'masked') return <span>{String(value)}</span>
  const { Cell } = webTypeOf(known)
  return <Cell value={value} field={known} object={object.name} place="fact" />
}

function Change({ object, change }: Readonly<{ object: ObjectMeta; change: HistoryEntry['changes'][number] }>) {
  const label = object.fields[change.field]?.label ?? change.field
  return (
    <li className="zk-change">
      <span className="zk-second zk-nowrap">{label}</span>
      {change.old !== null && change.old !== undefined && (
        <>
          <s className="zk-change-old">
            <Value object={object} field={change.field} value={change.old} />
          </s>
          <ChevronRight size={14} strokeWidth={1.5} aria-hidden="true" />
        </>
      )}
      <span className="zk-change-new">
        <Value object={object} field={change.field} value={change.new} />
      </span>
    </li>
  )
}

/** What the program keeps for itself, as it stores it, tells nobody anything; the comparison of versions has it. */
const isInner = (object: ObjectMeta, name: string): boolean => object.fields[name]?.kind === 'json' && object.fields[name].readOnly

type EntryProps = Readonly<{ object: ObjectMeta; entry: HistoryEntry; mayUndo: boolean; onCompare: (() => void) | undefined }>

/** A change of the record, with the way back. */
export function ChangeEntry({ object, entry, mayUndo, onCompare }: EntryProps) {
  const say = useTexts()
  const format = useFormat()
  const Sign = roads[entry.via] ?? signs[entry.kind]
  const name = entry.actor?.id ? (entry.actor.name ?? entry.actor.title ?? say('record.someone')) : say('record.by-system')
  const changes = entry.changes.filter(({ field }) => !isInner(object, field))
  const labels = changes.map(({ field }) => object.fields[field]?.label ?? field)
  const what =
    entry.kind === 'update'
      ? say('record.did.update', { fields: labels.slice(0, 3).join(say('value.join')), count: labels.length })
      : say(`record.did.${entry.kind}`, { object: object.label })
  return (
    <article className="zk-tl">
      <span className={`zk-tl-disc${entry.kind === 'create' ? ' zk-tl-accent' : ''}`}>
        <Sign size={14} strokeWidth={1.5} aria-hidden="true" />
      </span>
      <div className="zk-tl-body">
        <p className="zk-tl-line">
          {entry.actor?.id && <Avatar name={name} id={entry.actor.id} />}
          <span className="zk-strong zk-nowrap">{name}</span>
          <AppLink to={`/history/${entry.changeSet}`} className="zk-tl-what zk-clip">
            {what}
          </AppLink>
          {mayUndo && entry.via === 'web' && (
            <Button
              type="link"
              size="small"
              className="zk-tl-undo"
              aria-label={say('record.undo', { what })}
              onClick={() => void undoChangeSet(entry.changeSet)}
            >
              {say('toast.undo')}
            </Button>
          )}
          {onCompare && (
            <Button
              type="text"
              size="small"
              className="zk-tl-undo"
              icon={<GitCompareArrows size={14} strokeWidth={1.5} aria-hidden="true" />}
              aria-label={say('versions.compare-with-now', { when: format.moment(entry.at) })}
              title={say('versions.compare-with-now', { when: format.moment(entry.at) })}
              onClick={onCompare}
            />
          )}
          <time dateTime={entry.at} title={format.moment(entry.at)}>
            {format.time(entry.at)}
          </time>
        </p>
        {changes.length > 0 && (
          <ul className="zk-changes">
            {changes.map((change) => (
              <Change key={change.field} object={object} change={change} />
            ))}
          </ul>
        )}
      </div>
    </article>
  )
}
