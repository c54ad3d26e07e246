import { createHash } from 'node:crypto'
import { chmod, chown, mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { makeFolder } from '../../files/make-folder.ts'
import { StartProblem } from '../start-problem.ts'
import { blockedAt, pickServerUser, type ServerUser } from './server-user.ts'

/** Where the database of a data folder lies and who runs it. */
export type DatabasePlace = Readonly<{ dataDir: string; database: string; user: ServerUser }>

const noteName = 'database-location.json'
const ownerNoteName = 'data-folder.json'
const passOnly = 0o711

/** The data folder as an absolute path without links, made when missing. */
export async function openDataFolder(dataDir: string): Promise<string> {
  const isRoot = process.getuid?.() === 0
  await makeFolder(dataDir, isRoot ? passOnly : 0o700)
  const folder = await realpath(dataDir)
  // A new folder of root's lets others pass, not look: the server's user has to reach the database below it. One in use stays as it is.
  if (isRoot && (await readdir(folder)).length === 0) await chmod(folder, ((await stat(folder)).mode & 0o777) | passOnly)
  return folder
}

/**
 * Where the database lies: in `<data folder>/database`, or where the note in the data folder says. A new database is put
 * elsewhere, with such a note, when the server's user could not enter the data folder.
 *
 * @throws StartProblem when the noted place is gone or belongs to another data folder, or the database is out of reach.
 */
export async function findPlace(dataDir: string): Promise<DatabasePlace> {
  const database = (await notedDatabase(dataDir)) ?? join(dataDir, 'database')
  const user = await pickServerUser(database)
  await refuseForeignOwner(database)
  const blocked = await blockedAt(dirname(database), user)
  if (!blocked) return { dataDir, database, user }
  if (await stat(database).catch(() => null))
    throw new StartProblem(
      `The database user ${user?.name} may not enter ${blocked}, where the database lies: open it with "chmod o+x ${blocked}".`,
    )
  return { dataDir, database: await moveOut(dataDir, blocked, user), user }
}

/** Where the database of a data folder lies, for one who only wants to connect. */
export async function findDatabase(dataDir: string): Promise<string> {
  return (await readNote(dataDir)) ?? join(dataDir, 'database')
}

async function notedDatabase(dataDir: string): Promise<string | null> {
  const noted = await readNote(dataDir)
  if (noted === null) return null
  const note = join(dataDir, noteName)
  if (!(await stat(noted).catch(() => null)))
    throw new StartProblem(
      `The database of ${dataDir} should be at ${noted} but is not there: put it back, or remove ${note} to begin with an empty one.`,
    )
  const ownerNote = join(dirname(noted), ownerNoteName)
  const owner = (JSON.parse(await readFile(ownerNote, 'utf8').catch(() => '{}')) as { dataFolder?: string }).dataFolder
  if (owner && owner !== dataDir && (await readNote(owner)) === noted)
    throw new StartProblem(
      `${note} names the database of another data folder, ${owner}: this folder is a copy of it and needs a database of its own.`,
    )
  if (owner !== dataDir) await writeFile(ownerNote, JSON.stringify({ dataFolder: dataDir }))
  return noted
}

async function readNote(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, noteName), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as { database: string }).database
}

async function refuseForeignOwner(database: string): Promise<void> {
  const self = process.getuid?.()
  const found = await stat(database).catch(() => null)
  if (self === undefined || self === 0 || !found || found.uid === self) return
  throw new StartProblem(`The database in ${database} belongs to another user (number ${found.uid}): start as that user or as root.`)
}

async function moveOut(dataDir: string, blocked: string, user: ServerUser): Promise<string> {
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const home = await unusedFolder(join(await commonFolder(user), `${basename(dataDir)}-${mark}`))
  const database = join(home, 'database')
  await mkdir(home, { recursive: true, mode: 0o711 })
  await makeFor(database, user)
  await writeFile(join(home, ownerNoteName), JSON.stringify({ dataFolder: dataDir }))
  const reason = `the database user ${user?.name} may not enter ${blocked}`
  await writeFile(join(dataDir, noteName), `${JSON.stringify({ database, reason }, null, 2)}\n`)
  return database
}

/** A database left behind by an earlier data folder of the same name is nobody's to reuse or to delete. */
async function unusedFolder(wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? wanted : `${wanted}-${number}`
    if (!(await hasDatabase(join(folder, 'database')))) return folder
  }
}

/** Is there a database in this folder? */
export const hasDatabase = (database: string): Promise<boolean> =>
  stat(join(database, 'PG_VERSION')).then(
    () => true,
    () => false,
  )

/** The folder outside of all data folders where root keeps what the server's user must reach. Survives a restart of the machine. */
export async function commonFolder(user: ServerUser): Promise<string> {
  for (const folder of ['/var/lib/zhike', '/var/local/zhike', '/var/tmp/zhike', join(tmpdir(), 'zhike')]) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 })
      const { uid } = await stat(folder)
      if (uid === process.getuid?.() && !(await blockedAt(folder, user))) return folder
    } catch {
      // Not possible there (read-only, say): the next one.
    }
  }
  throw new StartProblem(
    `The database user ${user?.name} can enter neither the data folder nor /var/lib/zhike: use a data folder that others may enter.`,
  )
}

/** A private folder of the server's user. */
export async function makeFor(folder: string, user: ServerUser): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (user) await chown(folder, user.uid, user.gid)
}
