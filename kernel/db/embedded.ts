import type { ChildProcess } from 'node:child_process'
import { spawnSync } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { databaseName, needAccess, ownerRole, readAccess, superuserRole, toUrl } from './embedded/access.ts'
import { type Binaries, findBinaries } from './embedded/binaries.ts'
import { lockDataFolder } from './embedded/data-lock.ts'
import { ensureOwner, initialize } from './embedded/initialize.ts'
import { launch } from './embedded/launch.ts'
import { commonFolder, type DatabasePlace, findDatabase, findPlace, hasDatabase, openDataFolder } from './embedded/place.ts'
import { clearStale, findLiving, isServerOf, type Postmaster } from './embedded/postmaster.ts'

/** What the start says on the way; a pino logger fits. */
export type StartLog = Readonly<{ info(details: object, message: string): void; warn(details: object, message: string): void }>

export type EmbeddedOptions = Readonly<{
  dataDir: string
  /** False only for throw-away databases: a crash of the machine may destroy it. */
  fsync?: boolean
  /** Server settings beside or over ours. They take effect when the server is started, not when a running one is adopted. */
  settings?: Readonly<Record<string, string>>
  log: StartLog
}>

export type Embedded = Readonly<{
  /** Address of the application's database, for its owner: an ordinary role that may create databases. */
  url: string
  /** Address for the superuser, needed for backups only. */
  superuserUrl: string
  pid: number
  /** Stops the server, open transactions rolled back, and lets go of the data folder. */
  stop(): Promise<void>
  /** Calls back once if the server ends without `stop`. */
  onExit(callback: () => void): void
}>

const stopMs = 30_000

/**
 * The PostgreSQL server of a data folder, running and taking connections; made on first use.
 *
 * A server that outlived a killed process of ours is adopted. The server is not bound to this process: only `stop` ends it.
 *
 * @throws StartProblem when the folder is in use by another process or the server can not run here.
 */
export async function startEmbedded(o: EmbeddedOptions): Promise<Embedded> {
  const dataDir = await openDataFolder(o.dataDir)
  const lock = await lockDataFolder(dataDir)
  try {
    const place = await findPlace(dataDir)
    const binaries = await findBinaries(place.user, async () => (place.user ? commonFolder(place.user) : dataDir))
    const { postmaster, child } = await runServer(place, binaries, o)
    return toEmbedded({ place, binaries, postmaster, child, release: lock.release, url: await connectOrStop(place, binaries, postmaster) })
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** The address of the database of a data folder whose server runs, whoever started it; null when none runs. */
export async function connectRunning(dataDir: string): Promise<{ url: string } | null> {
  const folder = await realpath(dataDir).catch(() => null)
  if (folder === null) return null
  const postmaster = await findLiving(await findDatabase(folder))
  const access = await readAccess(folder)
  if (!postmaster?.isReady || !access) return null
  return { url: toUrl(postmaster, ownerRole, access.owner, databaseName) }
}

async function runServer(
  place: DatabasePlace,
  binaries: Binaries,
  o: EmbeddedOptions,
): Promise<{ postmaster: Postmaster; child: ChildProcess | null }> {
  const living = await findReady(place.database)
  if (living) {
    o.log.info({ pid: living.pid }, 'database server found running, adopted')
    return { postmaster: living, child: null }
  }
  const fsync = o.fsync ?? true
  if (!(await hasDatabase(place.database))) o.log.info({ folder: place.database }, 'database is being made')
  await initialize(place, binaries, { fsync })
  if (await clearStale(place.database)) o.log.warn({ folder: place.database }, 'note of a dead database server removed')
  const started = await launch(place, binaries, { fsync, settings: o.settings ?? {} })
  o.log.info({ pid: started.postmaster.pid, folder: place.database }, 'database server started')
  return started
}

/** The living server of this folder, once it takes connections: it may still be replaying its log. Null when it is gone, or going. */
async function findReady(database: string): Promise<Postmaster | null> {
  for (let living = await findLiving(database); living; living = await findLiving(database)) {
    if (living.isReady) return living
    await pause(20)
  }
  return null
}

async function connectOrStop(place: DatabasePlace, binaries: Binaries, postmaster: Postmaster): Promise<string> {
  try {
    return await ensureOwner(postmaster, await needAccess(place.dataDir))
  } catch (error) {
    await stopServer(place.database, binaries, postmaster.pid)
    throw error
  }
}

type Running = Readonly<{
  place: DatabasePlace
  binaries: Binaries
  postmaster: Postmaster
  child: ChildProcess | null
  url: string
  release: () => Promise<void>
}>

async function toEmbedded(running: Running): Promise<Embedded> {
  const { place, postmaster } = running
  const access = await needAccess(place.dataDir)
  const watch = watchExit(running)
  let stopping: Promise<void> | null = null
  const stop = async (): Promise<void> => {
    watch.end()
    await stopServer(place.database, running.binaries, postmaster.pid)
    await running.release()
  }
  return {
    url: running.url,
    superuserUrl: toUrl(postmaster, superuserRole, access.superuser, 'postgres'),
    pid: postmaster.pid,
    stop: () => (stopping ??= stop()),
    onExit: watch.onExit,
  }
}

function watchExit({ place, postmaster, child }: Running): { onExit(callback: () => void): void; end(): void } {
  const callbacks = new Set<() => void>()
  let hasEnded = false
  const tell = (): void => {
    clearInterval(timer)
    if (!hasEnded) for (const callback of callbacks) callback()
    hasEnded = true
  }
  // An adopted server is not our child, so its end has to be looked for.
  const timer = child ? undefined : setInterval(() => void (isServerOf(postmaster.pid, place.database) || tell()), 1_000)
  timer?.unref()
  child?.once('exit', tell)
  return {
    onExit: (callback) => void callbacks.add(callback),
    end: () => {
      hasEnded = true
      clearInterval(timer)
    },
  }
}

async function stopServer(database: string, binaries: Binaries, pid: number): Promise<void> {
  if (!isServerOf(pid, database)) return
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-D', database, '-m', 'fast', '-w', '-s'])
    return
  }
  if (await endBy(pid, database, 'SIGINT')) return
  // Immediate: nothing acknowledged is lost, the next start replays the log.
  await endBy(pid, database, 'SIGQUIT')
}

async function endBy(pid: number, database: string, signal: 'SIGINT' | 'SIGQUIT'): Promise<boolean> {
  process.kill(pid, signal)
  for (const deadline = Date.now() + stopMs; Date.now() < deadline; await pause(5)) if (!isServerOf(pid, database)) return true
  return false
}
