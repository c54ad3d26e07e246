import { sql } from '../db/sql.ts'
import { failWith } from '../model/fault.ts'
import { readAddresses } from '../sign-in/addresses.ts'
import type { Guard } from './guards.ts'

/** The addresses of a rule for signing in can be read: one that cannot would shut everybody out. */
export const signInGuard: Guard = {
  object: 'signInPolicy',
  async check({ tx, session }, touched) {
    const ids = touched.filter(({ kind }) => kind !== 'remove').map(({ id }) => id)
    if (ids.length === 0) return
    const rows = await tx.query(
      sql`SELECT addresses FROM ${sql.id(session.workspace.schema, 'sign_in_policy')} WHERE id = ANY(${ids}::uuid[])`,
    )
    if (rows.some((row) => readAddresses(String(row.addresses ?? '')) === null))
      failWith('kernel.bad-value', [{ path: 'addresses', code: 'kernel.bad-value', details: { want: 'addresses' } }])
  },
}
