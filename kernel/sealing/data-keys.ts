import { randomBytes } from 'node:crypto'
import type { Connection, Database, Place } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { type KeyRing, openVault, type StoredKey, wrapKey } from './open-vault.ts'

const purposes = ['value', 'mark'] as const
const table = (place: Place) => sql.id(place.schema, 'data_key')

/** All keys of a workspace, shut as they lie. */
export async function readKeys(connection: Connection, place: Place): Promise<readonly StoredKey[]> {
  const rows = await connection.query(
    sql`SELECT id, purpose, wrapped, retired_at IS NOT NULL AS retired FROM ${table(place)} ORDER BY made_at, id`,
  )
  return rows.map((row) => ({
    id: String(row.id),
    purpose: row.purpose as StoredKey['purpose'],
    wrapped: String(row.wrapped),
    retired: row.retired === true,
  }))
}

/** A new key of a purpose, where there is none in use. */
export async function addKey(
  tx: Connection,
  place: Place,
  { secret, purpose }: { secret: string; purpose: StoredKey['purpose'] },
): Promise<void> {
  const id = randomBytes(6).toString('hex')
  await tx.query(sql`INSERT INTO ${table(place)} (id, purpose, wrapped, made_at)
    VALUES (${id}::text, ${purpose}::text, ${wrapKey(secret, id, randomBytes(32).toString('base64url'))}::text, now()) ON CONFLICT DO NOTHING`)
}

/** The workspace's keys, made where it has none yet. */
export async function vaultOf(database: Database, place: Place, secret: string): Promise<KeyRing> {
  const known = await readKeys(database.write(place), place)
  if (purposes.every((purpose) => known.some((key) => key.purpose === purpose && !key.retired))) return openVault(secret, known)
  return database.transaction(place, async (tx) => {
    for (const purpose of purposes) await addKey(tx, place, { secret, purpose })
    return openVault(secret, await readKeys(tx, place))
  })
}
