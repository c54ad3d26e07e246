import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../../../db/embedded.ts'
import { type Connection, openDatabase } from '../../../db/pool.ts'
import { sql } from '../../../db/sql.ts'
import { openVault, wrapKey } from '../../../sealing/open-vault.ts'
import type { ParseContext } from '../../field-type.ts'

const secret = 'only for this test, but long enough'

export const context: ParseContext = {
  region: 'CN',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  locale: 'zh-CN',
  now: new Date('2026-05-20T03:00:00Z'),
  today: '2026-05-20',
  memberId: '01980000-0000-7000-8000-000000000001',
  vault: openVault(secret, [
    { id: 'a1', purpose: 'value', wrapped: wrapKey(secret, 'a1', 'a key'), retired: false },
    { id: 'b2', purpose: 'mark', wrapped: wrapKey(secret, 'b2', 'another key'), retired: false },
  ]),
}

const quiet = { info: () => undefined, warn: () => undefined }

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.ZHIKE_TEST_DATABASE
  if (given) return { url: given, stop: async () => undefined }
  const dataDir = await mkdtemp(join(tmpdir(), 'zhike-types-'))
  const server = await startEmbedded({ dataDir, fsync: false, log: quiet })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type Scratch = Readonly<{ schema: string; connection: Connection; close(): Promise<void> }>

/** An empty schema of a real database, gone after `close`. */
export async function openScratch(): Promise<Scratch> {
  const server = await startServer()
  const database = openDatabase({ url: server.url, max: 2, applicationName: 'field-types' })
  const schema = `types_${process.pid}_${Math.random().toString(36).slice(2, 8)}`
  await database.control.query(sql`CREATE SCHEMA ${sql.id(schema)}`)
  return {
    schema,
    connection: database.control,
    close: async () => {
      await database.control.query(sql`DROP SCHEMA ${sql.id(schema)} CASCADE`)
      await database.close()
      await server.stop()
    },
  }
}
