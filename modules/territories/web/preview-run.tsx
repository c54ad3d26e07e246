import { AppLink, listAddress, type Row, recordAddress, SkeletonLines, useAggregate, useFormat, useList, useTexts } from '#kernel/web'
import { exceptions } from '../objects/territory-place.ts'
import './preview.css'

/** The last preview of a plan; how far it is, and what somebody should look at. `children`: what stands below once it is done. */
export function PreviewRun({ model, children }: Readonly<{ model: string; children(run: string): React.ReactNode }>) {
  const say = useTexts()
  const { rows, isPending } = useList({
    object: 'territoryRun',
    filter: { model, task: 'preview' },
    sort: ['-createdAt'],
    fields: ['id', 'state', 'looked', 'total', 'moved'],
    limit: 1,
  })
  const [run] = rows
  if (isPending) return <SkeletonLines lines={4} />
  if (!run) return <p className="zk-meta">{say('territories.preview.none')}</p>
  return (
    <div className="zk-recut" data-recut={String(run.state)}>
      <Progress run={run} />
      {run.state === 'done' && (
        <>
          <Exceptions run={run.id} />
          {children(run.id)}
        </>
      )}
    </div>
  )
}

function Progress({ run }: Readonly<{ run: Row }>) {
  const say = useTexts()
  const format = useFormat()
  const number = (name: string) => format.number(Number(run[name]))
  return (
    <AppLink to={recordAddress('territory-runs', run.id)}>
      {say(run.state === 'done' ? 'territories.preview.done' : 'territories.preview.running', {
        looked: number('looked'),
        total: number('total'),
        moved: number('moved'),
      })}
    </AppLink>
  )
}

/** What somebody should look at before the plan holds. */
function Exceptions({ run }: Readonly<{ run: string }>) {
  const say = useTexts()
  const format = useFormat()
  const each = Object.fromEntries(exceptions.map((key) => [key, { count: 'id', filter: { exceptions: { contains: [key] } } }]))
  const { data } = useAggregate({ object: 'territoryPlace', measures: each, filter: { run } })
  const [figures] = data?.rows ?? []
  return (
    <ul className="zk-recut-exceptions">
      {exceptions.map((key) => (
        <li key={key}>
          <AppLink to={listAddress('territory-places')} search={{ filter: { run, exceptions: { contains: [key] } } }}>
            {say(`territoryPlace.exceptions.${key}`)}: {figures ? format.number(Number(figures[key])) : '…'}
          </AppLink>
        </li>
      ))}
    </ul>
  )
}
