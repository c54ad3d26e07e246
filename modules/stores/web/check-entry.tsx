import { AppLink, recordAddress, Tag, type TimelineEntryProps, useFormat, useTexts } from '#kernel/web'

/** A check as it stands in the timeline of its store: how it looked there, and what was missing. */
export function Entry({ object, row }: TimelineEntryProps) {
  const say = useTexts()
  const format = useFormat()
  const at = String(row.createdAt)
  const rating = object.fields.rating?.options.choices?.find(({ key }) => key === row.rating)
  const found = (['outOfStock', 'priceDeviations'] as const).filter((name) => Number(row[name] ?? 0) > 0)
  return (
    <>
      <p className="zk-tl-line">
        <span>{object.label}</span>
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-strong zk-clip">
          {format.day(String(row.checkedOn))}
        </AppLink>
        {rating && <Tag color={rating.color as never}>{rating.label}</Tag>}
        <time dateTime={at} title={format.moment(at)}>
          {format.time(at)}
        </time>
      </p>
      {found.length > 0 && (
        <p className="zk-meta">{found.map((name) => say(`stores.entry.${name}`, { count: Number(row[name]) })).join(' · ')}</p>
      )}
      {row.remark !== null && row.remark !== undefined && <p>{String(row.remark)}</p>}
    </>
  )
}
