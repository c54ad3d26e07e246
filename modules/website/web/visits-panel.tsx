import {
  AppLink,
  type FieldMeta,
  listAddress,
  type ObjectMeta,
  type PanelProps,
  type Row,
  recordAddress,
  SkeletonLines,
  Tag,
  useCount,
  useFormat,
  useList,
  useTexts,
  webTypeOf,
} from '#kernel/web'
import './website.css'

const mostVisits = 3
const mostPages = 6
/** Somebody whose last page is so young may still be there. */
const nowMs = 5 * 60_000

/** When and how often somebody was on our sites, what he looked at last, and his number to call him while he is there. */
export function Panel({ object, row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const mine = { [object.name]: row.id }
  const visits = useList({
    object: 'webVisit',
    filter: mine,
    sort: ['-lastAt'],
    fields: ['id', 'subject', 'startedAt', 'lastAt', 'pageCount', 'utmSource', 'utmCampaign', 'referrer', 'contact', 'lead'],
    limit: mostVisits,
  })
  const first = useList({ object: 'webVisit', filter: mine, sort: ['startedAt'], fields: ['startedAt'], limit: 1 })
  const pages = useList({
    object: 'webPage',
    filter: { [`visit.${object.name}`]: row.id },
    sort: ['-at'],
    fields: ['id', 'name', 'address', 'at'],
    limit: mostPages,
  })
  const all = useCount({ object: 'webVisit', filter: mine })
  const recent = useCount({ object: 'webVisit', filter: { ...mine, isRecent: true } })
  if (visits.isPending || pages.isPending) return <SkeletonLines lines={3} />
  const [last] = visits.rows
  if (!last) return <p className="zk-meta">{say('website.panel.none')}</p>
  const isNow = Date.now() - Date.parse(String(last.lastAt)) < nowMs
  const phone = ['mobile', 'phone'].map((name) => object.fields[name]).find((field) => field && row[field.name])
  const origin = [last.utmSource, last.utmCampaign].filter(Boolean).join(' · ') || hostOf(last.referrer)
  return (
    <div className="zk-column" data-web-visits>
      {(isNow || phone) && (
        <p className="zk-row zk-wrap">
          {isNow && <Tag color="green">{say('website.panel.now')}</Tag>}
          {phone && <PhoneNumber field={phone} object={object} row={row} />}
        </p>
      )}
      <p title={format.moment(String(last.lastAt))}>{say('website.panel.last', { at: format.momentRelative(String(last.lastAt)) })}</p>
      <p className="zk-meta">
        {say('website.panel.often', {
          all: all.data?.value ?? 0,
          recent: recent.data?.value ?? 0,
          first: format.dayShort(String(first.rows[0]?.startedAt ?? last.startedAt).slice(0, 10)),
        })}
        {origin && ` · ${say('website.panel.origin', { origin })}`}
      </p>
      <ul className="zk-website-pages" aria-label={say('website.panel.pages')}>
        {pages.rows.map((page) => (
          <li key={page.id}>
            <span title={String(page.address)}>{String(page.name)}</span>
            <time dateTime={String(page.at)} title={format.moment(String(page.at))}>
              {format.momentRelative(String(page.at))}
            </time>
          </li>
        ))}
      </ul>
      <p className="zk-row zk-wrap zk-small">
        <AppLink to={recordAddress('web-visits', last.id)}>{say('website.panel.last-visit')}</AppLink>
        <AppLink to={listAddress('web-visits')} search={{ filter: mine }}>
          {say('website.panel.all')}
        </AppLink>
      </p>
    </div>
  )
}

/** His number to dial; of one that is masked only what is shown. */
function PhoneNumber({ field, object, row }: Readonly<{ field: FieldMeta; object: ObjectMeta; row: Row }>) {
  const say = useTexts()
  const { Cell } = webTypeOf(field)
  const value = row[field.name]
  if (field.right === 'masked') return <span>{String(value)}</span>
  return (
    <span>
      {say('website.panel.call')} <Cell value={value} field={field} object={object.name} row={row} place="fact" />
    </span>
  )
}

const hostOf = (address: unknown): string => (typeof address === 'string' && URL.canParse(address) ? new URL(address).host : '')
