import type { Engine, Session } from '../../engine-types.ts'
import type { ImportRow } from '../import-rows.ts'
import { noTwins, type TwinExample } from './report.ts'

type Named = Readonly<{ id: string; title: string | null }>
/** Rows that look like other records, as the API answers them. `hidden` of a row: how many it looks like that the reader may not see. */
export type ShownTwins = Readonly<{
  count: number
  sure: number
  hidden: number
  inFile: number
  rows: readonly (Omit<TwinExample, 'records'> & Readonly<{ records: readonly Named[] }>)[]
}>

/** Titles are asked for under the rights of whoever looks: what was found for another person stays hidden, and is told as being there. */
export async function describeTwins(engine: Engine, session: Session, { object, report }: ImportRow): Promise<ShownTwins> {
  const { rows, ...counts } = report.twins ?? noTwins()
  const ids = [...new Set(rows.flatMap(({ records }) => records))]
  const titles = ids.length > 0 ? await titlesOf(engine, session, { object, ids }) : new Map<string, string | null>()
  return {
    ...counts,
    rows: rows.map(({ records, hidden, ...row }) => {
      const shown = records.filter((id) => titles.has(id))
      return { ...row, records: shown.map((id) => ({ id, title: titles.get(id)! })), hidden: hidden + records.length - shown.length }
    }),
  }
}

async function titlesOf(
  engine: Engine,
  session: Session,
  { object, ids }: Readonly<{ object: string; ids: readonly string[] }>,
): Promise<ReadonlyMap<string, string | null>> {
  const catalog = await engine.catalogOf(session.workspace)
  const access = await engine.accessOf(session.workspace)
  if (!access.may(session.actor, object, 'read')) return new Map()
  const { title } = catalog.objects[object]!
  const isHidden = access.fieldRight(session.actor, object, title) === 'hidden'
  const text = await engine.reads.list(session, {
    object,
    fields: ['id', ...(isHidden ? [] : [title])],
    filter: { id: { in: [...ids] } },
    limit: ids.length,
  })
  const { rows } = JSON.parse(text) as { rows: Record<string, unknown>[] }
  return new Map(rows.map((row) => [String(row.id), isHidden ? null : (row[title] as string | null)]))
}
