import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartProblem } from '../start-problem.ts'
import type { Postmaster } from './postmaster.ts'

/** The two roles of an embedded database: `owner` does all the work, `superuser` only makes the owner and takes backups. */
export type DatabaseAccess = Readonly<{ owner: string; superuser: string }>

export const ownerRole = 'zhike'
export const superuserRole = 'postgres'
export const databaseName = 'zhike'

const fileIn = (dataDir: string): string => join(dataDir, 'database-access.json')

/** The passwords kept in the data folder; null when there are none. */
export async function readAccess(dataDir: string): Promise<DatabaseAccess | null> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as DatabaseAccess)
}

/** The passwords of a database that exists. @throws StartProblem when the file is gone. */
export async function needAccess(dataDir: string): Promise<DatabaseAccess> {
  const access = await readAccess(dataDir)
  if (access) return access
  throw new StartProblem(`The database passwords (${fileIn(dataDir)}) are missing: put the file back from a backup.`)
}

/** New passwords, kept where only the owner of the data folder can read them. */
export async function makeAccess(dataDir: string): Promise<DatabaseAccess> {
  const access = { owner: randomBytes(24).toString('base64url'), superuser: randomBytes(24).toString('base64url') }
  const half = `${fileIn(dataDir)}.new`
  await writeFile(half, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 })
  await rename(half, fileIn(dataDir))
  return access
}

/** The address of a database of this server. A folder as host means its unix socket. */
export function toUrl(postmaster: Postmaster, role: string, password: string, database: string): string {
  const at = `${role}:${encodeURIComponent(password)}@`
  if (!postmaster.host.startsWith('/')) return `postgresql://${at}${postmaster.host}:${postmaster.port}/${database}`
  return `postgresql://${at}localhost:${postmaster.port}/${database}?host=${encodeURIComponent(postmaster.host)}`
}
