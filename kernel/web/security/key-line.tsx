import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useMeta } from '../data/use-meta.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { Tag } from '../parts/tag.tsx'

export type ApiKey = Readonly<{
  id: string
  name: string | null
  start: string
  createdAt: string
  usedAt: string | null
  usedFrom: string | null
  expiresAt: string | null
  limits: Readonly<{ verbs?: readonly string[]; objects?: readonly string[] }> | null
}>

type KeyLineProps = Readonly<{ of: ApiKey; isPending: boolean; onRevoke(): void; owner?: ReactNode }>

/** One key: what it may do, when and from where it was used last, when its time is over. */
export function KeyLine({ of: key, isPending, onRevoke, owner }: KeyLineProps) {
  const say = useTexts()
  const meta = useMeta()
  const format = useFormat()
  const isOver = key.expiresAt !== null && new Date(key.expiresAt).getTime() < Date.now()
  const writes = key.limits?.verbs?.some((verb) => verb !== 'read' && verb !== 'export') ?? true
  const objects = key.limits?.objects?.map((name) => meta.objects[name]?.labelPlural ?? name).join(say('value.join'))
  const facts = [
    `${key.start}…`,
    objects,
    key.usedAt
      ? say('settings.keys.used', { when: format.momentRelative(key.usedAt), from: key.usedFrom ?? '' })
      : say('settings.keys.unused'),
    key.expiresAt && !isOver ? say('settings.keys.until', { when: format.moment(key.expiresAt) }) : '',
  ]
  return (
    <div className="zk-row zk-settings-session">
      {owner}
      <span className="zk-column zk-grow">
        <span className="zk-row">
          <span className="zk-clip">{key.name || say('settings.keys.nameless')}</span>
          {!writes && <Tag>{say('settings.keys.scope.read')}</Tag>}
          {isOver && <Tag color="red">{say('settings.keys.over')}</Tag>}
        </span>
        <span className="zk-small zk-second">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      <Button size="small" danger onClick={onRevoke} loading={isPending}>
        {say('settings.keys.revoke')}
      </Button>
    </div>
  )
}
