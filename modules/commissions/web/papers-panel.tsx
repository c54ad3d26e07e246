import { type PanelProps, useList } from '#kernel/web'
import { Papers } from '#web/papers'

/** Makes the statement's PDF, and gives out what was made before. */
export function Panel({ object, row }: PanelProps) {
  const { rows } = useList({
    object: 'commissionPaper',
    filter: { statement: row.id },
    fields: ['name', 'file', 'createdAt', 'isValid'],
    sort: ['-createdAt'],
    limit: 5,
  })
  return <Papers object={object} row={row} action="commissions.statement-pdf" kept={rows} />
}
