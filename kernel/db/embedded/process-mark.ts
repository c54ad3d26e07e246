import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What tells this process from an earlier one with the same number; null when no such process lives.
 *
 * A zombie counts as dead. Where the start time cannot be read the mark is only `alive`.
 */
export function processMark(pid: number): string | null {
  if (!isNumberTaken(pid)) return null
  if (process.platform === 'linux') return linuxMark(pid)
  if (process.platform === 'win32') return 'alive'
  const started = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim()
  return started || 'alive'
}

/** The command a process runs, as far as the system tells; empty when it does not. */
export function processCommand(pid: number): string {
  if (process.platform === 'linux') return readQuietly(`/proc/${pid}/comm`)?.trim() ?? ''
  if (process.platform === 'win32')
    return spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], { encoding: 'utf8' }).stdout ?? ''
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/** Whether a process has this number, be it one that is dead and not yet buried. */
export function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function linuxMark(pid: number): string | null {
  const stat = readQuietly(`/proc/${pid}/stat`)
  if (stat === null) return isNumberTaken(pid) ? 'alive' : null
  // The name in brackets may hold anything; the fields after it are the state and, 19 further, the start in ticks since boot.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  return `${readQuietly('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${fields[19]}`
}

function readQuietly(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
