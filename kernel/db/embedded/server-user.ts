import { spawnSync } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { StartProblem } from '../start-problem.ts'

/** The ordinary user the server runs as; null: the user of this process. */
export type ServerUser = Readonly<{ uid: number; gid: number; name: string }> | null

const ownUserName = 'zhike-db'

/**
 * Who runs the server. PostgreSQL refuses to run as root, so root hands it to an ordinary user: the owner of a database
 * that exists already, else `postgres`, else a user of our own, made when missing.
 *
 * @throws StartProblem when there is no such user and none can be made.
 */
export async function pickServerUser(databaseDir: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return null
  const existing = await stat(databaseDir).catch(() => null)
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid, name: userName(existing.uid) }
  const user = findUser('postgres') ?? findUser(ownUserName) ?? makeUser() ?? findUser('nobody')
  if (user) return user
  throw new StartProblem(
    `PostgreSQL does not run as root and there is no ordinary user for it: create one with "useradd --system ${ownUserName}", or start as another user.`,
  )
}

/** The identity for `spawn`. */
export const spawnAs = (user: ServerUser): { uid?: number; gid?: number } => (user ? { uid: user.uid, gid: user.gid } : {})

/** The first folder on the way down to `path`, or `path` itself, that `user` may not enter or read; null when the way is free. Access lists are not looked at. */
export async function blockedAt(path: string, user: ServerUser): Promise<string | null> {
  if (!user) return null
  for (const step of stepsTo(path)) {
    const found = await stat(step).catch(() => null)
    if (!found) return null
    const bits = found.uid === user.uid ? found.mode >> 6 : found.gid === user.gid ? found.mode >> 3 : found.mode
    if ((bits & 1) === 0) return step
  }
  return null
}

function stepsTo(path: string): string[] {
  const steps = [resolve(path)]
  while (dirname(steps[0]!) !== steps[0]) steps.unshift(dirname(steps[0]!))
  return steps
}

function findUser(name: string): ServerUser {
  const uid = idOf('-u', name)
  const gid = idOf('-g', name)
  return uid === null || gid === null || uid === 0 ? null : { uid, gid, name }
}

function idOf(flag: '-u' | '-g', name: string): number | null {
  const asked = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return asked.status === 0 ? Number(asked.stdout.trim()) : null
}

function userName(uid: number): string {
  const asked = spawnSync('id', ['-un', String(uid)], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : String(uid)
}

function makeUser(): ServerUser {
  // The first is the common tool, the second the one of small container images.
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ownUserName])
  if (!findUser(ownUserName)) spawnSync('adduser', ['-S', '-D', '-H', ownUserName])
  return findUser(ownUserName)
}
