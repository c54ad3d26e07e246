import { useNavigate, useParams } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { Bell, ChartBarStacked, Copy, MoreHorizontal, Pencil, Share2 } from 'lucide-react'
import { useState } from 'react'
import {
  EmptyState,
  isProblem,
  LazyAccess,
  ReportsHead,
  type Row,
  recordAddress,
  SkeletonLines,
  showDone,
  showProblem,
  useObject,
  useRemove,
  useRow,
  useTexts,
} from '#kernel/web'
import { ReportView } from './report-view.tsx'
import { anglesAddress, draftOf, editAddress, reportFields } from './use-reports.ts'
import { WatchDrawer } from './watch-drawer.tsx'
import './reporting.css'

function Steps({ row }: Readonly<{ row: Row }>) {
  const say = useTexts()
  const navigate = useNavigate()
  const object = useObject('ownReport')
  const remove = useRemove('ownReport')
  const [open, setOpen] = useState<'watch' | 'share' | null>(null)
  if (!object) return null
  const edit = (search: object) => void navigate({ to: editAddress as never, search: search as never })
  const drop = () =>
    remove.mutate(row.id, {
      onSuccess: ({ changeSet }) => {
        showDone(say('reporting.removed', { name: row.name }), changeSet)
        void navigate({ to: '/reports/own' as never })
      },
      onError: showProblem,
    })
  const items = [
    {
      key: 'copy',
      icon: <Copy size={14} aria-hidden="true" />,
      label: say('reporting.duplicate'),
      onClick: () => edit({ id: row.id, copy: true }),
    },
    { key: 'record', label: say('reporting.record'), onClick: () => void navigate({ to: recordAddress(object.plural, row.id) as never }) },
    ...(object.may.remove ? [{ key: 'remove', danger: true, label: say('reporting.remove'), onClick: drop }] : []),
  ]
  return (
    <>
      <Button
        icon={<ChartBarStacked size={16} strokeWidth={1.5} aria-hidden="true" />}
        onClick={() => void navigate({ to: anglesAddress(row.id) as never })}
      >
        {say('page.reporting.angles')}
      </Button>
      {object.may.create && (
        <Button icon={<Bell size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => setOpen('watch')}>
          {say('reporting.subscribe')}
        </Button>
      )}
      {object.may.share && (
        <Button className="zk-wide-only" icon={<Share2 size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => setOpen('share')}>
          {say('reporting.share')}
        </Button>
      )}
      {object.may.update && (
        <Button type="primary" icon={<Pencil size={16} strokeWidth={1.5} aria-hidden="true" />} onClick={() => edit({ id: row.id })}>
          {say('reporting.change.button')}
        </Button>
      )}
      <Dropdown trigger={['click']} menu={{ items }}>
        <Button aria-label={say('reporting.more')} icon={<MoreHorizontal size={16} aria-hidden="true" />} />
      </Dropdown>
      {open === 'watch' && <WatchDrawer report={row} onClose={() => setOpen(null)} />}
      {open === 'share' && <LazyAccess object={object} row={row} onClose={() => setOpen(null)} />}
    </>
  )
}

/** One report that somebody put together. */
export function Page() {
  const say = useTexts()
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: row, error, isPending } = useRow('ownReport', id, { fields: reportFields })
  const draft = row && draftOf(row)
  return (
    <div className="zk-object">
      <ReportsHead page="reporting.own">{row && <Steps row={row} />}</ReportsHead>
      {isPending && <SkeletonLines lines={8} />}
      {error && <EmptyState icon="chart-column" title={isProblem(error) ? error.message : say('reporting.broken')} />}
      {row && (
        <div className="zk-report">
          {row.about ? <p className="zk-second">{String(row.about)}</p> : null}
          {draft ? <ReportView draft={draft} /> : <EmptyState icon="chart-column" title={say('reporting.broken')} />}
        </div>
      )}
    </div>
  )
}
