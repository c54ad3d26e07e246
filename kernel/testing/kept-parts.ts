import { sql, toStatement } from '../db/sql.ts'
import type { Engine, Session } from '../engine-types.ts'
import { startWithRow } from '../query/statement/row-part.ts'

/** What answers records of an object for a reader: the very thing that is kept for the next question, and the values that stand in it. */
export type KeptPart = Readonly<{ part: object; values: readonly unknown[] }>

/** Asks as reading does, at any moment; `fields` as in a question. */
export async function keptParts(
  { catalogOf, accessOf }: Engine,
  { actor, workspace }: Session,
): Promise<(object: string, now: Date, fields?: readonly string[]) => KeptPart> {
  const [catalog, access] = await Promise.all([catalogOf(workspace), accessOf(workspace)])
  const key = () => sql`${sql.param('', 'the record')}::uuid`
  return (object, now, fields) => {
    const { part } = startWithRow({ catalog, access, workspace, actor, now }, { object, fields, asOf: undefined, key }, {})
    return { part, values: toStatement(sql`${part.columns} ${part.joins}`).values }
  }
}
