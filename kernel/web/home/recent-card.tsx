import { useCount, useList } from '../data/use-list.ts'
import { titleOf } from '../data/use-meta.ts'
import { useSignedIn } from '../data/use-session.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, listAddress, recordAddress } from '../parts/app-link.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Icon, isAboutPeople } from '../parts/icon.tsx'
import { SkeletonLines } from '../parts/skeleton.tsx'
import type { TileProps } from './tile-props.ts'

const usualRows = 6

/** The records of an object that I changed last, or anybody where I changed none. */
export function RecentCard({ tile, object }: TileProps) {
  const say = useTexts()
  const format = useFormat()
  const { person } = useSignedIn()
  const own = { updatedBy: person.id }
  const { data: count } = useCount({ object: object.name, filter: own })
  const isOwn = count && count.value > 0
  const filter = isOwn ? own : {}
  const question = {
    object: object.name,
    filter,
    sort: ['-updatedAt'],
    fields: [object.title, 'updatedAt'],
    limit: typeof tile.limit === 'number' ? tile.limit : usualRows,
  }
  const { rows, isPending } = useList(question, { enabled: count !== undefined })
  return (
    <section className="zk-card">
      <div className="zk-card-head">
        <Icon name={object.icon} />
        <AppLink to={listAddress(object.plural)} search={{ filter, sort: '-updatedAt' }} className="zk-quiet-link">
          {tile.label ?? say(isOwn ? 'home.recent' : 'home.latest', { objects: object.labelPlural })}
        </AppLink>
      </div>
      {isPending && (
        <div className="zk-home-pad">
          <SkeletonLines lines={4} />
        </div>
      )}
      {!isPending && rows.length === 0 && <p className="zk-home-none">{say('home.recent.none')}</p>}
      <ul className="zk-recent">
        {rows.map((row) => (
          <li key={row.id}>
            <AppLink to={recordAddress(object.plural, row.id)} className="zk-row">
              <Avatar name={titleOf(object, row)} id={row.id} shape={isAboutPeople(object.icon) ? 'round' : 'square'} />
              <span className="zk-clip zk-grow">{titleOf(object, row)}</span>
              <time className="zk-meta zk-small zk-date" dateTime={String(row.updatedAt)} title={format.moment(String(row.updatedAt))}>
                {format.momentRelative(String(row.updatedAt))}
              </time>
            </AppLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
