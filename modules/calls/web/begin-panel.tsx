import { AppLink, type PanelProps, useTexts } from '#kernel/web'

/** Leads to the page on which the people of the list come one after the other. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const waiting = Number(row.toCall ?? 0)
  if (row.state !== 'open') return <p className="zk-meta">{say('calls.list-closed')}</p>
  if (waiting === 0) return <p className="zk-meta">{say('calls.nobody')}</p>
  return (
    <AppLink to="/calls" search={{ list: row.id }} className="ant-btn ant-btn-primary">
      {say('calls.begin', { count: waiting })}
    </AppLink>
  )
}
