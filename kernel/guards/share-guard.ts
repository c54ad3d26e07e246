import { followersOf } from '../access/followed.ts'
import { isShareable } from '../access/shareable.ts'
import { sql } from '../db/sql.ts'
import { failWith, type Issue } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import type { WorkState } from '../records/state.ts'
import type { Guard } from './guards.ts'

type Stored = Readonly<{ object: string; kind: string; grantee: string; along: string | null }>

/** A share names an object that can be shared and somebody there is, and what goes along follows it. Whether the record is there is not asked: it may come back out of the bin. */
export const shareGuard: Guard = {
  object: 'share',
  async check(state, touched) {
    const ids = touched.filter(({ kind }) => kind !== 'remove').map(({ id }) => id)
    if (ids.length === 0) return
    const { tx, session } = state
    const rows = await tx.query(sql`SELECT DISTINCT object, grantee_kind AS kind, grantee_id AS grantee, along::text AS along
      FROM ${sql.id(session.workspace.schema, 'share')} WHERE id = ANY(${ids}::uuid[])`)
    const stored = rows as unknown as readonly Stored[]
    const known = await knownGrantees(state, stored)
    const issues = stored.flatMap((share): Issue[] => [
      ...(mayBeShared(state, share.object) ? [] : [{ path: 'object', code: 'kernel.bad-value', details: { want: 'object' } }]),
      ...(known.has(`${share.kind} ${share.grantee}`)
        ? []
        : [{ path: 'grantee', code: 'kernel.bad-value', details: { reason: 'no-such-record', object: share.kind } }]),
      ...(mayGoAlong(state, share) ? [] : [{ path: 'along', code: 'kernel.bad-value', details: { want: 'object' } }]),
    ])
    if (issues.length > 0) failWith('kernel.invalid', issues)
  },
}

const mayBeShared = ({ catalog }: WorkState, name: string): boolean =>
  Object.hasOwn(catalog.objects, name) && isShareable(catalog.objects[name]!)

/** Nothing is said, or a list of objects that follow the shared one. */
function mayGoAlong({ catalog }: WorkState, { object, along }: Stored): boolean {
  const names = along === null ? [] : (JSON.parse(along) as unknown)
  return Array.isArray(names) && names.every((name) => followersOf(catalog, object).includes(name))
}

async function knownGrantees({ tx, session, catalog }: WorkState, shares: readonly Stored[]): Promise<ReadonlySet<string>> {
  const idsOf = (kind: string) => shares.filter((share) => share.kind === kind && isUuid(share.grantee)).map(({ grantee }) => grantee)
  const table = (name: string) => sql.id(session.workspace.schema, name)
  const rows = await tx.query(sql`SELECT 'person' AS kind, id FROM ${table('member')} WHERE id = ANY(${idsOf('person')}::uuid[])
    UNION ALL SELECT 'department', id FROM ${table('department')} WHERE id = ANY(${idsOf('department')}::uuid[])`)
  const roles = catalog.objects.member!.fields.roles!
  const keys = roles.type.choices?.(roles.options).map(({ key }) => `role ${key}`) ?? []
  return new Set([...rows.map((row) => `${String(row.kind)} ${String(row.id)}`), ...keys])
}
