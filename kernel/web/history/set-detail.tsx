import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { ArrowLeft, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useAsOf } from '../data/as-of.ts'
import { isProblem } from '../data/problem.ts'
import { startRun } from '../data/runs.ts'
import { showToast } from '../data/toasts.ts'
import { manyRecords, showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import {
  type ChangeSet,
  type Choice,
  type Decision,
  keptSince,
  type Preview,
  type RecordChange,
  recordCount,
  useChangeSet,
  useUndo,
  useUndoPreview,
} from './change-sets.ts'
import { askable, ConflictBlock, type Decisions, decisionKey } from './conflict-block.tsx'
import { actorName, sentenceOf } from './sentence.ts'
import { SetRows } from './set-rows.tsx'

function Head({ set, only }: Readonly<{ set: ChangeSet; only: RecordChange | undefined }>) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  return (
    <header className="zk-set-head">
      <h2>
        {only?.title
          ? say(`history.one.${only.kind}`, { object: meta.objects[only.object]?.label ?? '', title: only.title })
          : sentenceOf(set, { meta, say, format })}
      </h2>
      <p className="zk-row zk-second">
        <Avatar name={set.actor.name} id={set.actor.id ?? set.actor.name} />
        <span>{actorName(set, say)}</span>
        <time className="zk-date" dateTime={set.at} title={format.moment(set.at)}>
          {format.momentRelative(set.at)}
        </time>
        <span>· {say(`via.${set.via}`)}</span>
        {set.note && <span className="zk-clip">· {say('history.note', { note: set.note })}</span>}
      </p>
      {set.undoneBy && (
        <p className="zk-set-mark">
          {say('history.undone.long')} <AppLink to={`/history/${set.undoneBy}`}>{say('history.undone.open')}</AppLink>
        </p>
      )}
      {set.undoes && (
        <p className="zk-set-mark">
          {say('history.undoes')} <AppLink to={`/history/${set.undoes}`}>{say('history.undoes.open')}</AppLink>
        </p>
      )}
    </header>
  )
}

