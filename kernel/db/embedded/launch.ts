import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chown, lstat, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartProblem } from '../start-problem.ts'
import type { Binaries } from './binaries.ts'
import { cannotRun, lastLine, serverEnvironment } from './initialize.ts'
import { type DatabasePlace, makeFor } from './place.ts'
import { findLiving, type Postmaster } from './postmaster.ts'
import { blockedAt, type ServerUser, spawnAs } from './server-user.ts'
import { type Listening, serverSettings, toConfiguration } from './settings.ts'

/** A socket's address holds about 104 bytes, its file name takes 15 of them. */
const longestSocketDir = 85
const largestLogBytes = 16 * 1024 * 1024
const longestStartMs = 600_000

export type LaunchOptions = Readonly<{ fsync: boolean; settings: Readonly<Record<string, string>> }>

/**
 * A server that was started in this folder and takes connections.
 *
 * It runs in a process group of its own, so that an interrupt from the terminal reaches it through us only.
 */
export async function launch(
  place: DatabasePlace,
  binaries: Binaries,
  o: LaunchOptions,
): Promise<{ postmaster: Postmaster; child: ChildProcess | null }> {
  const settings = await serverSettings({ ...o, listening: await chooseListening(place) })
  await writeConfiguration(place, toConfiguration(settings))
  const log = await openLog(place.dataDir)
  for (let attempt = 1; ; attempt++) {
    const from = (await stat(log)).size
    const started = process.platform === 'win32' ? await startByControl(place, binaries, log) : await startDirectly(place, binaries, log)
    const postmaster = await waitReady(place.database, started)
    if (postmaster) return { postmaster, child: started.child }
    const said = (await readFile(log)).subarray(from).toString()
    // Children of a server that was killed need a moment to notice.
    if (attempt < 20 && said.includes('shared memory block')) await pause(250)
    else throw new StartProblem(`The database does not start: ${lastLine(said)} (see ${log})`, new Error(said))
  }
}

type Started = { child: ChildProcess | null; problem: Error | null; hasEnded: boolean }

async function startDirectly(place: DatabasePlace, binaries: Binaries, log: string): Promise<Started> {
  const handle = await open(log, 'a', 0o600)
  try {
    const child = spawn(binaries.postgres, ['-D', place.database], {
      cwd: place.database,
      detached: true,
      stdio: ['ignore', handle.fd, handle.fd],
      env: serverEnvironment(),
      ...spawnAs(place.user),
    })
    const started: Started = { child, problem: null, hasEnded: false }
    child.on('error', (error) => Object.assign(started, { problem: cannotRun(binaries.postgres, error), hasEnded: true }))
    child.on('exit', () => Object.assign(started, { hasEnded: true }))
    child.unref()
    return started
  } finally {
    await handle.close()
  }
}

/** On Windows the control program drops the rights of an administrator, which the server refuses to have. */
function startByControl(place: DatabasePlace, binaries: Binaries, log: string): Promise<Started> {
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.pgCtl, ['start', '-D', place.database, '-l', log, '-w', '-t', '600', '-s'], { stdio: 'ignore' })
    child.on('error', (error) => reject(cannotRun(binaries.pgCtl, error)))
    child.on('exit', (code) => resolve({ child: null, problem: null, hasEnded: code !== 0 }))
  })
}

async function waitReady(database: string, started: Started): Promise<Postmaster | null> {
  for (const deadline = Date.now() + longestStartMs; Date.now() < deadline; await pause(10)) {
    if (started.problem) throw started.problem
    if (started.hasEnded) return null
    const postmaster = await findLiving(database)
    if (postmaster?.isReady && (!started.child || postmaster.pid === started.child.pid)) return postmaster
  }
  started.child?.kill('SIGINT')
  throw new StartProblem(`The database did not get ready within ${longestStartMs / 60_000} minutes.`)
}

async function writeConfiguration(place: DatabasePlace, text: string): Promise<void> {
  const path = join(place.database, 'postgresql.conf')
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  if (place.user) await chown(`${path}.new`, place.user.uid, place.user.gid)
  await rename(`${path}.new`, path)
}

async function openLog(dataDir: string): Promise<string> {
  const log = join(dataDir, 'database.log')
  const size = (await stat(log).catch(() => null))?.size ?? 0
  if (size > largestLogBytes) await rename(log, `${log}.1`)
  await (await open(log, 'a', 0o600)).close()
  return log
}

/** Called only while no server of this database lives. */
async function chooseListening(place: DatabasePlace): Promise<Listening> {
  if (process.platform === 'win32') return { port: await freePort() }
  const socketDir = isShort(place.database) ? place.database : await socketFolder(place)
  // Left by a killed server of this database, the only one that uses this folder; its number may be taken again.
  for (const file of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) await rm(join(socketDir, file), { force: true })
  return { socketDir }
}

const isShort = (folder: string): boolean => Buffer.byteLength(folder) <= longestSocketDir

/** A private folder with a short name. Anybody may write where temporary files lie, so a folder found there is only taken when it is ours alone. */
async function socketFolder(place: DatabasePlace): Promise<string> {
  const mark = createHash('sha256').update(place.database).digest('hex').slice(0, 12)
  for (const parent of [tmpdir(), '/tmp', '/var/tmp']) {
    if (!isShort(join(parent, `zhike-${mark}`)) || (await blockedAt(parent, place.user))) continue
    for (const name of [`zhike-${mark}`, `zhike-${randomBytes(6).toString('hex')}`]) {
      const folder = join(parent, name)
      if (await makePrivate(folder, place.user)) return folder
    }
  }
  throw new StartProblem(`No folder with a short name for the database's socket: neither ${tmpdir()} nor /tmp can be used.`)
}

async function makePrivate(folder: string, user: ServerUser): Promise<boolean> {
  try {
    if (
      await mkdir(folder, { mode: 0o700 }).then(
        () => true,
        () => false,
      )
    )
      await makeFor(folder, user)
    const found = await lstat(folder)
    return found.isDirectory() && found.uid === (user?.uid ?? process.getuid?.()) && (found.mode & 0o077) === 0
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
