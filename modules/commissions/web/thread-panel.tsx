import { Button, Input } from 'antd'
import { useState } from 'react'
import { type PanelProps, Spoken, showToast, useAction, useList, useTexts } from '#kernel/web'
import './earn.css'

const most = 200

/** What both sides said of a disputed line, and as long as it is open a line to say more. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const { rows, refetch } = useList({ object: 'disputeNote', filter: { line: row.id }, sort: ['createdAt'], limit: most })
  if (rows.length === 0) return <p className="zk-earn-note">{say('commissions.thread.none')}</p>
  return (
    <div className="zk-thread">
      {rows.map((one) => (
        <Spoken key={one.id} author={one.saidBy} at={one.createdAt}>
          {String(one.content ?? '')}
        </Spoken>
      ))}
      {row.dispute === 'open' && <Say id={row.id} onSaid={() => void refetch()} />}
    </div>
  )
}

function Say({ id, onSaid }: Readonly<{ id: string; onSaid(): void }>) {
  const say = useTexts()
  const [words, setWords] = useState('')
  const { mutate, isPending } = useAction('commissions.say', 'commissionLine')
  const send = () =>
    mutate(
      { id, input: { content: words.trim() } },
      {
        onSuccess: () => {
          setWords('')
          onSaid()
        },
        onError: (problem) => showToast({ text: problem.message, tone: 'error' }),
      },
    )
  return (
    <div className="zk-say-more">
      <Input.TextArea
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={words}
        aria-label={say('action.commissions.say.content')}
        placeholder={say('action.commissions.say.content')}
        onChange={({ target }) => setWords(target.value)}
      />
      <Button type="primary" disabled={!words.trim()} loading={isPending} onClick={send}>
        {say('action.commissions.say')}
      </Button>
    </div>
  )
}