function Figures({ preview, total }: Readonly<{ preview: Preview; total: number }>) {
  const say = useTexts()
  const format = useFormat()
  const records = new Set(preview.conflicts.map(({ record }) => record)).size
  const cells = [
    { key: 'total', value: total, tone: '' },
    { key: 'restores', value: preview.restores, tone: '' },
    { key: 'conflicts', value: records, tone: records > 0 ? 'zk-warning' : '' },
  ]
  return (
    <dl className="zk-card zk-set-figures">
      {cells.map(({ key, value, tone }) => (
        <div key={key}>
          <dt className={tone || 'zk-second'}>{say(`history.figure.${key}`)}</dt>
          <dd>
            <span className={`zk-set-figure ${tone}`}>{format.number(value)}</span>{' '}
            <span className="zk-small zk-second">{say(`history.figure.${key}.why`, { count: value })}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Decisions over the conflicts of a preview. */
function useDecisions(preview: Preview | undefined) {
  const [decisions, setDecisions] = useState<Decisions>({})
  const [rest, setRest] = useState<Decision | null>(null)
  const asked = askable(preview?.conflicts ?? [])
  const open = new Set(asked.filter((conflict) => !decisions[decisionKey(conflict)]).map(decisionKey)).size
  const isCapped = Boolean(preview?.next)
  const decideAll = (decision: Decision) => {
    setDecisions(Object.fromEntries(asked.map((conflict) => [decisionKey(conflict), decision])))
    setRest(decision)
  }
  const isReady = open === 0 && (rest !== null || !isCapped)
  return {
    decisions,
    open,
    rest,
    isCapped,
    isReady,
    decideAll,
    decide: (key: string, decision: Decision) => setDecisions((former) => ({ ...former, [key]: decision })),
  }
}

type ConflictsProps = Readonly<{
  preview: Preview
  changeSet: string
  state: ReturnType<typeof useDecisions>
  onMore(): void
  isLoadingMore: boolean
}>

function Conflicts({ preview, changeSet, state, onMore, isLoadingMore }: ConflictsProps) {
  const say = useTexts()
  const records = [...Map.groupBy(preview.conflicts, ({ record }) => record).values()]
  if (records.length === 0) return null
  return (
    <section className="zk-set-conflicts" aria-label={say('history.conflicts', { count: records.length })}>
      <header className="zk-row">
        <h3 className="zk-strong">{say('history.conflicts', { count: records.length })}</h3>
        <span className="zk-grow" />
        <Button type="text" size="small" onClick={() => state.decideAll('restore')}>
          {say('history.restore-all')}
        </Button>
        <Button type="text" size="small" onClick={() => state.decideAll('keep')}>
          {say('history.keep-all')}
        </Button>
      </header>
      {state.isCapped && (
        <p className="zk-set-mark">{say('history.capped', { count: preview.conflicts.length, total: preview.conflictsTotal })}</p>
      )}
      {records.map((conflicts) => (
        <ConflictBlock
          key={conflicts[0]!.record}
          conflicts={conflicts}
          changeSet={changeSet}
          decisions={state.decisions}
          onDecide={state.decide}
        />
      ))}
      {preview.next && (
        <Button block loading={isLoadingMore} onClick={onMore}>
          {say('history.more-conflicts', { count: preview.conflictsTotal - preview.conflicts.length })}
        </Button>
      )}
    </section>
  )
}

type FooterProps = Readonly<{ set: ChangeSet; preview: Preview; state: ReturnType<typeof useDecisions> }>

function Footer({ set, preview, state }: FooterProps) {
  const say = useTexts()
  const format = useFormat()
  const navigate = useNavigate()
  const undo = useUndo(set.id)
  const run = (choice: Choice) => {
    if (recordCount(set) > manyRecords) return void startRun(`/change-sets/${set.id}/undo/run`, choice).catch(showProblem)
    undo.mutate(choice, {
      onSuccess: ({ changeSet, restored, kept }) => {
        const text = say(kept > 0 ? 'history.done.partly' : 'history.done', {
          count: restored,
          number: format.number(restored),
          kept: format.number(kept),
        })
        showToast({
          text,
          tone: 'done',
          action: { label: say('history.look'), run: () => void navigate({ to: `/history/${changeSet}` as never }) },
        })
      },
      onError: showProblem,
    })
  }
  const hasConflicts = askable(preview.conflicts).length > 0
  const isNothing = preview.restores === 0 && preview.conflicts.length === 0
  return (
    <footer className="zk-set-foot">
      <span className="zk-second zk-grow">{say(isNothing ? 'history.nothing-left' : 'history.undo.words')}</span>
      {state.open > 0 && <span className="zk-warning">{say('history.open', { count: state.open })}</span>}
      {hasConflicts && preview.restores > 0 && (
        <Button disabled={undo.isPending} onClick={() => run({ resolve: {}, conflicts: 'keep' })}>
          {say('history.only', { count: preview.restores, number: format.number(preview.restores) })}
        </Button>
      )}
      <Button
        type="primary"
        icon={<Undo2 size={16} strokeWidth={1.5} aria-hidden="true" />}
        disabled={!state.isReady || isNothing}
        loading={undo.isPending}
        onClick={() => run({ resolve: state.decisions, conflicts: state.rest ?? 'keep' })}
      >
        {say('history.undo.button')}
      </Button>
    </footer>
  )
}

/** One change set: what it did, what taking it back would do, and the button for it. */
export function SetDetail({ id }: Readonly<{ id: string }>) {
  const say = useTexts()
  const asOf = useAsOf()
  const query = useChangeSet(id)
  const { set } = query
  const meta = useMeta()
  const format = useFormat()
  const since = set ? keptSince(set, meta.objects) : null
  const mayUndo = Boolean(set && !set.undoneBy && !asOf && since === null)
  const { data: preview, error, more, isLoadingMore } = useUndoPreview(id, mayUndo)
  const state = useDecisions(preview)
  if (query.error) return <PageProblem error={query.error} />
  return (
    <>
      <div className="zk-set-body">
        <AppLink to="/history" className="zk-phone-only zk-row">
          <ArrowLeft size={16} strokeWidth={1.5} aria-hidden="true" />
          {say('page.kernel.history')}
        </AppLink>
        {set ? <Head set={set} only={recordCount(set) === 1 && !set.undoes ? query.rows[0] : undefined} /> : <SkeletonLines lines={3} />}
        {since && <p className="zk-set-mark">{say('history.beyond', { day: format.day(since.slice(0, 10)) })}</p>}
        {set && mayUndo && preview && <Figures preview={preview} total={recordCount(set)} />}
        {set && mayUndo && !preview && !error && <SkeletonLines lines={2} />}
        {mayUndo && isProblem(error) && error.status !== 404 && error.status !== 403 && <p className="zk-error">{error.detail}</p>}
        {mayUndo && preview && <Conflicts preview={preview} changeSet={id} state={state} onMore={more} isLoadingMore={isLoadingMore} />}
        {set && <SetRows query={query} total={recordCount(set)} />}
      </div>
      {set && mayUndo && preview && <Footer set={set} preview={preview} state={state} />}
    </>
  )
}
