import { sql } from '../../db/sql.ts'
import { fail } from '../../model/fault.ts'
import { seal, unseal } from '../../sealing/seal.ts'
import type { Control } from '../parts.ts'

/** A provider of one workspace. */
export type ProviderPlace = Readonly<{ providerId: string; workspaceId: number }>

const sealPlace = ({ providerId, workspaceId }: ProviderPlace) => ({
  purpose: 'client secret of a provider',
  place: `${workspaceId} ${providerId}`,
})

export async function sealedOf(control: Control, { providerId, workspaceId }: ProviderPlace): Promise<string | null> {
  const [row] = await control.query(
    sql`SELECT sealed FROM control.provider_secret WHERE workspace_id = ${workspaceId} AND provider_id = ${providerId}::uuid`,
  )
  return row ? String(row.sealed) : null
}

export async function readSecret(control: Control, secret: string, place: ProviderPlace): Promise<string | null> {
  const sealed = await sealedOf(control, place)
  return sealed === null ? null : (unseal(secret, sealPlace(place), sealed) ?? fail('kernel.provider-unreachable', { reason: 'secret' }))
}

export async function keepSecret(
  control: Control,
  own: string,
  { secret, ...place }: ProviderPlace & { secret: string | null },
): Promise<void> {
  const { providerId, workspaceId } = place
  if (secret === null)
    return void (await control.query(
      sql`DELETE FROM control.provider_secret WHERE workspace_id = ${workspaceId} AND provider_id = ${providerId}::uuid`,
    ))
  const sealed = seal(own, sealPlace(place), secret)
  await control.query(sql`INSERT INTO control.provider_secret (workspace_id, provider_id, sealed) VALUES (${workspaceId}, ${providerId}::uuid, ${sealed})
    ON CONFLICT (workspace_id, provider_id) DO UPDATE SET sealed = excluded.sealed`)
}
