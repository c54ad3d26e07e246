import { Button, Drawer, Select } from 'antd'
import { ArrowRight, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useAsOf } from '../../data/as-of.ts'
import type { ObjectMeta, Row } from '../../data/meta-types.ts'
import type { HistoryEntry } from '../../data/use-row.ts'
import { useFormat } from '../../format/use-format.ts'
import { ShownValue } from '../../history/shown-value.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { useIsPhone } from '../../parts/use-is-phone.ts'
import { isEditable } from '../form/form-shape.ts'
import { type Difference, now, useCompare } from './use-compare.ts'
import './compare.css'

type CompareProps = Readonly<{ object: ObjectMeta; row: Row; entries: readonly HistoryEntry[]; first: string; onClose(): void }>

type DifferencesProps = Readonly<{
  object: ObjectMeta
  rows: readonly Difference[]
  /** Gives one field its earlier value back; absent where nothing may be written. */
  onRestore: ((field: string) => void) | undefined
  isBusy: boolean
}>

function Differences({ object, rows, onRestore, isBusy }: DifferencesProps) {
  const say = useTexts()
  const mayRestore = (name: string) => {
    const field = object.fields[name]
    return field !== undefined && isEditable(field)
  }
  return (
    <ul className="zk-differences">
      {rows.map(({ field, label, old, new: later }) => (
        <li key={field}>
          <span className="zk-second zk-difference-label">{label}</span>
          <span className="zk-difference-old">
            <span className="zk-unseen">{say('history.before')}</span>
            <ShownValue object={object.name} field={field} value={old} />
          </span>
          <ArrowRight size={14} strokeWidth={1.5} aria-hidden="true" />
          <span className="zk-difference-new">
            <span className="zk-unseen">{say('history.after')}</span>
            <ShownValue object={object.name} field={field} value={later} />
          </span>
          {onRestore && mayRestore(field) && (
            <Button
              size="small"
              disabled={isBusy}
              icon={<RotateCcw size={14} strokeWidth={1.5} aria-hidden="true" />}
              aria-label={say('versions.restore-field', { field: label })}
              onClick={() => onRestore(field)}
            >
              {say('versions.restore')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Two moments of a record beside each other, field by field; what stood at the first can be brought back, one field or all. */
export function CompareDrawer({ object, row, entries, first, onClose }: CompareProps) {
  const say = useTexts()
  const format = useFormat()
  const asOf = useAsOf()
  const isPhone = useIsPhone()
  const [from, setFrom] = useState(first)
  const [to, setTo] = useState(now)
  const { comparison, problem, restore } = useCompare(object, row, { from, to })
  const nameOf = (entry: HistoryEntry) => entry.actor?.name ?? entry.actor?.title ?? say('record.by-system')
  const moments = entries
    .filter(({ kind }) => kind !== 'remove')
    .map((entry) => ({ value: entry.id, label: `${format.moment(entry.at)} · ${nameOf(entry)}` }))
  const mayWrite = object.may.update && !asOf && to === now && comparison?.from.there === true
  const sides = [
    { key: 'from', value: from, options: moments, change: setFrom },
    { key: 'to', value: to, options: [{ value: now, label: say('versions.now') }, ...moments], change: setTo },
  ]
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? '100%' : 640}
      title={say('versions.compare')}
      footer={
        mayWrite && (
          <Button
            type="primary"
            disabled={comparison.rows.length === 0}
            loading={restore.isPending}
            onClick={() => restore.mutate(undefined)}
          >
            {say('versions.restore-all')}
          </Button>
        )
      }
    >
      <div className="zk-moments">
        {sides.map(({ key, value, options, change }) => (
          <div key={key} className="zk-column">
            <label htmlFor={`compare-${key}`}>{say(`versions.${key}`)}</label>
            <Select id={`compare-${key}`} value={value} options={options} onChange={change} />
          </div>
        ))}
      </div>
      {!comparison && !problem && <SkeletonLines lines={5} />}
      {problem && (
        <p className="zk-error" role="alert">
          {problem.detail}
        </p>
      )}
      {comparison && !comparison.from.there && <p className="zk-second">{say('versions.not-there')}</p>}
      {comparison?.rows.length === 0 && <EmptyState icon="history" title={say('versions.same')} />}
      {comparison && comparison.rows.length > 0 && (
        <Differences
          object={object}
          rows={comparison.rows}
          onRestore={mayWrite ? (field) => restore.mutate([field]) : undefined}
          isBusy={restore.isPending}
        />
      )}
    </Drawer>
  )
}
