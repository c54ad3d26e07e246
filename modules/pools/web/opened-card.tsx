import { Button } from 'antd'
import { useState } from 'react'
import { type PanelProps, showProblem, useAction, useTexts } from '#kernel/web'

type Opened = Readonly<
  Partial<Record<'name' | 'company' | 'phone' | 'mobile' | 'email' | 'people', string | null>> & { left: number | null }
>
const shown = ['name', 'company', 'phone', 'mobile', 'email', 'people'] as const

/** Numbers of this country as people write them. */
const bare = (text: string): string => text.replaceAll('+86', '')

/** Name and numbers of what lies in the pool, for whoever asks for them: each opening is counted and noted. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const [opened, setOpened] = useState<Opened | null>(null)
  const { mutate, isPending } = useAction<Opened>('pools.open-card', 'poolCard')
  const open = () => mutate({ id: row.id }, { onSuccess: ({ result }) => setOpened(result), onError: showProblem })
  if (!opened)
    return (
      <div className="zk-column" data-hidden-card>
        <p className="zk-meta">{say('pools.card.hidden')}</p>
        <div>
          <Button loading={isPending} onClick={open}>
            {say('pools.card.open')}
          </Button>
        </div>
      </div>
    )
  return (
    <div className="zk-column" data-opened-card>
      {shown.flatMap((name) =>
        opened[name] ? (
          <p key={name}>
            <span className="zk-meta">{say(`pools.card.${name}`)} </span>
            {name === 'phone' || name === 'mobile' ? <a href={`tel:${opened[name]}`}>{bare(opened[name])}</a> : bare(opened[name])}
          </p>
        ) : (
          []
        ),
      )}
      {opened.left !== null && <p className="zk-meta zk-small">{say('pools.card.left', { left: opened.left })}</p>}
    </div>
  )
}
