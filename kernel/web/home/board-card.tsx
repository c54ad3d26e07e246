import type { ObjectMeta } from '../data/meta-types.ts'
import { toAmount, useAggregate } from '../data/use-aggregate.ts'
import { useCount } from '../data/use-list.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { openFilter } from './open-filter.ts'
import type { TileProps } from './tile-props.ts'

type Group = Readonly<{ key: string; label: string; count: number; sum: number }>
type Board = NonNullable<ObjectMeta['views']['board']>

/** Columns of the board with what stands in them: my open records, or everybody's where none is mine. */
function useGroups(object: ObjectMeta, { by, sum }: Board, isMine: boolean | undefined) {
  const measures = { n: 'count' as const, ...(sum ? { total: { sum } } : {}) }
  const filter = { ...(isMine ? { owner: 'me' } : {}), ...openFilter(object) }
  const { data } = useAggregate({ object: object.name, by: [by], measures, filter }, { enabled: isMine !== undefined })
  const choices = object.fields[by]?.options.choices ?? []
  const groups: Group[] = choices.flatMap(({ key, label }) => {
    const row = data?.rows.find((one) => one[by] === key)
    return row ? [{ key, label, count: Number(row.n ?? 0), sum: toAmount(row.total) }] : []
  })
  return { groups, isPending: !data }
}

function Bars({ object, groups, tab }: Readonly<{ object: ObjectMeta; groups: readonly Group[]; tab: Readonly<Record<string, unknown>> }>) {
  const format = useFormat()
  const { by, sum } = object.views.board as Board
  const size = (group: Group) => (sum ? group.sum : group.count)
  const most = Math.max(1, ...groups.map(size))
  return (
    <ul className={`zk-home-bars${sum ? '' : ' zk-home-counts'}`}>
      {groups.map((group) => (
        <li key={group.key}>
          <AppLink to={listAddress(object.plural)} search={{ ...tab, filter: { [by]: group.key } }}>
            <span className="zk-clip" title={group.label}>
              {group.label}
            </span>
            <svg className="zk-bar" preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden="true">
              <rect width={Math.max(1, (size(group) / most) * 100)} height="1" />
            </svg>
            <span className="zk-number zk-meta">{format.number(group.count)}</span>
            {sum && <span className="zk-number">{format.moneyShort(group.sum)}</span>}
          </AppLink>
        </li>
      ))}
    </ul>
  )
}

/** Open records of an object by the field of its board: count and sum of each column; every bar opens its rows. */
export function BoardCard({ tile, object }: TileProps) {
  return object.views.board ? <Board tile={tile} object={object} /> : null
}

function Board({ tile, object }: TileProps) {
  const say = useTexts()
  const format = useFormat()
  const { data: mine } = useCount({ object: object.name, filter: { owner: 'me', ...openFilter(object) } })
  const isMine = mine && mine.value > 0
  const board = object.views.board as Board
  const { groups, isPending } = useGroups(object, board, isMine)
  const sums = groups.reduce((all, group) => ({ count: all.count + group.count, sum: all.sum + group.sum }), { count: 0, sum: 0 })
  const tab = isMine ? { tab: 'mine' } : {}
  return (
    <section className="zk-card">
      <div className="zk-card-head">
        <Icon name={object.icon} />
        <AppLink to={listAddress(object.plural)} search={{ ...tab, filter: openFilter(object) }} className="zk-quiet-link">
          {tile.label ?? say(isMine ? 'home.mine' : 'home.all', { objects: object.labelPlural })}
        </AppLink>
        <span className="zk-meta">{!isPending && format.number(sums.count)}</span>
        {board.sum && !isPending && <span className="zk-end">{format.moneyShort(sums.sum)}</span>}
      </div>
      {isPending ? (
        <div className="zk-home-pad">
          <SkeletonLines lines={5} />
        </div>
      ) : groups.length === 0 ? (
        <p className="zk-home-none">{say('home.none', { objects: object.labelPlural })}</p>
      ) : (
        <Bars object={object} groups={groups} tab={tab} />
      )}
    </section>
  )
}
