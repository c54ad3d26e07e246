import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { showToast } from '../data/toasts.ts'
import { showProblem } from '../data/undo.ts'
import { useMeta } from '../data/use-meta.ts'
import { useSession } from '../data/use-session.ts'
import { useFormat } from '../format/use-format.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { Person } from '../parts/avatar.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { Tag } from '../parts/tag.tsx'
import { decide, type Shelf, type ShelfRow, useShelf } from './approval-api.ts'
import { StateTag, TurnLine } from './case-parts.tsx'
import './approvals.css'

const shelves: readonly Shelf[] = ['waiting', 'mine', 'done', 'copies']

type LineProps = Readonly<{ row: ShelfRow; isChosen: boolean; onChoose: ((isChosen: boolean) => void) | null }>

function Line({ row, isChosen, onChoose }: LineProps) {
  const say = useTexts()
  const format = useFormat()
  const me = useSession().data?.person.id
  const { case: one } = row
  const object = useMeta().objects[one.object]
  return (
    <li className="zk-inbox-line">
      {onChoose && <Checkbox checked={isChosen} aria-label={one.title} onChange={(event) => onChoose(event.target.checked)} />}
      <span className="zk-column zk-grow">
        <span className="zk-row zk-inbox-title">
          <AppLink to={`/approvals/${one.id}`} className="zk-strong">
            {one.title}
          </AppLink>
          <StateTag one={one} />
          {row.taskState && row.taskState !== 'waiting' && row.taskState !== 'done' && <Tag>{say(`approval.task.${row.taskState}`)}</Tag>}
        </span>
        <span className="zk-inbox-facts zk-second zk-small">
          {object && <span>{object.label}</span>}
          <Person id={one.submitter.id} name={one.submitter.name} />
          {one.stepName && one.state === 'running' && <span>{one.stepName}</span>}
          {row.task && me && row.for.id !== me && <span>{say('approval.for', { name: row.for.name })}</span>}
          <TurnLine one={one} />
        </span>
      </span>
      <time className="zk-second zk-small" dateTime={row.at}>
        {format.momentRelative(row.decidedAt ?? row.at)}
      </time>
    </li>
  )
}

/** Approving several at once, where their flows let people. */
function useMany(rows: readonly ShelfRow[]) {
  const say = useTexts()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setBusy] = useState(false)
  const picked = rows.filter((row) => row.task && chosen.has(row.task))
  const choose = (task: string, isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, task] : [...chosen].filter((one) => one !== task)))
  const approve = async () => {
    setBusy(true)
    let count = 0
    for (const row of picked) {
      try {
        await decide(row.case, 'approve')
        count += 1
      } catch (error) {
        showProblem(error)
      }
    }
    if (count > 0) showToast({ text: say('approval.many.done', { count }), tone: 'done' })
    setChosen(new Set())
    setBusy(false)
  }
  return { chosen, choose, approve, isBusy, count: picked.length }
}

function ShelfList({ shelf }: Readonly<{ shelf: Shelf }>) {
  const say = useTexts()
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useShelf(shelf)
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const many = useMany(rows)
  if (error) return <PageProblem error={error} />
  if (isPending) return <SkeletonLines lines={6} />
  if (rows.length === 0)
    return <EmptyState icon="circle-check-big" title={say(`approval.empty.${shelf}`)} why={say(`approval.empty.${shelf}.why`)} />
  return (
    <>
      {many.count > 0 && (
        <Button type="primary" loading={many.isBusy} onClick={() => void many.approve()}>
          {say('approval.many', { count: many.count })}
        </Button>
      )}
      <ul className="zk-inbox">
        {rows.map((row) => {
          const mayChoose = shelf === 'waiting' && row.task && row.case.flow.many && row.case.step >= 0
          return (
            <Line
              key={row.cursor}
              row={row}
              isChosen={row.task !== null && many.chosen.has(row.task)}
              onChoose={mayChoose ? (isChosen) => many.choose(row.task!, isChosen) : null}
            />
          )
        })}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('approval.next')}
        </Button>
      )}
    </>
  )
}

/** What waits for me, what I submitted, what I decided, of what I got a copy. */
export function Page() {
  const say = useTexts()
  const [shelf, setShelf] = useState<Shelf>('waiting')
  const delegations = useMeta().objects.approvalDelegation
  return (
    <div className="zk-approval-page">
      <header className="zk-row zk-approval-head">
        <h1 className="zk-grow">{say('page.kernel.approvals')}</h1>
        {delegations && <AppLink to={`/o/${delegations.plural}`}>{delegations.labelPlural}</AppLink>}
      </header>
      <div className="zk-segments" role="group" aria-label={say('page.kernel.approvals')}>
        {shelves.map((one) => (
          <button key={one} type="button" aria-pressed={shelf === one} onClick={() => setShelf(one)}>
            {say(`approval.shelf.${one}`)}
          </button>
        ))}
      </div>
      <ShelfList key={shelf} shelf={shelf} />
    </div>
  )
}
