import { AppLink, listAddress, type PanelProps, Tag, useAggregate, useFormat, useList, useObject, useTexts } from '#kernel/web'
import './buying.css'

type Counted = Readonly<Record<string, unknown>>
const profile = [
  'kind',
  'class',
  'grade',
  'value',
  'credit',
  'relationship',
  'industry',
  'source',
  'province',
  'city',
  'headcount',
] as const

/** Who the customer is to us: what is known of it, by which way it is spoken with, where it stands, and which segments it is in and why. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const account = useObject('account')
  const followUp = useObject('followUp')
  const tags = (row.segments as readonly string[] | null) ?? []
  const { rows: segments } = useList(
    { object: 'segment', filter: { isActive: true }, sort: ['position'], fields: ['id', 'name', 'tag', 'remark'], limit: 200 },
    { enabled: tags.length > 0 },
  )
  const spoken = useAggregate(
    { object: 'followUp', by: ['kind'], measures: { n: 'count' }, filter: { account: row.id }, sort: ['-n'], limit: 3 },
    { enabled: Boolean(followUp) },
  )
  const labelOf = (field: string, value: unknown): string =>
    account?.fields[field]?.options.choices?.find(({ key }) => key === value)?.label ?? String(value)
  const known = profile.filter((name) => account?.fields[name] && row[name] !== null && row[name] !== undefined && row[name] !== '')
  const ways = ((spoken.data?.rows ?? []) as Counted[]).map(({ kind, n }) => {
    const label = followUp?.fields.kind?.options.choices?.find(({ key }) => key === kind)?.label ?? String(kind)
    return `${label} ${format.number(Number(n))}`
  })
  return (
    <div className="zk-column" data-portrait>
      <p className="zk-row zk-wrap">
        {known.map((name) => (
          <Tag key={name}>{labelOf(name, row[name])}</Tag>
        ))}
        {row.lifeCycle !== null && row.lifeCycle !== undefined && <Tag color="accent">{labelOf('lifeCycle', row.lifeCycle)}</Tag>}
        {row.rhythm !== null && row.rhythm !== undefined && <Tag color="violet">{labelOf('rhythm', row.rhythm)}</Tag>}
      </p>
      {ways.length > 0 && <p className="zk-second">{say('buying.spoken', { ways: ways.join(' · ') })}</p>}
      {tags.map((tag) => {
        const of = segments.find((one) => one.tag === tag)
        return (
          <p key={tag} className="zk-row">
            <AppLink to={listAddress('accounts')} search={{ filter: { segments: { in: [tag] } } }}>
              <Tag color="green">{tag}</Tag>
            </AppLink>
            {of && <span className="zk-second">{[of.name, of.remark].filter(Boolean).join(' · ')}</span>}
          </p>
        )
      })}
      <p className="zk-meta zk-small">{say('buying.portrait-note')}</p>
    </div>
  )
}
