import { Check } from 'lucide-react'
import type { Notice } from '../data/notices.ts'
import { useMeta } from '../data/use-meta.ts'
import { webTypeOf } from '../fields/type-of.ts'
import { useFormat } from '../format/use-format.ts'
import { useTexts } from '../i18n/texts.ts'
import { AppLink, recordAddress } from '../parts/app-link.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Icon } from '../parts/icon.tsx'
import { Tag } from '../parts/tag.tsx'

type CardProps = Readonly<{ notice: Notice; onOpen(): void; onRead(): void }>

/** Who did what to which record, with what matters of it. */
export function NoticeCard({ notice, onOpen, onRead }: CardProps) {
  const say = useTexts()
  const format = useFormat()
  const object = useMeta().objects[notice.object]
  const isUnread = notice.readAt === null
  const title = notice.record?.title ?? say(notice.record ? 'field.untitled' : 'notices.gone')
  return (
    <article className={`zk-notice${isUnread ? ' zk-notice-unread' : ''}`}>
      {notice.actor ? <Avatar name={notice.actor.name} id={notice.actor.id} /> : <Icon name={object?.icon ?? 'bell'} size={20} />}
      <div className="zk-notice-body">
        <p className="zk-notice-line">
          <span className="zk-grow">{notice.text}</span>
          {notice.asks && isUnread && <Tag color="amber">{say('notices.asks')}</Tag>}
          <time className="zk-meta zk-small zk-nowrap" dateTime={notice.at} title={format.moment(notice.at)}>
            {format.time(notice.at)}
          </time>
        </p>
        {object && notice.record ? (
          <AppLink to={recordAddress(object.plural, notice.record.id)} className="zk-notice-record" onClick={onOpen}>
            {title}
          </AppLink>
        ) : (
          <span className="zk-meta">{title}</span>
        )}
        <Facts notice={notice} />
      </div>
      {isUnread && (
        <button
          type="button"
          className="zk-plain-button zk-notice-read"
          aria-label={say('notices.read')}
          title={say('notices.read')}
          onClick={onRead}
        >
          <Check size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </article>
  )
}

function Facts({ notice }: Readonly<{ notice: Notice }>) {
  const object = useMeta().objects[notice.object]
  const known = Object.entries(notice.facts).flatMap(([name, value]) => {
    const field = object?.fields[name]
    return field && value !== null && value !== undefined && value !== '' ? [{ field, value }] : []
  })
  if (!object || known.length === 0) return null
  return (
    <p className="zk-notice-facts">
      {known.map(({ field, value }) => {
        const { Cell } = webTypeOf(field)
        return (
          <span key={field.name} className="zk-notice-fact">
            <span className="zk-meta">{field.label}</span>{' '}
            {field.right === 'masked' ? String(value) : <Cell value={value} field={field} object={object.name} place="fact" />}
          </span>
        )
      })}
    </p>
  )
}
