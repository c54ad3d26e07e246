import { AppLink, recordAddress, Tag, type TimelineEntryProps, titleOf, useFormat } from '#kernel/web'

type Money = Readonly<{ amount: number | string; currency: string }>
const isMoney = (value: unknown): value is Money => typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value

/** One step of buying as it stands in a timeline: what it was, for how much, how it stands. */
export function Entry({ object, row }: TimelineEntryProps) {
  const format = useFormat()
  const at = String(row.createdAt)
  const path = object.fields[object.views.path ?? '']
  const state = path?.options.choices?.find(({ key }) => key === row[path.name])
  return (
    <p className="zk-tl-line" data-step={object.name}>
      <span>{object.label}</span>
      <AppLink to={recordAddress(object.plural, row.id)} className="zk-strong zk-clip">
        {titleOf(object, row)}
      </AppLink>
      {isMoney(row.amount) && <span className="zk-nowrap">{format.money(Number(row.amount.amount), row.amount.currency)}</span>}
      {state && <Tag color={state.color as never}>{state.label}</Tag>}
      <time dateTime={at} title={format.moment(at)}>
        {format.time(at)}
      </time>
    </p>
  )
}
