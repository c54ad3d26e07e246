import { isProviderUrl } from '../accounts/providers/oidc.ts'
import { sql } from '../db/sql.ts'
import { failWith } from '../model/fault.ts'
import type { Guard } from './guards.ts'

/** What a provider signs goes over https; one on this machine may do without. */
export const providerGuard: Guard = {
  object: 'identityProvider',
  async check({ tx, session }, touched) {
    const ids = touched.filter(({ kind }) => kind !== 'remove').map(({ id }) => id)
    if (ids.length === 0) return
    const rows = await tx.query(
      sql`SELECT issuer FROM ${sql.id(session.workspace.schema, 'identity_provider')} WHERE id = ANY(${ids}::uuid[])`,
    )
    if (rows.some((row) => !isProviderUrl(String(row.issuer))))
      failWith('kernel.bad-value', [{ path: 'issuer', code: 'kernel.bad-value', details: { want: 'issuer' } }])
  },
}
