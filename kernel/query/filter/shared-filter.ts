import type { Sql } from '../../db/sql.ts'
import { sql } from '../../db/sql.ts'
import { fail } from '../../model/fault.ts'
import { sharedIds } from '../statement/branches.ts'
import type { Source } from '../statement/source.ts'

/** Records that are shared with the reader, by name, by department or by role. @throws `kernel.bad-filter` for anybody but `me` */
export function compileSharedWith(source: Source, { wanted, path }: Readonly<{ wanted: unknown; path: string }>): Sql {
  const { actor } = source.build.context
  if (wanted !== 'me') return fail('kernel.bad-filter', { path, operator: 'sharedWith', want: 'me' })
  if (!actor.memberId) return sql.raw('false')
  const { memberId, departments, roles } = actor
  return sql`${source.column('id')} IN (${sharedIds(source.build, source.object.name, { way: 'shared', memberId, departments, roles, write: false })})`
}
