import { Button } from 'antd'
import { ArrowUp, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Labels } from '../../model/field-type.ts'
import { labelIn } from '../../model/labels.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { Tag } from '../parts/tag.tsx'
import { useDefine } from './data.ts'

type Ranked = Readonly<{ id: string; name: string; position: number; labels?: Labels; roles?: readonly string[] }>

type ListProps<R extends Ranked> = Readonly<{
  rows: readonly R[]
  path: '/layouts' | '/homes'
  /** What the definitions are about, for the note of the change. */
  about: string
  onOpen(row: R): void
  /** Beside the roles: for what else a row counts. */
  more?(row: R): ReactNode
}>

/** Definitions of which the first that fits counts: for whom each is, to the front with it, and away. */
export function RankedList<R extends Ranked>({ rows, path, about, onOpen, more }: ListProps<R>) {
  const say = useTexts()
  const meta = useMeta()
  const locale = useLocale()
  const define = useDefine()
  const roleLabel = (key: string) => meta.objects.member?.fields.roles?.options.choices?.find((one) => one.key === key)?.label ?? key
  const first = Math.min(0, ...rows.map(({ position }) => position))
  const toFront = (row: R) =>
    define.mutate({ method: 'PATCH', path: `${path}/${row.id}`, body: { position: first - 1 } }, { onError: showProblem })
  const remove = (row: R, label: string) =>
    define.mutate(
      { method: 'DELETE', path: `${path}/${row.id}`, note: `${about} · ${label}` },
      { onSuccess: (changeSet) => showDone(say('define.layout.removed', { layout: label }), changeSet), onError: showProblem },
    )
  return rows.map((row, i) => {
    const label = labelIn(row.labels, locale) ?? row.name
    return (
      <article key={row.id} className="zk-card zk-define-rule">
        <button type="button" className="zk-plain-button zk-grow zk-define-open zk-strong" onClick={() => onOpen(row)}>
          {label}
        </button>
        {(row.roles ?? []).length === 0 && <Tag>{say('define.layout.roles.all')}</Tag>}
        {(row.roles ?? []).map((role) => (
          <Tag key={role} color="accent">
            {roleLabel(role)}
          </Tag>
        ))}
        {more?.(row)}
        {i > 0 && (
          <Button
            type="text"
            size="small"
            aria-label={say('define.layout.first', { layout: label })}
            icon={<ArrowUp size={14} aria-hidden="true" />}
            onClick={() => toFront(row)}
          />
        )}
        <Button
          type="text"
          size="small"
          aria-label={say('define.layout.remove', { layout: label })}
          icon={<Trash2 size={14} aria-hidden="true" />}
          onClick={() => remove(row, label)}
        />
      </article>
    )
  })
}
