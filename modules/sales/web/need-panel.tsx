import { AppLink, type LinkValue, listAddress, type PanelProps, recordAddress, useFormat, useList, useObject, useTexts } from '#kernel/web'
import './advice.css'

const shown = 10

/** What is needed and how we meet it, beside what was heard of the customer's needs in follow-ups. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const followUps = useObject('followUp')?.plural ?? ''
  const customer = (row.account as LinkValue | null)?.id
  const about = { or: [{ opportunity: row.id }, ...(customer ? [{ account: customer }] : [])] }
  const filter = { and: [{ need: { empty: false } }, about] }
  const { rows } = useList({
    object: 'followUp',
    filter,
    sort: ['-happenedAt'],
    fields: ['id', 'need', 'needProduct', 'happenedAt'],
    limit: shown,
  })
  return (
    <div className="zk-advice">
      <dl>
        {(['need', 'solution'] as const).map((name) => (
          <div key={name}>
            <dt>{say(`opportunity.${name}`)}</dt>
            <dd className="zk-advice-words">{String(row[name] ?? '') || '–'}</dd>
          </div>
        ))}
      </dl>
      {rows.length === 0 ? (
        <p className="zk-meta">{say('sales.need.none')}</p>
      ) : (
        <ul>
          {rows.map((one) => (
            <li key={one.id}>
              <AppLink to={recordAddress(followUps, one.id)}>{String(one.need)}</AppLink>{' '}
              <span className="zk-meta">
                {[(one.needProduct as LinkValue | null)?.title, format.day(String(one.happenedAt).slice(0, 10))]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <AppLink to={listAddress(followUps)} search={{ filter }}>
        {say('sales.need.all')}
      </AppLink>
    </div>
  )
}
