import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import {
  EmptyState,
  isProblem,
  type Row,
  SkeletonLines,
  showDone,
  useMeta,
  useObject,
  useRow,
  useSave,
  useTexts,
  workObjects,
} from '#kernel/web'
import { faultOf } from '../rules/body.ts'
import { reportOfAngle } from './angles/angle-fields.ts'
import { beginWith } from './begin.ts'
import { type Draft, withoutLost } from './draft.ts'
import { QuestionForm } from './question-form.tsx'
import { ReportView } from './report-view.tsx'
import { draftOf, reportAddress, reportFields } from './use-reports.ts'
import './reporting.css'

/** Of a name. */
const mostLetters = 80

type EditorProps = Readonly<{ first: Draft; row: Row | null }>

function useKeep(row: Row | null) {
  const say = useTexts()
  const navigate = useNavigate()
  const save = useSave('ownReport')
  const [problem, setProblem] = useState('')
  const keep = (draft: Draft, asNew: boolean) => {
    const { name, about, object, filter, body } = draft
    const values = { name: name.trim(), about: about.trim() || null, object, filter: Object.keys(filter).length > 0 ? filter : null, body }
    const stored = row && !asNew ? { id: row.id, version: Number(row.version) } : {}
    save.mutate(
      { ...stored, values },
      {
        onSuccess: (saved) => {
          showDone(say('reporting.kept', { name: name.trim() }), saved.changeSet)
          void navigate({ to: reportAddress(saved.row.id) as never })
        },
        onError: (error) => setProblem(error.issues[0]?.detail || error.message),
      },
    )
  }
  return { keep, problem, isBusy: save.isPending }
}

function Editor({ first, row }: EditorProps) {
  const say = useTexts()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(first)
  const { keep, problem, isBusy } = useKeep(row)
  const shown = useMemo(() => ({ ...draft, body: withoutLost(draft.body) }), [draft])
  const fault = faultOf(shown.body)
  const isReady = draft.name.trim() !== '' && !fault
  return (
    <div className="zk-object">
      <header className="zk-head zk-own-head">
        <Input
          className="zk-own-name"
          aria-label={say('ownReport.name')}
          placeholder={say('reporting.name')}
          maxLength={mostLetters}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        />
        <span className="zk-grow" />
        <Button onClick={() => void navigate({ to: (row ? reportAddress(row.id) : '/reports/own') as never })}>
          {say('reporting.cancel')}
        </Button>
        {row && (
          <Button
            disabled={!isReady}
            loading={isBusy}
            onClick={() => keep({ ...shown, name: say('reporting.copy-of', { name: shown.name }) }, true)}
          >
            {say('reporting.keep-as-new')}
          </Button>
        )}
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={() => keep(shown, false)}>
          {say('reporting.keep')}
        </Button>
      </header>
      <div className="zk-own-edit">
        <aside className="zk-own-question" aria-label={say('reporting.question')}>
          <QuestionForm draft={draft} onChange={setDraft} />
        </aside>
        <div className="zk-report">
          {problem && (
            <p className="zk-error" role="alert">
              {problem}
            </p>
          )}
          {fault ? (
            <EmptyState icon="chart-column" title={say('reporting.not-yet')} why={say(`reporting.missing.${fault.at}`, { ...fault })} />
          ) : (
            <ReportView draft={shown} />
          )}
        </div>
      </div>
    </div>
  )
}

type StoredProps = Readonly<{ id: string; copy: boolean; angle?: Readonly<{ by: unknown; figure: unknown }> }>

/** A kept report, or a copy of it: by one of its angles, where that is named. */
function Stored({ id, copy, angle }: StoredProps) {
  const say = useTexts()
  const { data: row, error } = useRow('ownReport', id, { fields: reportFields })
  const field = useObject(String(row?.object))?.fields[String(angle?.by)]
  if (error) return <EmptyState icon="chart-column" title={isProblem(error) ? error.message : say('reporting.broken')} />
  if (!row) return <SkeletonLines lines={8} />
  const draft = draftOf(row)
  if (!draft) return <EmptyState icon="chart-column" title={say('reporting.broken')} />
  if (!copy) return <Editor first={draft} row={row} />
  const name = field ? `${draft.name} · ${field.label}` : say('reporting.copy-of', { name: draft.name })
  return <Editor first={{ ...(field ? reportOfAngle(draft, field, angle?.figure) : draft), name: name.slice(0, mostLetters) }} row={null} />
}

/** Puts a report together: the question on the left, what it says on the right. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const first = useMemo(() => beginWith(meta, search, workObjects(meta)), [meta, search])
  const { id, copy, by, figure } = search
  if (typeof id === 'string') return <Stored key={`${id} ${copy} ${by}`} id={id} copy={Boolean(copy)} angle={{ by, figure }} />
  return first ? (
    <Editor first={first} row={null} />
  ) : (
    <EmptyState icon="chart-column" title={say('analysis.none')} why={say('analysis.none.why')} />
  )
}
