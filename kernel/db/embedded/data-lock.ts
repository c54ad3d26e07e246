import { link, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartProblem } from '../start-problem.ts'
import { processMark } from './process-mark.ts'

/** A held data folder. */
export type DataLock = Readonly<{ release(): Promise<void> }>

type Holder = Readonly<{ pid: number; mark: string; host: string }>

const fileName = 'process.lock'
const beatMs = 4_000
const foreignSilenceMs = 10_000
const held = new Set<string>()

/**
 * The data folder, held by this process until released. A lock left behind by a dead process is taken over.
 *
 * Where the lock was written on another host (two containers on one volume) the process number says nothing; there the
 * lock counts as alive while its time stamp moves.
 *
 * @throws StartProblem when another living process, or this one, holds it.
 */
export async function lockDataFolder(dataDir: string): Promise<DataLock> {
  if (held.has(dataDir)) throw inUse(dataDir, process.pid)
  held.add(dataDir)
  try {
    const path = join(dataDir, fileName)
    await take(path, dataDir)
    const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), beatMs)
    beat.unref()
    return {
      release: async () => {
        clearInterval(beat)
        if (held.delete(dataDir)) await unlink(path).catch(() => undefined)
      },
    }
  } catch (error) {
    held.delete(dataDir)
    throw error
  }
}

async function take(path: string, dataDir: string): Promise<void> {
  const own = `${path}.${process.pid}`
  const text = JSON.stringify({ pid: process.pid, mark: processMark(process.pid) ?? '', host: hostname() } satisfies Holder)
  await writeFile(own, text, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      // A link is made whole or not at all, so nobody ever reads a half-written lock.
      if (await link(own, path).then(() => true, isExisting)) return
      await clearStale(path, dataDir)
    }
    throw new StartProblem(`The lock ${path} keeps changing hands: is another process starting on this data folder?`)
  } finally {
    await unlink(own).catch(() => undefined)
  }
}

function isExisting(error: NodeJS.ErrnoException): false {
  if (error.code !== 'EEXIST') throw error
  return false
}

async function clearStale(path: string, dataDir: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(() => null)
  if (found === null) return
  const holder = readHolder(found)
  if (holder && (await isLiving(holder, path))) throw inUse(dataDir, holder.pid, holder.host)
  const aside = `${path}.stale.${process.pid}`
  await rename(path, aside).catch(() => undefined)
  // Somebody else may have cleared and taken it between our look and the rename: then give it back.
  if ((await readFile(aside, 'utf8').catch(() => found)) !== found) await link(aside, path).catch(() => undefined)
  await unlink(aside).catch(() => undefined)
}

async function isLiving(holder: Holder, path: string): Promise<boolean> {
  if (holder.host !== hostname()) return isBeating(path)
  return holder.pid !== process.pid && processMark(holder.pid) === holder.mark
}

async function isBeating(path: string): Promise<boolean> {
  const before = (await stat(path).catch(() => null))?.mtimeMs
  if (before === undefined || Date.now() - before > 10 * foreignSilenceMs) return false
  await pause(foreignSilenceMs)
  return (await stat(path).catch(() => null))?.mtimeMs !== before
}

function readHolder(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Partial<Holder>
    return typeof holder.pid === 'number' && typeof holder.mark === 'string' && typeof holder.host === 'string' ? (holder as Holder) : null
  } catch {
    return null
  }
}

function inUse(dataDir: string, pid: number, host = hostname()): StartProblem {
  const where = host === hostname() ? '' : ` on ${host}`
  return new StartProblem(`The data folder ${dataDir} is in use by process ${pid}${where}.`)
}
