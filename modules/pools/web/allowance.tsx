import { type LinkValue, type PanelProps, SkeletonLines, useAsked, useFormat, useTexts } from '#kernel/web'
import './pools.css'

type Left = Readonly<{ limit: string; used: number; most: number; by: string; until: string | null }>
type Allowance = Readonly<{ limits: readonly Left[]; barrier: string | null; until: string | null }>

/** What somebody may still claim, said before he presses: how much of each limit is used, and whether this record can be claimed now, else from when. */
export function Panel({ object, row }: PanelProps) {
  const say = useTexts()
  const isPool = object.name === 'pool'
  if (!isPool && !(row.pool as LinkValue | null)) return <p data-in-no-pool>{say('pools.allowance.in-none')}</p>
  return <InPool object={object.name} id={row.id} isPool={isPool} />
}

function InPool({ object, id, isPool }: Readonly<{ object: string; id: string; isPool: boolean }>) {
  const say = useTexts()
  const { data, error } = useAsked<Allowance>('pools.allowance', { object, input: { [object]: id } })
  if (error) return <p className="zk-meta">{error.message}</p>
  if (!data) return <SkeletonLines lines={2} />
  const { limits, barrier, until } = data
  return (
    <div className="zk-allowance" data-allowance>
      {!isPool && <Now barrier={barrier} until={until} />}
      {limits.map((one) => (
        <Limit key={one.limit} of={one} />
      ))}
      {limits.length === 0 && <p className="zk-meta">{say('pools.allowance.no-limit')}</p>}
    </div>
  )
}

function Now({ barrier, until }: Pick<Allowance, 'barrier' | 'until'>) {
  const say = useTexts()
  const format = useFormat()
  if (!barrier || !until) return <p>{say('pools.allowance.free')}</p>
  const at = until.includes('T') ? format.moment(until) : format.day(until)
  return <p className="zk-allowance-none">{say(`pools.allowance.${barrier === 'pools.waiting' ? 'waiting' : 'cooling'}`, { at })}</p>
}

function Limit({ of: { limit, used, most, by, until } }: Readonly<{ of: Left }>) {
  const say = useTexts()
  const format = useFormat()
  const counts = { used: format.number(used), most: format.number(most) }
  return (
    <p className="zk-allowance-row" data-limit={limit}>
      <span className={used >= most ? 'zk-allowance-none' : ''}>
        {say(`pools.allowance.${limit}`, counts)}
        {until && ` ${say('pools.allowance.again', { at: format.day(until) })}`}
      </span>
      <span className="zk-meta">{by}</span>
    </p>
  )
}
