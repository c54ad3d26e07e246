import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { ArchiveRestore } from 'lucide-react'
import { useState } from 'react'
import { useAsOf } from '../data/as-of.ts'
import { showToast } from '../data/toasts.ts'
import { emptiedWords, showDone } from '../data/undo.ts'
import { useMeta, workObjects } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { PageProblem } from '../frame/page-problem.tsx'
import { type Say, useTexts } from '../i18n/texts.ts'
import { AppLink } from '../parts/app-link.tsx'
import { Avatar, Person } from '../parts/avatar.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { isAboutPeople } from '../parts/icon.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { type Removed, type Restored, restoreRecords, useRemoved } from './removed.ts'
import '../views/object-page.css'
import '../views/plain-table.css'
import './bin.css'

function ObjectTabs({ object, onChoose }: Readonly<{ object: string | null; onChoose(object: string | null): void }>) {
  const say = useTexts()
  const meta = useMeta()
  const daily = workObjects(meta)
  const others = Object.values(meta.objects).filter((one) => !one.partOf && one.may.read && !daily.includes(one))
  return (
    <div className="zk-tabs" role="tablist" aria-label={say('bin.objects')}>
      {[null, ...daily, ...others].map((one) => (
        <button
          key={one?.name ?? ''}
          type="button"
          role="tab"
          aria-selected={(one?.name ?? null) === object}
          className="zk-tab"
          onClick={() => onChoose(one?.name ?? null)}
        >
          {one?.labelPlural ?? say('bin.all')}
        </button>
      ))}
    </div>
  )
}

type LineProps = Readonly<{ record: Removed; isChosen: boolean; mayRestore: boolean; onChoose(isChosen: boolean): void; onRestore(): void }>

function Line({ record, isChosen, mayRestore, onChoose, onRestore }: LineProps) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const object = meta.objects[record.object]
  const title = record.title || say('history.record')
  return (
    <tr>
      <td className="zk-bin-check">
        {mayRestore && (
          <Checkbox checked={isChosen} onChange={({ target }) => onChoose(target.checked)} aria-label={say('bin.choose', { title })} />
        )}
      </td>
      <td className="zk-strong">
        <span className="zk-person">
          <Avatar name={title} id={record.id} shape={object && isAboutPeople(object.icon) ? 'round' : 'square'} />
          <span className="zk-clip" title={title}>
            {title}
          </span>
        </span>
      </td>
      <td className="zk-second zk-wide-only">{object?.label ?? record.object}</td>
      <td className="zk-wide-only">
        <Person name={record.removedBy.name} id={record.removedBy.id ?? record.removedBy.name} />
      </td>
      <td className="zk-date">
        <AppLink to={`/history/${record.changeSet}`} title={format.moment(record.removedAt)}>
          {format.momentRelative(record.removedAt)}
        </AppLink>
      </td>
      <td className="zk-number">
        {mayRestore && (
          <Button
            size="small"
            icon={<ArchiveRestore size={14} strokeWidth={1.5} aria-hidden="true" />}
            onClick={onRestore}
            aria-label={say('bin.restore-one', { title })}
          >
            {say('bin.restore')}
          </Button>
        )}
      </td>
    </tr>
  )
}

type RemovedTableProps = Readonly<{
  rows: readonly Removed[]
  chosen: ReadonlySet<string>
  mayRestore(record: Removed): boolean
  onChosen(chosen: ReadonlySet<string>): void
  onRestore(record: Removed): void
}>

function RemovedTable({ rows, chosen, mayRestore, onChosen, onRestore }: RemovedTableProps) {
  const say = useTexts()
  const choosable = rows.filter(mayRestore)
  const picked = choosable.filter(({ id }) => chosen.has(id)).length
  const choose = (id: string, isChosen: boolean) =>
    onChosen(isChosen ? new Set([...chosen, id]) : new Set([...chosen].filter((one) => one !== id)))
  return (
    <div className="zk-table-place">
      <table className="zk-table">
        <thead>
          <tr>
            <th scope="col" className="zk-bin-check">
              {choosable.length > 0 && (
                <Checkbox
                  aria-label={say('bin.choose-all')}
                  checked={picked === choosable.length}
                  indeterminate={picked > 0 && picked < choosable.length}
                  onChange={({ target }) => onChosen(new Set(target.checked ? choosable.map(({ id }) => id) : []))}
                />
              )}
            </th>
            <th scope="col">{say('history.record')}</th>
            <th scope="col" className="zk-wide-only">
              {say('bin.object')}
            </th>
            <th scope="col" className="zk-wide-only">
              {say('bin.by')}
            </th>
            <th scope="col">{say('bin.at')}</th>
            <th scope="col">
              <span className="zk-unseen">{say('bin.restore')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((record) => (
            <Line
              key={record.id}
              record={record}
              isChosen={chosen.has(record.id)}
              mayRestore={mayRestore(record)}
              onChoose={(isChosen) => choose(record.id, isChosen)}
              onRestore={() => onRestore(record)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function tell({ back, changeSet, emptied, refused }: Restored, say: Say): void {
  const [first] = back
  if (first)
    showDone(
      (back.length === 1 ? say('bin.restored-one', { title: first.title ?? '' }) : say('bin.restored', { count: back.length })) +
        emptiedWords(emptied),
      changeSet,
    )
  const [lost] = refused
  if (lost) showToast({ text: say('bin.refused', { title: lost.record.title ?? '', why: lost.problem.detail }), tone: 'error' })
}

/** Removed records: who removed what when, and the way back. */
export function Page() {
  const say = useTexts()
  const asOf = useAsOf()
  const meta = useMeta()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const object = typeof search.object === 'string' && meta.objects[search.object] ? search.object : null
  const { rows, isPending, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useRemoved(object)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isBusy, setBusy] = useState(false)
  const picked = rows.filter(({ id }) => chosen.has(id))
  const mayRestore = (record: Removed) => !asOf && Boolean(meta.objects[record.object]?.may.create)
  const run = async (records: readonly Removed[]) => {
    setBusy(true)
    tell(await restoreRecords(records).finally(() => setBusy(false)), say)
    setChosen(new Set())
  }
  const toObject = (next: string | null) =>
    void navigate({ to: '.', search: ((former: object) => ({ ...former, object: next ?? undefined })) as never, replace: true })
  if (error) return <PageProblem error={error} />
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.bin')}</h1>
        <ObjectTabs object={object} onChoose={toObject} />
        <span className="zk-grow" />
        {picked.length > 0 && (
          <Button
            type="primary"
            loading={isBusy}
            icon={<ArchiveRestore size={16} strokeWidth={1.5} aria-hidden="true" />}
            onClick={() => void run(picked)}
          >
            {say('bin.restore-many', { count: picked.length })}
          </Button>
        )}
      </header>
      <div className="zk-bin">
        {isPending && (
          <div className="zk-bin-pad">
            <SkeletonLines lines={9} />
          </div>
        )}
        {!isPending && rows.length === 0 && <EmptyState icon="trash-2" title={say('bin.empty')} why={say('bin.empty.why')} />}
        {rows.length > 0 && (
          <RemovedTable
            rows={rows}
            chosen={chosen}
            mayRestore={mayRestore}
            onChosen={setChosen}
            onRestore={(record) => void run([record])}
          />
        )}
        {hasNextPage && (
          <div className="zk-bin-pad">
            <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {say('bin.older')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
