import { Button } from 'antd'
import { ArchiveRestore } from 'lucide-react'
import { useState } from 'react'
import type { Problem } from '../../data/problem.ts'
import { showToast } from '../../data/toasts.ts'
import { useList } from '../../data/use-list.ts'
import { useMeta } from '../../data/use-meta.ts'
import { PageProblem } from '../../frame/page-problem.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SkeletonLines } from '../../parts/skeleton.tsx'
import { LinkButton } from '../../views/link-button.tsx'
import { BackupRow } from './backup-row.tsx'
import { type Backup, makeBackup, rehearseBackup, removeBackup, stopBackup, useBackups } from './backups-api.ts'
import '../../views/object-page.css'
import '../../views/plain-table.css'
import './backups.css'

const plansAddress = '/o/backup-plans'

function Table({ rows, onDo }: Readonly<{ rows: readonly Backup[]; onDo(work: () => Promise<void>): void }>) {
  const say = useTexts()
  const names = usePlanNames()
  return (
    <div className="zk-table-place">
      <table className="zk-table">
        <thead>
          <tr>
            <th scope="col">{say('backup.at')}</th>
            <th scope="col">{say('import.state')}</th>
            <th scope="col">{say('backup.tried')}</th>
            <th scope="col" className="zk-number">
              {say('backup.size')}
            </th>
            <th scope="col" className="zk-number zk-wide-only">
              {say('backup.holds')}
            </th>
            <th scope="col" className="zk-wide-only">
              {say('backup.cause')}
            </th>
            <th scope="col">
              <span className="zk-unseen">{say('backup.tools')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((backup) => (
            <BackupRow
              key={backup.name}
              backup={backup}
              planName={backup.plan ? names.get(backup.plan) : undefined}
              onStop={() => onDo(() => stopBackup(backup.name))}
              onRehearse={() => onDo(() => rehearseBackup(backup.name))}
              onRemove={() => onDo(() => removeBackup(backup.name))}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function usePlanNames(): ReadonlyMap<string, string> {
  const { rows } = useList({ object: 'backupPlan', fields: ['name'], limit: 100 })
  return new Map(rows.map((row) => [String(row.id), String(row.name)]))
}

/** Backups of the workspace: what there is, whether restoring it was tried, a new one now. */
export function Page() {
  const say = useTexts()
  const meta = useMeta()
  const { data, error, isPending } = useBackups()
  const [isBusy, setBusy] = useState(false)
  const run = (work: () => Promise<void>) => {
    setBusy(true)
    void work()
      .catch((problem: Problem) => showToast({ text: problem.detail, tone: 'error' }))
      .finally(() => setBusy(false))
  }
  if (error) return <PageProblem error={error} />
  const makeNow = (
    <Button
      type="primary"
      loading={isBusy}
      icon={<ArchiveRestore size={16} strokeWidth={1.5} aria-hidden="true" />}
      onClick={() => run(makeBackup)}
    >
      {say('backup.now')}
    </Button>
  )
  return (
    <div className="zk-object">
      <header className="zk-head">
        <h1>{say('page.kernel.backups')}</h1>
        <span className="zk-grow" />
        <LinkButton to={plansAddress} className="zk-wide-only">
          {meta.objects.backupPlan?.labelPlural}
        </LinkButton>
        {data && data.length > 0 && makeNow}
      </header>
      <div className="zk-backups">
        {isPending && <SkeletonLines lines={8} />}
        {data?.length === 0 && (
          <EmptyState icon="archive-restore" title={say('backup.empty')} why={say('backup.empty.why')}>
            {makeNow}
            <LinkButton to={`${plansAddress}/new`}>{say('backup.plan.first')}</LinkButton>
          </EmptyState>
        )}
        {data && data.length > 0 && (
          <>
            <Table rows={data} onDo={run} />
            <p className="zk-second zk-small zk-backups-hint">{say('backup.hint')}</p>
          </>
        )}
      </div>
    </div>
  )
}
