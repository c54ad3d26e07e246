import { AppLink, type LinkValue, listAddress, type PanelProps, useAggregate, useFormat, useTexts } from '#kernel/web'
import './group.css'

const results = ['there', 'wonAgainst', 'lostTo', 'lostBoth', 'withdrew'] as const

/** Which competitors are met at a customer, and how it ended with each of them; of the deals that the reader sees. */
export function Panel({ row }: PanelProps) {
  const say = useTexts()
  const format = useFormat()
  const { data } = useAggregate({
    object: 'dealRival',
    by: ['competitor'],
    measures: { n: 'count', ...Object.fromEntries(results.map((result) => [result, { count: 'id', filter: { result } }])) },
    filter: { 'opportunity.account': row.id },
    sort: ['-n'],
    limit: 50,
  })
  const rows = data?.rows ?? []
  if (data && rows.length === 0) return <p className="zk-meta">{say('sales.rivals.none')}</p>
  return (
    <table className="zk-group">
      <thead>
        <tr>
          <th scope="col">{say('competitor')}</th>
          {results.map((result) => (
            <th key={result} scope="col">
              {say(`dealRival.result.${result}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => {
          const rival = one.competitor as LinkValue | null
          const address = listAddress('opportunities')
          return (
            <tr key={rival?.id}>
              <th scope="row">
                <AppLink to={`${listAddress('competitors')}/${rival?.id}`}>{String(rival?.title ?? '')}</AppLink>
              </th>
              {results.map((result) => (
                <td key={result}>
                  {Number(one[result]) > 0 ? (
                    <AppLink to={address} search={{ filter: { account: row.id, rivals: { some: { competitor: rival?.id, result } } } }}>
                      {format.number(Number(one[result]))}
                    </AppLink>
                  ) : (
                    '–'
                  )}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
