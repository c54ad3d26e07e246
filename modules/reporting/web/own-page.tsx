import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { AppLink, EmptyState, type LinkValue, ReportsHead, type Row, SkeletonLines, useAsOf, useList, useMeta, useTexts } from '#kernel/web'
import { ReportView } from './report-view.tsx'
import { draftOf, editAddress, reportAddress, reportFields } from './use-reports.ts'
import './reporting.css'

const most = 60

function Card({ row }: Readonly<{ row: Row }>) {
  const say = useTexts()
  const { person } = useMeta()
  const draft = draftOf(row)
  const owner = row.owner as LinkValue | null
  const heading = (
    <AppLink to={reportAddress(row.id)} className="zk-quiet-link">
      {String(row.name)}
      {owner && owner.id !== person.id && (
        <span className="zk-meta zk-small zk-own-from">{say('reporting.from', { name: owner.title })}</span>
      )}
    </AppLink>
  )
  if (draft) return <ReportView draft={draft} isBrief heading={heading} />
  return (
    <section className="zk-card zk-tile">
      <header className="zk-card-head">
        <h2 className="zk-clip">{heading}</h2>
      </header>
      <p className="zk-meta zk-report-note">{say('reporting.broken')}</p>
    </section>
  )
}

function NewReport() {
  const say = useTexts()
  const navigate = useNavigate()
  const may = useMeta().objects.ownReport?.may.create
  if (useAsOf() || !may) return null
  return (
    <Button type="primary" icon={<Plus size={16} aria-hidden="true" />} onClick={() => void navigate({ to: editAddress as never })}>
      {say('reporting.new')}
    </Button>
  )
}

/** Reports that people put together: one's own, and those shared with one. */
export function Page() {
  const say = useTexts()
  const [q, setQ] = useState('')
  const { rows, isPending } = useList({
    object: 'ownReport',
    sort: ['name'],
    fields: reportFields,
    limit: most,
    ...(q.trim() ? { q: q.trim() } : {}),
  })
  return (
    <div className="zk-object">
      <ReportsHead page="reporting.own">
        <Input.Search
          allowClear
          className="zk-own-search zk-wide-only"
          aria-label={say('reporting.search')}
          placeholder={say('reporting.search')}
          onSearch={setQ}
        />
        <NewReport />
      </ReportsHead>
      {isPending && <SkeletonLines lines={8} />}
      {!isPending && rows.length === 0 && (
        <EmptyState icon="chart-column" title={say(q ? 'reporting.none-found' : 'reporting.none')} why={say('reporting.none.why')} />
      )}
      {rows.length > 0 && (
        <div className="zk-report">
          <section className="zk-report-group">
            {rows.map((row) => (
              <Card key={row.id} row={row} />
            ))}
          </section>
        </div>
      )}
    </div>
  )
}
