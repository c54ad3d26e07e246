import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { migrateControl } from '../accounts/control-schema.ts'
import { startEmbedded } from '../db/embedded.ts'
import { type Database, openDatabase } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import type { ModuleDef } from '../define-module.ts'
import { openEngine } from '../engine.ts'
import { buildCatalog } from '../schema/build-catalog.ts'
import { kernelTables } from '../schema/kernel-tables.ts'
import { silentLive } from './silent-live.ts'

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** A PostgreSQL server for tests: the one of the whole run where there is one, else an own one that ends with the process. */
async function openServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const shared = process.env.ZHIKE_TEST_DATABASE
  if (shared) return { url: shared, stop: async () => {} }
  const dataDir = await mkdtemp(join(tmpdir(), 'zhike-test-'))
  const server = await startEmbedded({ dataDir, fsync: false, log: quiet })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type TestDatabase = Readonly<{ url: string; drop(): Promise<void> }>

/** A database of its own with the control schema and one empty workspace `test` of these modules, cloned from a template that is made once. */
export async function cloneDatabase(modules: readonly ModuleDef[], locale: 'zh-CN' | 'zh-TW' | 'en'): Promise<TestDatabase> {
  const server = await openServer()
  const admin = openDatabase({ url: server.url, max: 2 })
  const template = await ensureTemplate(admin, server.url, { modules, locale })
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await admin.control.query(sql`CREATE DATABASE ${sql.id(name)} TEMPLATE ${sql.id(template)}`)
  return {
    url: withDatabase(server.url, name),
    drop: async () => {
      await dropDatabase(admin, name)
      await admin.close()
      await server.stop()
    },
  }
}

/** The server's own vacuum may be at work in it, which an ordinary role cannot end but wait for. */
async function dropDatabase(admin: Database, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.control.query(sql`DROP DATABASE IF EXISTS ${sql.id(name)} WITH (FORCE)`)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || attempt === 50) throw error
      await pause(200)
    }
  }
}

async function ensureTemplate(
  admin: Database,
  url: string,
  spec: { modules: readonly ModuleDef[]; locale: 'zh-CN' | 'zh-TW' | 'en' },
): Promise<string> {
  const { version } = buildCatalog(spec.modules)
  const seeds = spec.modules.map((module) => `${module.name}${String(module.seed ?? '')}`).join()
  const name = `template_${createHash('sha256').update(`${version} ${spec.locale} ${seeds} ${kernelTables.join()}`).digest('hex').slice(0, 16)}`
  await admin.lockedTransaction(name, async (tx) => {
    const found = await tx.query(sql`SELECT 1 FROM pg_database WHERE datname = ${name}::text`)
    if (found.length > 0) return
    const draft = `${name}_draft_${process.pid}`
    await admin.control.query(sql`CREATE DATABASE ${sql.id(draft)}`)
    const database = openDatabase({ url: withDatabase(url, draft), max: 2 })
    await migrateControl(database)
    const engine = openEngine({ database, modules: spec.modules, live: silentLive(), secret: testSecret, filesDir: tmpdir() })
    await engine.createWorkspace({ slug: 'test', name: 'Test', locale: spec.locale })
    await engine.close()
    await database.close()
    await admin.control.query(sql`ALTER DATABASE ${sql.id(draft)} RENAME TO ${sql.id(name)}`)
  })
  return name
}

/** What installations of the tests are opened with. */
export const testSecret = 'only for this test, but long enough'

/** The address of another database on the same server. */
export function withDatabase(url: string, name: string): string {
  const [, head, rest] = /^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*(.*)$/.exec(url) ?? []
  if (head === undefined) throw new Error('the address of the test database has an unknown form')
  return `${head}${name}${rest}`
}
