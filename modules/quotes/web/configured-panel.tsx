import { AppLink, type PanelProps, SkeletonLines, Tag, useAsked, useFormat, useTexts } from '#kernel/web'
import { type Reason, Reasons } from './configure-parts.tsx'
import './configure.css'

type Checked = Readonly<{
  isValid: boolean
  lines: readonly Readonly<{ line: string; name: string; quantity: number; parts: number; reasons: readonly Reason[] }>[]
}>

/** Positions that can be chosen for, and whether what was chosen holds today. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { data, error } = useAsked<Checked>('quotes.check-configuration', { object: 'quote', id: row.id })
  const isOpen = ['draft', 'approved'].includes(String(row.status))
  if (error) return <p className="zk-meta">{error.message}</p>
  if (!data) return <SkeletonLines lines={2} />
  return (
    <div className="zk-configured">
      {data.lines.length === 0 && <p className="zk-meta">{say('quotes.configure.nothing')}</p>}
      {data.lines.map((line) => (
        <section key={line.line}>
          <p>
            <strong>{line.name}</strong> × {format.number(line.quantity)}
            <span className="zk-meta">{say('quotes.configure.parts', { count: line.parts })}</span>
            <Tag color={line.reasons.length > 0 ? 'red' : 'green'}>
              {say(line.reasons.length > 0 ? 'quotes.configure.wrong' : 'quotes.configure.holds')}
            </Tag>
            {isOpen && (
              <AppLink to="/quotes/configure" search={{ ids: row.id, line: line.line }}>
                {say('quotes.configure.open')}
              </AppLink>
            )}
          </p>
          <Reasons reasons={line.reasons} />
        </section>
      ))}
      {isOpen && (
        <AppLink to="/quotes/configure" search={{ ids: row.id }}>
          {say('quotes.configure.add')}
        </AppLink>
      )}
    </div>
  )
}
