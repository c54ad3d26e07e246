import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Letter } from '#kernel'

const keptMs = 7 * 24 * 3_600_000

/** Puts a letter that no mail server takes into a folder that only the owner of the installation reads, for handing on; those of last week go. Answers the file. */
export async function leaveLetter(folder: string, { to, subject, text }: Letter): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const now = Date.now()
  for (const name of await readdir(folder)) {
    const file = join(folder, name)
    const written = await stat(file).catch(() => null)
    if (written && now - written.mtimeMs > keptMs) await rm(file, { force: true })
  }
  const file = join(folder, `${new Date(now).toISOString().replace(/[:.]/g, '-')}-${process.hrtime.bigint() % 100_000n}.txt`)
  await writeFile(file, `To: ${to}\nSubject: ${subject}\n\n${text}\n`, { mode: 0o600, flag: 'wx' })
  return file
}
