import {
  AppLink,
  type LinkValue,
  listAddress,
  type PanelProps,
  recordAddress,
  SkeletonLines,
  Tag,
  useList,
  useObject,
  useTexts,
} from '#kernel/web'

const most = 50

/** What a customer or contact likes, by kind; each opens, and leads to all who like the same. */
export function Panel({ object, row }: PanelProps) {
  const say = useTexts()
  const preference = useObject('preference')
  const { rows, isPending } = useList({
    object: 'preference',
    filter: { [object.name]: row.id },
    sort: ['kind', '-since'],
    fields: ['id', 'what', 'kind', 'since', 'contact'],
    limit: most,
  })
  if (isPending) return <SkeletonLines lines={2} />
  if (rows.length === 0) return <p className="zk-meta">{say('voices.no-preferences')}</p>
  const kinds = preference?.fields.kind?.options.choices ?? []
  return (
    <div className="zk-column" data-preferences>
      {kinds.map(({ key, label, color }) => {
        const some = rows.filter(({ kind }) => kind === key)
        if (some.length === 0) return null
        return (
          <p key={key} className="zk-row zk-wrap">
            <Tag color={color as never}>{label}</Tag>
            {some.map((one) => (
              <AppLink key={one.id} to={recordAddress('preferences', one.id)}>
                {String(one.what)}
                {object.name === 'account' && one.contact ? ` (${(one.contact as LinkValue).title})` : ''}
              </AppLink>
            ))}
          </p>
        )
      })}
      <AppLink to={listAddress('preferences')} search={{ filter: { [object.name]: row.id } }} className="zk-small">
        {say('voices.all-preferences')}
      </AppLink>
    </div>
  )
}
