import { type PanelProps, useList, useMeta, useTexts } from '#kernel/web'
import { Papers } from '#web/papers'

/** The whole month of this statement as a workbook for payroll, for finance; what was taken along before stands beneath. */
export function Panel({ object, row }: PanelProps) {
  const say = useTexts()
  const isHis = useMeta().objects.commissionPayroll?.may.read ?? false
  const { rows } = useList(
    {
      object: 'commissionPayroll',
      filter: { month: row.month },
      fields: ['name', 'file', 'createdAt'],
      sort: ['-createdAt'],
      limit: 5,
    },
    { enabled: isHis },
  )
  if (!isHis) return <p className="zk-earn-note">{say('commissions.payroll.not-yours')}</p>
  if (row.status !== 'locked') return <p className="zk-earn-note">{say('commissions.payroll.open')}</p>
  return <Papers object={object} row={row} action="commissions.payroll" kept={rows.map((one) => ({ ...one, isValid: true }))} />
}
