import {
  AppLink,
  type LinkValue,
  listAddress,
  type PanelProps,
  type Row,
  recordAddress,
  Tag,
  useAggregate,
  useFormat,
  useMeta,
  useObject,
  useTexts,
} from '#kernel/web'
import './rivals.css'

const most = 50

/** Who has a say in the deal, how he stands to it, and when somebody last spoke to him, about whatever it was; of the follow-ups that the reader sees. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const followUps = useObject('followUp')?.plural ?? ''
  const fields = useMeta().objects.dealContact?.fields
  const people = ((row.people as readonly Row[] | null | undefined) ?? []).slice(0, most)
  const ids = [...new Set(people.flatMap(({ contact }) => (contact as LinkValue | null)?.id ?? []))]
  const { data } = useAggregate(
    { object: 'followUp', by: ['contact'], measures: { at: { max: 'happenedAt' } }, filter: { contact: { in: ids } }, limit: most },
    { enabled: ids.length > 0 },
  )
  if (people.length === 0) return <p className="zk-meta">{say('sales.say.none')}</p>
  if (!data) return null
  const lastOf = new Map(data.rows.map((one) => [(one.contact as LinkValue | null)?.id, String(one.at)]))
  return (
    <ul className="zk-rivals">
      {people.map((one) => {
        const contact = one.contact as LinkValue | null
        const last = lastOf.get(contact?.id)
        return (
          <li key={one.id}>
            <AppLink to={recordAddress('contacts', String(contact?.id))}>{String(contact?.title ?? '')}</AppLink>
            {(['role', 'stance'] as const).map((name) => {
              const option = fields?.[name]?.options.choices?.find(({ key }) => key === one[name])
              return (
                option && (
                  <Tag key={name} color={option.color as never}>
                    {option.label}
                  </Tag>
                )
              )
            })}
            {last ? (
              <AppLink to={listAddress(followUps)} search={{ filter: { contact: contact?.id } }}>
                {say('sales.say.last', { day: format.moment(last) })}
              </AppLink>
            ) : (
              <span className="zk-meta">{say('sales.say.never')}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
