import { AppLink, recordAddress, type TimelineEntryProps, useFormat, useTexts } from '#kernel/web'

/** One visit to a site of ours, as it stands in the timeline of the person. */
export function Entry({ object, row }: TimelineEntryProps) {
  const say = useTexts()
  const format = useFormat()
  const at = String(row.lastAt)
  const campaign = [row.utmSource, row.utmCampaign].filter(Boolean).join(' · ')
  return (
    <>
      <p className="zk-tl-line">
        <span>{say('website.entry', { count: Number(row.pageCount ?? 1) })}</span>
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-strong zk-clip">
          {String(row.lastPage ?? row.subject)}
        </AppLink>
        <time dateTime={at} title={format.moment(at)}>
          {format.time(at)}
        </time>
      </p>
      {campaign !== '' && <p className="zk-meta">{campaign}</p>}
    </>
  )
}
