import { AppLink, recordAddress, Tag, type TimelineEntryProps, useFormat } from '#kernel/web'

/** What a customer said, as it stands in his timeline: of which kind, how satisfied, whether it is answered. */
export function Entry({ object, row }: TimelineEntryProps) {
  const format = useFormat()
  const at = String(row.createdAt)
  const optionOf = (name: string) => object.fields[name]?.options.choices?.find(({ key }) => key === row[name])
  const [kind, state] = [optionOf('kind'), optionOf('state')]
  return (
    <>
      <p className="zk-tl-line" data-feedback>
        <span>{object.label}</span>
        <AppLink to={recordAddress(object.plural, row.id)} className="zk-strong zk-clip">
          {String(row.subject)}
        </AppLink>
        {kind && <Tag color={kind.color as never}>{kind.label}</Tag>}
        {typeof row.satisfaction === 'number' && <span className="zk-nowrap">{`${row.satisfaction}/5`}</span>}
        {state && <Tag color={state.color as never}>{state.label}</Tag>}
        <time dateTime={at} title={format.moment(at)}>
          {format.time(at)}
        </time>
      </p>
      {row.said !== null && row.said !== undefined && <p>{String(row.said)}</p>}
    </>
  )
}
