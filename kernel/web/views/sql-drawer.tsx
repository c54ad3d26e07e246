import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { Copy } from 'lucide-react'
import { asOfQuery, useAsOf } from '../data/as-of.ts'
import { showToast } from '../data/toasts.ts'
import { useTexts } from '../i18n/texts.ts'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { type Explained, explain, type SqlAsk } from './explain.ts'
import { type SqlLine, sqlLines } from './sql-lines.ts'
import './sql-drawer.css'

function Lines({ lines }: Readonly<{ lines: readonly SqlLine[] }>) {
  const say = useTexts()
  return (
    <ol className="zk-sql zk-code" lang="en">
      {lines.map(({ text, isAccess }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one statement never change places
        <li key={position} className={isAccess ? 'zk-sql-access' : undefined} title={isAccess ? say('sql.access') : undefined}>
          {text}
        </li>
      ))}
    </ol>
  )
}

function Params({ params, notes }: Explained) {
  const say = useTexts()
  if (params.length === 0) return null
  return (
    <>
      <h3 className="zk-strong">{say('sql.params')}</h3>
      <dl className="zk-sql-params">
        {params.map((value, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a parameter is its position
          <div key={position} className="zk-row">
            <dt className="zk-code">${position + 1}</dt>
            <dd className="zk-code zk-clip" title={JSON.stringify(value)}>
              {typeof value === 'string' ? value : JSON.stringify(value)}
            </dd>
            {notes?.[position] && <dd className="zk-meta zk-small">{notes[position]}</dd>}
          </div>
        ))}
      </dl>
    </>
  )
}

/** The statement behind a list or a figure, with the reader's permission inside it marked. */
export function SqlDrawer({ ask, onClose }: Readonly<{ ask: SqlAsk; onClose(): void }>) {
  const say = useTexts()
  const asOf = useAsOf()
  const { data, error } = useQuery({ queryKey: ['explain', ask, asOf], queryFn: () => explain(ask, asOfQuery(asOf)) })
  const copy = async (sql: string) => {
    await navigator.clipboard.writeText(sql)
    showToast({ text: say('sql.copied'), tone: 'done' })
  }
  return (
    <Drawer
      open
      onClose={onClose}
      size={640}
      title={say('sql.title')}
      extra={
        data && (
          <Button size="small" icon={<Copy size={14} aria-hidden="true" />} onClick={() => void copy(data.sql)}>
            {say('sql.copy')}
          </Button>
        )
      }
    >
      <p className="zk-second zk-sql-words">{say('sql.words')}</p>
      {!data && !error && <SkeletonLines lines={8} />}
      {error && <p className="zk-error">{error.message}</p>}
      {data && (
        <>
          <Lines lines={sqlLines(data.sql)} />
          <Params {...data} />
        </>
      )}
    </Drawer>
  )
}
