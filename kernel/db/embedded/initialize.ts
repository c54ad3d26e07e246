import { spawn } from 'node:child_process'
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { StartProblem } from '../start-problem.ts'
import { type DatabaseAccess, databaseName, makeAccess, needAccess, ownerRole, superuserRole, toUrl } from './access.ts'
import type { Binaries } from './binaries.ts'
import { type DatabasePlace, makeFor } from './place.ts'
import type { Postmaster } from './postmaster.ts'
import { spawnAs } from './server-user.ts'

const serverVersion = '18'

/** Environment of every program of the server: nothing of ours, so that no setting of the person's shell reaches it. */
export const serverEnvironment = (): NodeJS.ProcessEnv =>
  process.platform === 'win32' ? process.env : { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', HOME: '/' }

/**
 * The passwords of the database, which exists afterwards; made when missing. A run cut off half way leaves nothing that a later
 * one would take for a database.
 */
export async function initialize(place: DatabasePlace, binaries: Binaries, o: { fsync: boolean }): Promise<DatabaseAccess> {
  const version = await readFile(join(place.database, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version !== null && version.trim() !== serverVersion)
    throw new StartProblem(
      `The database in ${place.database} was made by PostgreSQL ${version.trim()}, this Zhike needs ${serverVersion}: move it over with a backup and restore.`,
    )
  if (version !== null) return needAccess(place.dataDir)
  const access = await makeAccess(place.dataDir)
  const half = `${place.database}.new`
  await rm(half, { recursive: true, force: true })
  await makeFor(half, place.user)
  await runInitdb(place, binaries, { half, password: access.superuser, fsync: o.fsync })
  await rm(place.database, { recursive: true, force: true })
  await rename(half, place.database)
  return access
}

async function runInitdb(place: DatabasePlace, binaries: Binaries, o: { half: string; password: string; fsync: boolean }): Promise<void> {
  const passwordFile = `${place.database}.password`
  await writeFile(passwordFile, o.password, { mode: 0o600 })
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid)
  const args = [
    `--pgdata=${o.half}`,
    `--username=${superuserRole}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    '--no-instructions',
    ...(o.fsync ? [] : ['--no-sync']),
  ]
  try {
    await run(binaries.initdb, args, { cwd: o.half, ...spawnAs(place.user) })
  } finally {
    await rm(passwordFile, { force: true })
  }
}

function run(program: string, args: readonly string[], o: { cwd: string; uid?: number; gid?: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...o, env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer): void => void (output += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => reject(cannotRun(program, error)))
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new StartProblem(`The database could not be made: ${lastLine(output)}`, new Error(output)))
    })
  })
}

/** The fault of a program of the server that does not even begin to run. */
export const cannotRun = (program: string, error: Error): StartProblem =>
  new StartProblem(
    `The database program ${program} can not be run (${error.message}): is this system supported? Set DATABASE_URL to use another server.`,
    error,
  )

/** What in a program's output most likely says what is wrong, without the time and process before each line. */
export function lastLine(output: string): string {
  const lines = output.split('\n').map((line) => line.replace(/^[-0-9]+ [.:0-9]+ \w+ \[\d+\] /, '').trim())
  const telling = lines.filter((line) => /error|fatal|panic|cannot|could not|invalid|unrecognized/i.test(line))
  return telling.slice(-2).join('; ') || lines.findLast((line) => line !== '') || 'it said nothing'
}

/** The address the application connects to; its role and database exist afterwards. */
export async function ensureOwner(postmaster: Postmaster, access: DatabaseAccess): Promise<string> {
  const url = toUrl(postmaster, ownerRole, access.owner, databaseName)
  if (await mayConnect(url)) return url
  const client = new pg.Client({ connectionString: toUrl(postmaster, superuserRole, access.superuser, 'postgres') })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const password = client.escapeLiteral(access.owner)
    const { rowCount: hasRole } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ownerRole])
    // Not a superuser, so that the same rights do here as on a server of somebody else's.
    await client.query(`${hasRole ? 'ALTER' : 'CREATE'} ROLE ${ownerRole} LOGIN CREATEDB PASSWORD ${password}`)
    const { rowCount: hasDatabase } = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName])
    if (!hasDatabase) await client.query(`CREATE DATABASE ${databaseName} OWNER ${ownerRole}`)
  } finally {
    await client.end()
  }
  return url
}

async function mayConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '28P01' || code === '28000' || code === '3D000') return false
    throw error
  }
}
