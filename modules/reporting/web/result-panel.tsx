import { AppLink, type PanelProps, useTexts } from '#kernel/web'
import { ReportView } from './report-view.tsx'
import { draftOf } from './use-reports.ts'

/** What a report says, on its record and wherever it is put. */
export function Panel({ row, heading }: PanelProps) {
  const say = useTexts()
  const draft = draftOf(row)
  if (!draft) return <p className="zk-meta">{say('reporting.broken')}</p>
  return <ReportView draft={draft} isBrief heading={<AppLink to={`/reports/own/${row.id}`}>{heading ?? draft.name}</AppLink>} />
}
