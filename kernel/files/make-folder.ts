import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it that are missing; one that is there already is left as it is.
 *
 * In place of `mkdir` with `recursive`, which asks for ever (on a thread of its own, so that not even a signal ends the process) where the
 * system answers "no such folder" although the folder above is there, as below /proc.
 *
 * @throws the system's error, ENOTDIR where a file has that name
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  try {
    await mkdir(path, { mode })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return assertFolder(path)
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolder(dirname(path), mode)
    await mkdir(path, { mode })
  }
}

async function assertFolder(path: string): Promise<void> {
  if (!(await stat(path)).isDirectory()) throw Object.assign(new Error(`${path} is a file`), { code: 'ENOTDIR' })
}
