import { AppLink, recordAddress, type TimelineEntryProps, useFormat, useTexts } from '#kernel/web'
import './forms.css'

/** One time somebody came to us, as it stands in the timeline of the lead. */
export function Entry({ object, row }: TimelineEntryProps) {
  const say = useTexts()
  const format = useFormat()
  const at = String(row.at)
  const campaign = [row.utmSource, row.utmMedium, row.utmCampaign].filter(Boolean).join(' · ')
  return (
    <>
      <p className="zk-tl-line">
        <span>{say(row.isFirst ? 'forms.touch.first' : 'forms.touch.again')}</span>
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-strong zk-clip">
          {String(row.subject)}
        </AppLink>
        {row.source !== null && row.source !== undefined && <span>{say(`leadTouch.source.${String(row.source)}`)}</span>}
        <time dateTime={at} title={format.moment(at)}>
          {format.time(at)}
        </time>
      </p>
      {campaign !== '' && <p className="zk-forms-muted">{campaign}</p>}
      {row.said !== null && row.said !== undefined && <p className="zk-forms-said">{String(row.said)}</p>}
    </>
  )
}
