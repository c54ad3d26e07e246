import { join } from 'node:path'
import { type Accounts, type AccountsOptions, openAccounts } from './accounts/accounts.ts'
import { migrateControl } from './accounts/control-schema.ts'
import { readSecret } from './accounts/secret.ts'
import { type Audit, openAudit } from './audit/open-audit.ts'
import { connectRunning, type Embedded, type StartLog, startEmbedded } from './db/embedded.ts'
import { checkExternal } from './db/external.ts'
import { type Database, openDatabase } from './db/pool.ts'
import { StartProblem } from './db/start-problem.ts'
import type { ModuleDef } from './define-module.ts'
import { openEngine } from './engine.ts'
import type { Engine } from './engine-types.ts'
import { makeFolder } from './files/make-folder.ts'
import { type Live, openLive } from './live/live.ts'
import { openSealing, type Sealing } from './sealing/open-sealing.ts'

export type InstallationOptions = Readonly<{
  dataDir: string
  /** An external server; the embedded one when absent. */
  databaseUrl?: string | undefined
  /** Further servers by name, and standbys by the name of their cluster; see `openDatabase`. */
  clusters?: Readonly<Record<string, string>>
  standbys?: Readonly<Record<string, readonly string[]>>
  /** Kept in the data folder when absent. */
  secret?: string | undefined
  publicUrl: string
  modules: readonly ModuleDef[]
  log: StartLog
  sendReset: AccountsOptions['sendReset']
  /** `share` uses the embedded server that another process of this data folder runs; `own` starts one and refuses a second process. */
  embedded: 'own' | 'share'
  /** False leaves the workspaces' tables as they are, to look at what would be done. */
  migrate?: boolean
  /** The embedded server ended by itself. */
  onDatabaseEnd?: () => void
}>

/** The parts of one installation, migrated and open. */
export type Installation = Readonly<{
  database: Database
  /** Address of the database. */
  url: string
  engine: Engine
  accounts: Accounts
  audit: Audit
  sealing: Sealing
  live: Live
  close(): Promise<void>
}>

type Opened = Readonly<{ url: string; stop: () => Promise<void> }>

/**
 * Opens database, control schema, workspaces' schemas, engine, accounts and live updates; closes in the opposite order.
 *
 * @throws StartProblem in one line: unwritable folder, server not reachable or too old, tables that need a patch.
 */
export async function openInstallation(o: InstallationOptions): Promise<Installation> {
  const opened = await openServer(o)
  const closers: (() => Promise<void>)[] = [opened.stop]
  let closing: Promise<void> | undefined
  // Whoever asks again waits for the same end: half of it would leave the database behind.
  const close = () => (closing ??= closers.reduceRight((last, closer) => last.then(closer), Promise.resolve()))
  try {
    for (const url of Object.values(o.clusters ?? {})) await checkExternal(url)
    const database = openDatabase({ url: opened.url, clusters: o.clusters ?? {}, standbys: o.standbys ?? {} })
    closers.push(() => database.close())
    await migrateControl(database)
    const live = await openLive(database, (error) => o.log.warn({ err: error }, 'an announcement could not be sent'))
    closers.push(() => live.close())
    const secret = o.secret ?? (await readSecret(o.dataDir))
    const engine = openEngine({ database, modules: o.modules, live, secret, filesDir: join(o.dataDir, 'files') })
    closers.push(() => engine.close())
    if (o.migrate !== false) await engine.migrate()
    const audit = openAudit({ database, secret, log: o.log })
    closers.push(() => audit.close())
    const accounts = await openAccounts({
      database,
      url: opened.url,
      secret,
      publicUrl: o.publicUrl,
      sendReset: o.sendReset,
      onError: (message) => o.log.warn({}, message),
      audit,
    })
    closers.push(() => accounts.close())
    closers.push(await endLeavers({ engine, accounts, live, log: o.log }))
    const sealing = openSealing({ database, engine, audit, secret })
    return { database, url: opened.url, engine, accounts, audit, sealing, live, close }
  } catch (error) {
    await close()
    if ((error as NodeJS.ErrnoException).syscall === 'connect') {
      throw new StartProblem(
        `The database of ${o.dataDir} does not answer (${(error as NodeJS.ErrnoException).code}); it may just be stopping: try again.`,
        error,
      )
    }
    throw error
  }
}

/** Whoever is deactivated, by whatever road, is out at once: sessions and keys end for good. What an earlier process left undone is done first. */
async function endLeavers({ engine, accounts, live, log }: Pick<Installation, 'engine' | 'accounts' | 'live'> & { log: StartLog }) {
  const end = async (slug: string): Promise<void> =>
    engine
      .workspace(slug)
      .then(accounts.endInactive)
      .catch((error: unknown) => log.warn({ workspace: slug, err: error }, 'sessions of former members could not be ended'))
  let ending: Promise<unknown> = Promise.resolve()
  for (const { slug } of await engine.workspaces()) await end(slug)
  const stop = live.onTouched((touched) => {
    const slugs = new Set(touched.filter(({ object }) => object === 'member').map(({ workspace }) => workspace))
    for (const slug of slugs) ending = ending.then(() => end(slug))
  })
  return async () => {
    stop()
    await ending
  }
}

async function openServer(o: InstallationOptions): Promise<Opened> {
  await makeFolder(o.dataDir).catch((error: NodeJS.ErrnoException) => {
    throw new StartProblem(
      `The data folder ${o.dataDir} cannot be made (${error.code}); set ZHIKE_DATA to a folder that can be written.`,
      error,
    )
  })
  if (o.databaseUrl) {
    await checkExternal(o.databaseUrl)
    return { url: o.databaseUrl, stop: async () => {} }
  }
  const running = o.embedded === 'share' ? await connectRunning(o.dataDir) : null
  if (running) return { url: running.url, stop: async () => {} }
  const server: Embedded = await startEmbedded({ dataDir: o.dataDir, log: o.log })
  let stopping = false
  server.onExit(() => {
    if (!stopping) o.onDatabaseEnd?.()
  })
  return {
    url: server.url,
    stop: async () => {
      stopping = true
      await server.stop()
    },
  }
}
