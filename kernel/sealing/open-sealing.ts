import type { Audit } from '../audit/open-audit.ts'
import type { Database } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { Engine } from '../engine-types.ts'
import type { Finding } from '../history/doctor.ts'
import type { WorkspaceFacts } from '../query/question.ts'
import { addKey, readKeys, vaultOf } from './data-keys.ts'
import { openVault, type StoredKey, unwrapKey, wrapKey } from './open-vault.ts'
import { resealAll, usedKeys } from './reseal.ts'
import { keepsShut } from './shut-places.ts'

export type Rotation = Readonly<{
  /** Name of the key in use from here on. */
  key: string
  /** Whether it was made now; an earlier change that did not come to its end goes on with the key that it made. */
  isNew: boolean
  resealed: number
}>

/** What is done with the keys of workspaces as a whole. */
export type Sealing = Readonly<{
  /** A new key, and everything shut anew with it. May be called again after it was cut off. @throws `kernel.keys-locked` */
  rotate(workspace: WorkspaceFacts, onProgress?: (done: number) => void): Promise<Rotation>
  /** Whether all keys can be opened, and whether a former one is still needed. */
  examine(workspace: WorkspaceFacts): Promise<readonly Finding[]>
  /** Keys that this installation's secret does not open, as after a restore from another one. */
  locked(workspace: WorkspaceFacts): Promise<readonly string[]>
  /** Shuts keys with this installation's secret that were shut with a former one. Answers how many; those that it does not open either stay. */
  adopt(workspace: WorkspaceFacts, former: string): Promise<number>
}>

type Deps = Readonly<{ database: Database; engine: Engine; audit: Audit; secret: string }>

export function openSealing(deps: Deps): Sealing {
  const { database, engine, secret } = deps
  const locked = async (workspace: WorkspaceFacts) =>
    (await readKeys(database.write(workspace), workspace)).filter((key) => unwrapKey(secret, key) === null)
  return {
    rotate: (workspace, onProgress) => rotate(deps, workspace, onProgress),
    examine: (workspace) => examineKeys(deps, workspace),
    locked: async (workspace) => (await locked(workspace)).map(({ id }) => id),
    async adopt(workspace, former) {
      const keys = (await locked(workspace))
        .flatMap((key) => ({ id: key.id, key: unwrapKey(former, key) }))
        .filter(({ key }) => key !== null)
      for (const { id, key } of keys)
        await database
          .write(workspace)
          .affected(
            sql`UPDATE ${sql.id(workspace.schema, 'data_key')} SET wrapped = ${wrapKey(secret, id, key!)}::text WHERE id = ${id}::text`,
          )
      await engine.forget(workspace.slug)
      return keys.length
    },
  }
}

const current = (keys: readonly StoredKey[]): string => keys.find((key) => key.purpose === 'value' && !key.retired)!.id

async function rotate(
  { database, engine, audit, secret }: Deps,
  workspace: WorkspaceFacts,
  onProgress?: (done: number) => void,
): Promise<Rotation> {
  await vaultOf(database, workspace, secret)
  const catalog = await engine.catalogOf(workspace)
  const known = await readKeys(database.write(workspace), workspace)
  const before = await usedKeys(database, workspace, catalog)
  const isNew = ![...before.keys()].some((key) => key !== current(known))
  if (isNew)
    await database.transaction(workspace, async (tx) => {
      // Not before the former key is known to open: what it shut has to be read.
      openVault(secret, known).seal('')
      await tx.affected(
        sql`UPDATE ${sql.id(workspace.schema, 'data_key')} SET retired_at = now() WHERE purpose = 'value' AND retired_at IS NULL`,
      )
      await addKey(tx, workspace, { secret, purpose: 'value' })
    })
  // Other processes shut with the new one from here on; what they wrote meanwhile is found by looking again.
  await engine.forget(workspace.slug)
  const keys = await readKeys(database.write(workspace), workspace)
  const wanted = { workspace, catalog, ring: openVault(secret, keys), current: current(keys) }
  let resealed = 0
  for (let more = -1; more !== 0; ) {
    more = await resealAll(database, wanted, (done) => onProgress?.(resealed + done))
    resealed += more
  }
  audit.note(workspace, { kind: 'keys-rotated', actorId: null, via: 'command', detail: { key: wanted.current, isNew, resealed } })
  await audit.flush()
  return { key: wanted.current, isNew, resealed }
}

async function examineKeys({ database, engine, secret }: Deps, workspace: WorkspaceFacts): Promise<readonly Finding[]> {
  const catalog = await engine.catalogOf(workspace)
  if (!keepsShut(catalog)) return []
  const keys = await readKeys(database.write(workspace), workspace)
  const used = await usedKeys(database, workspace, catalog)
  const shut = keys.filter((key) => unwrapKey(secret, key) === null).map(({ id }) => id)
  const gone = [...used.keys()].filter((id) => !keys.some((key) => key.id === id))
  const former = keys.filter((key) => key.retired && used.has(key.id))
  const finding = (check: string, examples: readonly string[], count = examples.length): Finding => ({
    workspace: workspace.slug,
    check,
    object: 'keys',
    ok: examples.length === 0,
    count,
    examples,
  })
  return [
    finding('keys that ZHIKE_SECRET does not open (zhike keys adopt)', shut),
    finding('keys that are gone', gone),
    finding(
      'values under a former key (zhike keys rotate goes on)',
      former.map(({ id }) => id),
      former.reduce((sum, { id }) => sum + used.get(id)!, 0),
    ),
  ]
}
