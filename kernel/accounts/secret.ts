import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

const fileName = 'secret'

/** The installation's secret, at least 32 characters: made once, kept in the data folder, readable by the owner only. */
export async function readSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, fileName)
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept.trim().length >= 32) return kept.trim()
  await mkdir(dataDir, { recursive: true })
  await keep(file, randomBytes(48).toString('base64url'))
  return (await readFile(file, 'utf8')).trim()
}

/** Written beside and linked into place, so that of two processes that start together the second finds the first one's. */
async function keep(file: string, secret: string): Promise<void> {
  const beside = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  await writeFile(beside, `${secret}\n`, { mode: 0o600 })
  await chmod(beside, 0o600)
  await link(beside, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(beside, { force: true })
}
