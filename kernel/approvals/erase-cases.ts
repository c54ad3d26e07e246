import { type Sql, sql } from '../db/sql.ts'
import { objectOf } from '../records/open-work.ts'
import type { Scope } from '../records/state.ts'
import { forgetShut } from './shut-values.ts'

const emptied = (change: Sql): Sql =>
  sql`jsonb_set(${change}, '{call}', (${change} -> 'call') || '{"values": {}, "input": {}}') || '{"differs": {}, "facts": {}, "withheld": {}}'`

/**
 * What waited, or was decided, about records of a person is emptied, and in every former version of it: approved afterwards, it changes nothing. Of a record that is to be made and
 * mentions the person, what is kept shut goes too; the mentions are cut out with all others. Answers how many cases it was.
 */
export async function eraseCases(
  scope: Scope,
  { records, pattern }: Readonly<{ records: readonly string[]; pattern: string }>,
): Promise<number> {
  const { tx, session } = scope.state
  const { schema, id } = session.workspace
  const at = (name: string) => sql.id(schema, name)
  const { columns } = objectOf(scope.state, 'approvalCase').fields.shut!
  const open = sql.join(columns.map(({ name }) => sql`${sql.id(name)} = NULL`))
  const own = await tx.query(sql`UPDATE ${at('approval_case')} c SET change = ${emptied(sql.raw('c.change'))}, ${open}
    WHERE c.record_id = ANY(${[...records]}::uuid[]) AND c.change IS NOT NULL RETURNING c.id`)
  const made = await tx.query(sql`UPDATE ${at('approval_case')} c SET ${open}
    WHERE c.shut IS NOT NULL AND c.change -> 'call' ->> 'does' = 'create' AND c.change::text ~* ${pattern}::text RETURNING c.id`)
  const ids = own.map((row) => String(row.id))
  await forgetShut(scope, [...ids, ...made.map((row) => String(row.id))])
  await tx.affected(sql`UPDATE ${at('change')} c SET was = jsonb_set(c.was, '{change}', ${emptied(sql.raw(`(c.was -> 'change')`))})
    WHERE c.record_id = ANY(${ids}::uuid[]) AND c.object = 'approvalCase' AND c.workspace_id = ${id}::int AND jsonb_typeof(c.was -> 'change') = 'object'`)
  await tx.affected(sql`UPDATE ${at('approval_note')} n SET differs = NULL WHERE n.case_id = ANY(${ids}::uuid[])`)
  return ids.length + made.length
}
