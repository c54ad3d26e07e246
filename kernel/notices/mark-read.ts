import { sql } from '../db/sql.ts'
import type { Engine, Session } from '../engine-types.ts'

/** Marks some of a person's notices as read, or all up to now; it stands in no history. Answers how many were unread. */
export async function markRead({ database }: Engine, { workspace, actor }: Session, ids: readonly string[] | 'all'): Promise<number> {
  const which = ids === 'all' ? sql`bell` : sql`id = ANY(${ids}::uuid[])`
  return database.write(workspace).affected(sql`UPDATE ${sql.id(workspace.schema, 'notice')} SET read_at = now()
    WHERE person = ${actor.memberId}::uuid AND read_at IS NULL AND ${which}`)
}

const keptDays = { read: 90, unread: 365 } as const

/** Removes read notices after 90 days and unread ones after a year. Answers how many. */
export const trimNotices = (
  { database }: Pick<Engine, 'database'>,
  { workspace, now }: { workspace: Session['workspace']; now: Date },
): Promise<number> =>
  database.write(workspace).affected(sql`DELETE FROM ${sql.id(workspace.schema, 'notice')}
    WHERE at < ${now.toISOString()}::timestamptz - make_interval(days => CASE WHEN read_at IS NULL THEN ${keptDays.unread}::int ELSE ${keptDays.read}::int END)
      AND at < ${now.toISOString()}::timestamptz - make_interval(days => ${keptDays.read}::int)`)
