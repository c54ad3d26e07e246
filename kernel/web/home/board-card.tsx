import type { ObjectMeta } from '../data/meta-types.ts'
import { toAmount, useAggregate } from '../data/use-aggregate.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress } from '../parts/app-link.tsx'
import { Icon } from '../parts/icon.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import { openFilter } from './open-filter.ts'

type Group = Readonly<{ key: string; label: string; count: number; sum: number }>

/** My open records of an object by the field of its board: count and sum of each column; every bar opens its rows. */
export function BoardCard({ object }: Readonly<{ object: ObjectMeta }>) {
  const say = useTexts()
  const format = useFormat()
  const { by, sum } = object.views.board as NonNullable<ObjectMeta['views']['board']>
  const filter = { owner: 'me', ...openFilter(object) }
  const measures = { n: 'count' as const, ...(sum ? { total: { sum } } : {}) }
  const { data } = useAggregate({ object: object.name, by: [by], measures, filter })
  const choices = object.fields[by]?.options.choices ?? []
  const groups: Group[] = choices.flatMap(({ key, label }) => {
    const row = data?.rows.find((one) => one[by] === key)
    return row ? [{ key, label, count: Number(row['n'] ?? 0), sum: toAmount(row['total']) }] : []
  })
  const count = groups.reduce((all, group) => all + group.count, 0)
  const total = groups.reduce((all, group) => all + group.sum, 0)
  const most = Math.max(1, ...groups.map((group) => (sum ? group.sum : group.count)))
  const to = listAddress(object.plural)
  return (
    <section className="zk-card">
      <div className="zk-card-head">
        <Icon name={object.icon} />
        <AppLink to={to} search={{ tab: 'mine', filter: openFilter(object) }} className="zk-quiet-link">
          {say('home.mine', { objects: object.labelPlural })}
        </AppLink>
        <span className="zk-meta">{format.number(count)}</span>
        {sum && <span className="zk-end">{format.moneyShort(total)}</span>}
      </div>
      {!data && <div className="zk-home-pad"><SkeletonLines lines={5} /></div>}
      {data && groups.length === 0 && <p className="zk-home-none">{say('home.none', { objects: object.labelPlural })}</p>}
      {groups.length > 0 && (
        <ul className="zk-bars">
          {groups.map((group) => (
            <li key={group.key}>
              <AppLink to={to} search={{ tab: 'mine', filter: { [by]: group.key } }}>
                <span className="zk-clip">{group.label}</span>
                <svg className="zk-bar" preserveAspectRatio="none" viewBox="0 0 100 1" aria-hidden="true">
                  <rect width={Math.max(1, ((sum ? group.sum : group.count) / most) * 100)} height="1" />
                </svg>
                <span className="zk-number zk-meta">{format.number(group.count)}</span>
                {sum && <span className="zk-number">{format.moneyShort(group.sum)}</span>}
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
