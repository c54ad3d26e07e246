import { Button } from 'antd'
import { Lock, Network } from 'lucide-react'
import { useState } from 'react'
import { AppLink, Avatar, type LinkValue, recordAddress, Tag, useTexts } from '#kernel/web'
import type { Place } from './people-tree.ts'

type BoxProps = Readonly<{
  place: Place
  /** The customer whose people are shown. */
  at: string
  onAsk?(): void
  onDrop?(id: string): void
}>

/** One person of the chart; of one out of reach only that there is one. */
export function PersonBox({ place: { key, row, below }, at, onAsk, onDrop }: BoxProps) {
  const say = useTexts()
  const [isOver, setOver] = useState(false)
  if (!row)
    return (
      <div className="zk-people-box zk-people-veiled">
        <Lock size={16} aria-hidden="true" />
        <span>{say('customers.out-of-reach')}</span>
      </div>
    )
  const first = row.account as LinkValue | null
  const words = [row.title, row.department].filter(Boolean).join(' · ')
  return (
    <div
      className={`zk-people-box${isOver ? ' zk-people-over' : ''}`}
      role="group"
      aria-label={String(row.name)}
      data-person={key}
      draggable={Boolean(onDrop)}
      onDragStart={(event) => event.dataTransfer.setData('text/zk-person', key)}
      onDragOver={(event) => {
        if (!onDrop || !event.dataTransfer.types.includes('text/zk-person')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onDrop?.(event.dataTransfer.getData('text/zk-person'))
      }}
    >
      <Avatar name={String(row.name)} id={row.id} />
      <span className="zk-people-text">
        <AppLink to={recordAddress('contacts', row.id)} className="zk-clip" draggable={false}>
          {String(row.name)}
        </AppLink>
        {words && <span className="zk-second zk-small zk-clip">{words}</span>}
      </span>
      {first?.id !== at && <Tag color="grey">{say('customers.also-here')}</Tag>}
      {below.length > 0 && <span className="zk-count">{below.length}</span>}
      {onAsk && (
        <Button
          type="text"
          size="small"
          icon={<Network size={16} aria-hidden="true" />}
          aria-label={say('customers.change-superior', { name: String(row.name) })}
          title={say('contact.reportsTo')}
          onClick={onAsk}
        />
      )}
    </div>
  )
}
