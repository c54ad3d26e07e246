import { readlinkSync, realpathSync } from 'node:fs'
import { readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { processCommand, processMark } from './process-mark.ts'

/** What a server says about itself in its folder. */
export type Postmaster = Readonly<{ pid: number; port: number; host: string; isReady: boolean }>

const fileIn = (database: string): string => join(database, 'postmaster.pid')

/** The server that says it runs in this folder, living or not; null when none says so. */
export async function readPostmaster(database: string): Promise<Postmaster | null> {
  const text = await readFile(fileIn(database), 'utf8').catch(() => null)
  if (text === null) return null
  const [pid, , , port, socketDir, address, , status] = text.split('\n').map((line) => line.trim())
  if (!Number.isInteger(Number(pid)) || Number(pid) <= 0) return null
  return { pid: Number(pid), port: Number(port), host: socketDir || address || '127.0.0.1', isReady: status === 'ready' }
}

/** The living server of this folder; null when there is none. */
export async function findLiving(database: string): Promise<Postmaster | null> {
  const postmaster = await readPostmaster(database)
  return postmaster && isServerOf(postmaster.pid, database) ? postmaster : null
}

/**
 * Removes the note of a dead server whose process number now belongs to something else: the server itself would take that for a
 * living one. A note whose process is gone stays: the server clears it itself, after looking for left-over children of the dead one.
 */
export async function clearStale(database: string): Promise<boolean> {
  const postmaster = await readPostmaster(database)
  if (!postmaster || processMark(postmaster.pid) === null) return false
  await unlink(fileIn(database)).catch(() => undefined)
  return true
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
