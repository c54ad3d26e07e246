import { type Row, useFormat, useList, useTexts } from '#kernel/web'
import { amountOf } from '../rules/figures.ts'

const compared = ['description', 'quantity', 'price', 'discount', 'discountAmount', 'taxRate', 'taxMode', 'gross'] as const
type Pair = Readonly<{ key: string; before: Row | null; after: Row | null }>

/** Lines that are new, gone or different from the version before, with both values. */
export function Changes({ quote, previous }: Readonly<{ quote: string; previous: string }>) {
  const say = useTexts()
  const format = useFormat()
  const of = (id: string) => ({ object: 'quoteLine', filter: { quote: id }, sort: ['position', 'id'], limit: 500 })
  const [now, then] = [useList(of(quote)), useList(of(previous))]
  if (now.isPending || then.isPending) return null
  const wasOf = (line: Row): string | undefined => (line.was as { id: string } | null)?.id
  const kept = new Set(now.rows.flatMap((line) => wasOf(line) ?? []))
  const pairs: Pair[] = [
    ...now.rows.map((after) => ({ key: after.id, after, before: then.rows.find(({ id }) => id === wasOf(after)) ?? null })),
    ...then.rows.filter(({ id }) => !kept.has(id)).map((before) => ({ key: before.id, before, after: null })),
  ]
  const plain = (value: unknown): string => {
    const amount = amountOf(value)
    return value === null || value === undefined
      ? ''
      : typeof value === 'object' && amount !== null
        ? format.money(amount, String((value as { currency?: string }).currency))
        : String(value)
  }
  const different = pairs.flatMap((pair) => {
    const names = compared.filter((name) => plain(pair.before?.[name]) !== plain(pair.after?.[name]))
    return names.length > 0 ? [{ ...pair, names }] : []
  })
  return (
    <div className="zk-out-scroll">
      <strong>{say('quotes.out.changes')}</strong>
      {different.length === 0 ? (
        <p>{say('quotes.out.no-changes')}</p>
      ) : (
        <table>
          <tbody>
            {different.map(({ key, before, after, names }) => (
              <tr key={key}>
                <th scope="row">{plain((after ?? before)?.description)}</th>
                <td>
                  {!before
                    ? say('quotes.out.new')
                    : !after
                      ? say('quotes.out.gone')
                      : names.map((name) => (
                          <div key={name}>
                            {say(`quoteLine.${name}`)}: {plain(before[name]) || '–'} → {plain(after[name]) || '–'}
                          </div>
                        ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
