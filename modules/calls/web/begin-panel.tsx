import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type PanelProps, useTexts } from '#kernel/web'

/** Leads to the page on which the people of the list come one after the other. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const navigate = useNavigate()
  const waiting = Number(row.toCall ?? 0)
  if (row.state !== 'open') return <p className="zk-meta">{say('calls.list-closed')}</p>
  if (waiting === 0) return <p className="zk-meta">{say('calls.nobody')}</p>
  return (
    <Button type="primary" size="large" onClick={() => void navigate({ to: '/calls' as never, search: { list: row.id } as never })}>
      {say('calls.begin', { count: waiting })}
    </Button>
  )
}
