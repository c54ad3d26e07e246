import { Button } from 'antd'
import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { labelIn } from '../../model/labels.ts'
import { showDone, showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useLocale } from '../i18n/locale.ts'
import { useTexts } from '../i18n/texts.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { Tag } from '../parts/tag.tsx'
import { useDefine, useLayouts, type WholeDeclaration, wordOf } from './data.ts'
import type { LayoutRow } from './layout-draft.ts'
import { LayoutEditor } from './layout-editor.tsx'

function LayoutLine({
  object,
  layout,
  onOpen,
  onFirst,
}: Readonly<{ object: WholeDeclaration; layout: LayoutRow; onOpen(): void; onFirst: (() => void) | undefined }>) {
  const say = useTexts()
  const meta = useMeta()
  const locale = useLocale()
  const define = useDefine()
  const roleLabel = (key: string) => meta.objects.member?.fields.roles?.options.choices?.find((one) => one.key === key)?.label ?? key
  const type = object.recordType ? object.fields[object.recordType] : undefined
  const typeLabel = (key: string) => labelIn(type?.choices?.find((one) => one.key === key)?.labels, locale) ?? key
  const label = labelIn(layout.labels, locale) ?? layout.name
  return (
    <article className="zk-card zk-define-rule">
      <button type="button" className="zk-plain-button zk-grow zk-define-open zk-strong" onClick={onOpen}>
        {label}
      </button>
      {(layout.roles ?? []).length === 0 && <Tag>{say('define.layout.roles.all')}</Tag>}
      {(layout.roles ?? []).map((role) => (
        <Tag key={role} color="accent">
          {roleLabel(role)}
        </Tag>
      ))}
      {(layout.types ?? []).map((one) => (
        <Tag key={one} color="violet">
          {typeLabel(one)}
        </Tag>
      ))}
      {onFirst && (
        <Button
          type="text"
          size="small"
          aria-label={say('define.layout.first', { layout: label })}
          icon={<ArrowUp size={14} aria-hidden="true" />}
          onClick={onFirst}
        />
      )}
      <Button
        type="text"
        size="small"
        aria-label={say('define.layout.remove', { layout: label })}
        icon={<Trash2 size={14} aria-hidden="true" />}
        onClick={() =>
          define.mutate(
            { method: 'DELETE', path: `/layouts/${layout.id}`, note: `${wordOf(object, locale)} · ${label}` },
            { onSuccess: (changeSet) => showDone(say('define.layout.removed', { layout: label }), changeSet), onError: showProblem },
          )
        }
      />
    </article>
  )
}

/** Layouts in order: the first that fits a reader's role and a record's type is his. */
export function LayoutsTab({ object }: Readonly<{ object: WholeDeclaration }>) {
  const say = useTexts()
  const define = useDefine()
  const { data: layouts } = useLayouts<LayoutRow>(object.name)
  const [open, setOpen] = useState<{ layout: LayoutRow | null } | null>(null)
  if (open) return <LayoutEditor object={object} layout={open.layout} onClose={() => setOpen(null)} />
  const first = Math.min(0, ...(layouts ?? []).map(({ position }) => position))
  return (
    <>
      <div className="zk-row zk-define-tools">
        <p className="zk-second zk-small zk-grow">{say('define.layout.about')}</p>
        <Button type="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen({ layout: null })}>
          {say('define.layout.new')}
        </Button>
      </div>
      {layouts?.length === 0 && <EmptyState icon="layers" title={say('define.layout.none')} why={say('define.layout.none.why')} />}
      {layouts?.map((layout, i) => (
        <LayoutLine
          key={layout.id}
          object={object}
          layout={layout}
          onOpen={() => setOpen({ layout })}
          onFirst={
            i === 0
              ? undefined
              : () =>
                  define.mutate({ method: 'PATCH', path: `/layouts/${layout.id}`, body: { position: first - 1 } }, { onError: showProblem })
          }
        />
      ))}
    </>
  )
}
