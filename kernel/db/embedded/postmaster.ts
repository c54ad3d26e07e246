import { readlinkSync, realpathSync } from 'node:fs'
import { readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartProblem } from '../start-problem.ts'
import { isNumberTaken, processCommand, processMark } from './process-mark.ts'

const longestFarewellMs = 30_000

/** What a server says about itself in its folder. */
export type Postmaster = Readonly<{ pid: number; port: number; host: string; isReady: boolean }>

const fileIn = (database: string): string => join(database, 'postmaster.pid')

/** The server that says it runs in this folder, living or not; null when none says so. */
export async function readPostmaster(database: string): Promise<Postmaster | null> {
  const text = await readFile(fileIn(database), 'utf8').catch(() => null)
  if (text === null) return null
  const [pid, , , port, socketDir, address, , status] = text.split('\n').map((line) => line.trim())
  if (!Number.isInteger(Number(pid)) || Number(pid) <= 0) return null
  return {
    pid: Number(pid),
    port: Number(port),
    host: socketDir || address || '127.0.0.1',
    isReady: status === 'ready' || status === 'standby',
  }
}

/** The living server of this folder; null when there is none. */
export async function findLiving(database: string): Promise<Postmaster | null> {
  const postmaster = await readPostmaster(database)
  return postmaster && isServerOf(postmaster.pid, database) ? postmaster : null
}

/**
 * Removes the note of a dead server whose process number is still taken, by a process nobody has buried or by something else
 * entirely: the server itself would take that for a living one. True when there was such a note. A note whose number is free
 * stays: the server clears it itself.
 *
 * @throws StartProblem when children of the dead server still work on its files.
 */
export async function clearStale(database: string): Promise<boolean> {
  const postmaster = await readPostmaster(database)
  if (!postmaster || !isNumberTaken(postmaster.pid)) return false
  for (const deadline = Date.now() + longestFarewellMs; Date.now() < deadline; await pause(20)) {
    if ((await orphansIn(database)).length > 0) continue
    await unlink(fileIn(database)).catch(() => undefined)
    return true
  }
  throw new StartProblem(
    `Left-over processes of a killed database server are still at work (${(await orphansIn(database)).join(', ')}): end them.`,
  )
}

/** Server processes that work in this folder although their server is dead. They end by themselves within moments. */
async function orphansIn(database: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  return (await readdir('/proc')).map(Number).filter((pid) => pid > 0 && isServerOf(pid, database))
}

/** Is this process a server that runs in this folder? */
export function isServerOf(pid: number, database: string): boolean {
  if (processMark(pid) === null || !processCommand(pid).includes('postgres')) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(database)
  } catch {
    return false
  }
}
