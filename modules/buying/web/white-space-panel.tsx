import {
  type AggregateQuestion,
  AppLink,
  type LinkValue,
  listAddress,
  type PanelProps,
  recordAddress,
  toAmount,
  useAggregate,
  useFormat,
  useList,
  useMeta,
  useObject,
  useTexts,
} from '#kernel/web'
import { type Answer, type Cell, gridOf, groupOf, most, openDeals, type Question, questionsOf } from './white-space.ts'

/** The customer of the plan and all below it against our product lines: what each bought and when last, what is open, and what nobody sold yet. */
export function Panel({ row }: PanelProps) {
  const { id } = row.account as LinkValue
  return <Table account={id} />
}

function useAnswer(question: Question): readonly Answer[] {
  const isKnown = Boolean(useObject(question.object))
  return (useAggregate(question as AggregateQuestion, { enabled: isKnown }).data?.rows ?? []) as readonly Answer[]
}

function useGrid(account: string) {
  const [orders, contracts, won, open] = questionsOf(account) as [Question, Question, Question, Question]
  return gridOf([useAnswer(orders), useAnswer(contracts), useAnswer(won), useAnswer(open)], toAmount)
}

function Table({ account }: Readonly<{ account: string }>) {
  const say = useTexts()
  const at = useGrid(account)
  const customers = useList({ object: 'account', filter: groupOf(account), sort: ['name'], fields: ['id', 'name'], limit: most })
  const lines = useList({
    object: 'productCategory',
    filter: { parent: { empty: true } },
    sort: ['name'],
    fields: ['id', 'name'],
    limit: most,
  })
  if (lines.rows.length === 0) return <p className="zk-meta zk-small">{say('buying.white-space.none')}</p>
  const own = customers.rows.filter(({ id }) => id === account)
  return (
    <>
      <div className="zk-table-place" data-white-space>
        <table className="zk-table">
          <thead>
            <tr>
              <th scope="col">{say('buying.white-space.customer')}</th>
              {lines.rows.map(({ id, name }) => (
                <th key={id} scope="col" className="zk-number">
                  {String(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...own, ...customers.rows.filter(({ id }) => id !== account)].map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">
                  <AppLink to={recordAddress('accounts', id)}>{String(name)}</AppLink>
                </th>
                {lines.rows.map((line) => (
                  <td key={line.id} className="zk-number">
                    <Square cell={at(id, line.id)} deals={openDeals(id, line.id)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="zk-meta zk-small">{say('buying.white-space.note', { most })}</p>
    </>
  )
}

function Square({ cell, deals }: Readonly<{ cell: Cell | undefined; deals: Readonly<Record<string, unknown>> }>) {
  const say = useTexts()
  const format = useFormat()
  const { currency } = useMeta().workspace
  if (!cell) return <span className="zk-meta">–</span>
  return (
    <>
      {cell.bought !== null && <div>{format.money(cell.bought, currency)}</div>}
      {cell.last && <div className="zk-meta zk-small">{format.day(cell.last)}</div>}
      {cell.open !== null && (
        <AppLink to={listAddress('opportunities')} search={{ filter: deals }}>
          {say('buying.white-space.open', { amount: format.money(cell.open, currency) })}
        </AppLink>
      )}
    </>
  )
}
