import { Button } from 'antd'
import { Download } from 'lucide-react'
import { useMeta, workObjects } from '../../data/use-meta.ts'
import { useFormat } from '../../format/use-format.ts'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { AppLink, listAddress } from '../../parts/app-link.tsx'
import { Person } from '../../parts/avatar.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { Tag } from '../../parts/tag.tsx'
import { LinkButton } from '../link-button.tsx'
import { failedRowsAddress, type Import, useImports } from './import-api.ts'
import '../object-page.css'
import '../plain-table.css'
import './import.css'

const colors: Readonly<Record<Import['state'], string>> = {
  queued: 'grey',
  running: 'accent',
  interrupted: 'amber',
  done: 'green',
  failed: 'red',
  stopped: 'amber',
}

function Line({ job }: Readonly<{ job: Import }>) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const object = meta.objects[job.object]
  const { counts } = job
  return (
    <tr>
      <td className="zk-strong">
        {object ? (
          <AppLink to={`${listAddress(object.plural)}/import`} search={{ import: job.id }}>
            {job.file.name}
          </AppLink>
        ) : (
          job.file.name
        )}
      </td>
      <td className="zk-second">{object?.labelPlural ?? job.object}</td>
      <td>
        <span className="zk-row">
          <Tag color={job.undoneBy ? 'grey' : colors[job.state]}>{say(job.undoneBy ? 'history.undone' : `import.state.${job.state}`)}</Tag>
          {job.dryRun && <Tag>{say('import.step.dry')}</Tag>}
        </span>
      </td>
      <td className="zk-number">{format.number(counts.rows)}</td>
      <td className="zk-number">{format.number(counts.created)}</td>
      <td className="zk-number">{format.number(counts.updated)}</td>
      <td className="zk-number">
        {counts.failed > 0 ? (
          <a href={failedRowsAddress(job.id)} download className="zk-row zk-import-failed" title={say('import.failed-rows')}>
            <Download size={14} strokeWidth={1.5} aria-hidden="true" />
            {format.number(counts.failed)}
          </a>
        ) : (
          '0'
        )}
      </td>
      <td>
        <Person name={job.by.name} id={job.by.id ?? job.by.name} />
      </td>
      <td className="zk-date">
        <time dateTime={job.createdAt} title={format.moment(job.createdAt)}>
          {format.momentRelative(job.createdAt)}
        </time>
      </td>
    </tr>
  )
}

/** Imports, and of files that were only tried the last try: it is a draft to go on with. */
function worthListing(rows: readonly Import[]): readonly Import[] {
  const brought = new Set(rows.filter(({ dryRun }) => !dryRun).map(({ file }) => file.id))
  const seen = new Set<string>()
  return rows.filter(({ dryRun, file }) => {
    const isFirst = !seen.has(file.id)
    seen.add(file.id)
    return !dryRun || (isFirst && !brought.has(file.id))
  })
}

/** Imports so far; each opens where it stands. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const { rows, isPending, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useImports()
  if (error) return <PageProblem error={error} />
  const first = workObjects(meta).find((object) => object.may.import && object.owned)
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.imports')}</h1>
      </header>
      <div className="zk-imports">
        {isPending && <SkeletonLines lines={8} />}
        {!isPending && rows.length === 0 && (
          <EmptyState icon="upload" title={say('import.list.empty')} why={say('import.list.empty.why')}>
            {first && (
              <LinkButton type="primary" to={`${listAddress(first.plural)}/import`}>
                {say('import.list.first', { objects: first.labelPlural })}
              </LinkButton>
            )}
          </EmptyState>
        )}
        {rows.length > 0 && (
          <div className="zk-table-place">
            <table className="zk-table">
              <thead>
                <tr>
                  <th scope="col">{say('import.step.file')}</th>
                  <th scope="col">{say('bin.object')}</th>
                  <th scope="col">{say('import.state')}</th>
                  <th scope="col" className="zk-number">
                    {say('import.count.rows')}
                  </th>
                  <th scope="col" className="zk-number">
                    {say('import.count.created.did')}
                  </th>
                  <th scope="col" className="zk-number">
                    {say('import.count.updated.did')}
                  </th>
                  <th scope="col" className="zk-number">
                    {say('import.count.failed.did')}
                  </th>
                  <th scope="col">{say('import.by')}</th>
                  <th scope="col">{say('import.at')}</th>
                </tr>
              </thead>
              <tbody>
                {worthListing(rows).map((job) => (
                  <Line key={job.id} job={job} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        {hasNextPage && (
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {say('import.older')}
          </Button>
        )}
      </div>
    </div>
  )
}
