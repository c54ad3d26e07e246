import { Button } from 'antd'
import { ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { labelIn } from '../../../model/labels.ts'
import { showDone, showProblem } from '../../data/undo.ts'
import { useMeta } from '../../data/use-meta.ts'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useLocale } from '../../i18n/locale.ts'
import { useTexts } from '../../i18n/texts.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { Tag } from '../../parts/tag.tsx'
import { type HomeRow, useDefine, useHomes } from '../data.ts'
import { HomeEditor } from './home-editor.tsx'
import '../../views/object-page.css'
import '../../admin/admin.css'
import '../../views/form/form.css'
import '../define.css'
import './homes.css'

type LineProps = Readonly<{ home: HomeRow; label: string; onOpen(): void; onRemove(): void; onFirst: (() => void) | undefined }>

function HomeLine({ home, label, onOpen, onRemove, onFirst }: LineProps) {
  const say = useTexts()
  const meta = useMeta()
  const roleLabel = (key: string) => meta.objects.member?.fields.roles?.options.choices?.find((one) => one.key === key)?.label ?? key
  return (
    <article className="zk-card zk-define-rule">
      <button type="button" className="zk-plain-button zk-grow zk-define-open zk-strong" onClick={onOpen}>
        {label}
      </button>
      <span className="zk-second zk-small zk-wide-only">{say('define.home.count', { count: home.tiles.length })}</span>
      {(home.roles ?? []).length === 0 && <Tag>{say('define.layout.roles.all')}</Tag>}
      {(home.roles ?? []).map((role) => (
        <Tag key={role} color="accent">
          {roleLabel(role)}
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
        onClick={onRemove}
      />
    </article>
  )
}

function Homes({ homes, onOpen }: Readonly<{ homes: readonly HomeRow[]; onOpen(home: HomeRow): void }>) {
  const say = useTexts()
  const locale = useLocale()
  const define = useDefine()
  const labelOf = (home: HomeRow) => labelIn(home.labels, locale) ?? home.name
  const first = Math.min(0, ...homes.map(({ position }) => position))
  const remove = (home: HomeRow) =>
    define.mutate(
      { method: 'DELETE', path: `/homes/${home.id}`, note: `${say('page.kernel.homes')} · ${labelOf(home)}` },
      {
        onSuccess: (changeSet) => showDone(say('define.layout.removed', { layout: labelOf(home) }), changeSet),
        onError: showProblem,
      },
    )
  return homes.map((home, i) => (
    <HomeLine
      key={home.id}
      home={home}
      label={labelOf(home)}
      onOpen={() => onOpen(home)}
      onRemove={() => remove(home)}
      onFirst={
        i === 0
          ? undefined
          : () => define.mutate({ method: 'PATCH', path: `/homes/${home.id}`, body: { position: first - 1 } }, { onError: showProblem })
      }
    />
  ))
}

/** Home pages in order: whoever one fits begins with the first of them, and may choose another that fits. */
export function Page() {
  const say = useTexts()
  const { data: homes, error } = useHomes()
  const [open, setOpen] = useState<{ home: HomeRow | null } | null>(null)
  if (error) return <PageProblem error={error} />
  return (
    <div className="zk-admin">
      <header className="zk-row zk-define-head">
        <h1 className="zk-grow">{say('page.kernel.homes')}</h1>
        {!open && (
          <Button type="primary" icon={<Plus size={14} aria-hidden="true" />} onClick={() => setOpen({ home: null })}>
            {say('define.home.new')}
          </Button>
        )}
      </header>
      {open ? (
        <HomeEditor home={open.home} onClose={() => setOpen(null)} />
      ) : (
        <>
          <p className="zk-second zk-small zk-define-tools">{say('define.home.about')}</p>
          {!homes && <SkeletonLines lines={4} />}
          {homes?.length === 0 && <EmptyState icon="house" title={say('define.home.none')} why={say('define.home.none.why')} />}
          {homes && <Homes homes={homes} onOpen={(home) => setOpen({ home })} />}
        </>
      )}
    </div>
  )
}
