import { sql } from '../../db/sql.ts'
import { seal, unseal } from '../../sealing/seal.ts'
import type { Control, Parts } from '../parts.ts'
import { type ProviderPlace, readSecret } from './client-secrets.ts'
import { leaveOidc } from './oidc.ts'
import type { ProviderClient } from './provider-sign-in.ts'

/** The session at the provider behind one of ours that has just ended. */
export type Left = ProviderPlace & Readonly<{ idToken: string }>

const sealOf = ({ providerId, workspaceId }: ProviderPlace) => ({ purpose: 'token of a provider', place: `${workspaceId} ${providerId}` })

/** What a session keeps of its provider, so that it can be left there too. */
export const keptOf = (secret: string, place: ProviderPlace, idToken: string) => ({
  id: place.providerId,
  idToken: seal(secret, sealOf(place), idToken),
})

/** Which provider opened a session; null for another way in, or where its token cannot be read any more. */
export async function providerOf(control: Control, secret: string, sessionId: string): Promise<Left | null> {
  const [row] = await control.query(
    sql`SELECT provider_id, only_workspace_id, id_token FROM control.session WHERE id = ${sessionId} AND id_token IS NOT NULL`,
  )
  if (!row) return null
  const place = { providerId: String(row.provider_id), workspaceId: Number(row.only_workspace_id) }
  const idToken = unseal(secret, sealOf(place), String(row.id_token))
  return idToken === null ? null : { ...place, idToken }
}

/** Signing out at the provider as well. */
export const providerSignOut = ({ o }: Parts) => {
  const back = new URL('/', o.publicUrl).href
  return {
    /** Where the provider sends browsers after signing out; to be entered there. */
    providerReturn: back,
    /** Where the browser goes to be signed out there too; null where the provider has no such address or does not answer. */
    leaveProvider: async (client: ProviderClient, idToken: string): Promise<string | null> =>
      leaveOidc({ ...client, clientSecret: await readSecret(o.database.control, o.secret, client) }, { idToken, back }).catch(() => null),
  }
}
