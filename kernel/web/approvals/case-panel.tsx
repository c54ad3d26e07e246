import type { PanelProps } from '../slots/define-web.ts'
import { CaseView } from './case-view.tsx'

/** The whole approval beside its record, or beside the record of what was asked in it. */
export function Panel({ row }: PanelProps) {
  return <CaseView id={row.id} isBare />
}
