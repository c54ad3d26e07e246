import { call, read } from '../data/api.ts'
import type { AggregateQuestion } from '../data/use-aggregate.ts'
import { type ListQuestion, listQuery } from '../data/use-list.ts'
import { pluralOf } from '../data/use-meta.ts'

export type Explained = Readonly<{ sql: string; params: readonly unknown[]; notes?: readonly (string | null)[] }>
export type SqlAsk = ListQuestion | AggregateQuestion

/** The statement behind a list or a figure. */
export async function explain(ask: SqlAsk, at: { asOf?: string }): Promise<Explained> {
  const path = `/${pluralOf(ask.object)}`
  if (!('measures' in ask)) return read<Explained>(path, { ...listQuery(ask), ...at, explain: 'sql' })
  const { object: _object, ...question } = ask
  return (await call<Explained>('POST', `${path}/aggregate`, { query: { explain: 'sql' }, body: { ...question, ...at } })).body
}
