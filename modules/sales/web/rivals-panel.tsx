import { AppLink, type LinkValue, listAddress, type PanelProps, recordAddress, useAggregate, useTexts } from '#kernel/web'
import './rivals.css'

const results = ['there', 'wonAgainst', 'lostTo', 'lostBoth', 'withdrew'] as const

/** Which competitors are met at a customer, and how it ended with each of them; of the deals that the reader sees. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const { data } = useAggregate({
    object: 'dealRival',
    by: ['competitor'],
    measures: { n: 'count', ...Object.fromEntries(results.map((result) => [result, { count: 'id', filter: { result } }])) },
    filter: { 'opportunity.account': row.id },
    sort: ['-n'],
    limit: 50,
  })
  if (!data) return null
  if (data.rows.length === 0) return <p className="zk-meta">{say('sales.rivals.none')}</p>
  return (
    <ul className="zk-rivals">
      {data.rows.map((one) => {
        const rival = one.competitor as LinkValue | null
        const met = (result: string) => ({ account: row.id, rivals: { some: { competitor: rival?.id, result } } })
        return (
          <li key={rival?.id}>
            <AppLink to={recordAddress('competitors', String(rival?.id))}>{String(rival?.title ?? '')}</AppLink>
            {results
              .filter((result) => Number(one[result]) > 0)
              .map((result) => (
                <AppLink key={result} to={listAddress('opportunities')} search={{ filter: met(result) }}>
                  {say(`dealRival.result.${result}`)} {Number(one[result])}
                </AppLink>
              ))}
          </li>
        )
      })}
    </ul>
  )
}
