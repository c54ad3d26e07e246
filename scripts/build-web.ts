import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { projectRoot } from './source-files.ts'
import { hashFile, hashWebSources, webFolder } from './web-sources.ts'

/** Told when a build begins and ends; a pino logger fits. */
export type BuildLog = Readonly<{ info(details: object, message: string): void }>

const isBuiltFrom = async (hash: string): Promise<boolean> =>
  (await readFile(join(webFolder, hashFile), 'utf8').catch(() => '')) === hash && existsSync(join(webFolder, 'index.html'))

/** Vite runs in a process of its own: what it takes in memory is given back before the first request. */
function runVite(outDir: string): Promise<void> {
  const vite = join(projectRoot, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The web app could not be built:\n${said.trim()}`))))
  })
}

/** Two starts at once each build into a folder of their own; the later one stays. */
async function moveInto(made: string): Promise<void> {
  const old = `${made}-old`
  await rename(webFolder, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  await rename(made, webFolder)
  await rm(old, { recursive: true, force: true })
}

/**
 * The folder of the web app, built from the sources as they are. Builds nothing when they are those of the last build.
 *
 * @throws Error with the builder's words when the sources do not build.
 */
export async function ensureWebBuilt({ log }: { log: BuildLog }): Promise<string> {
  const hash = hashWebSources()
  if (await isBuiltFrom(hash)) return webFolder
  const begin = performance.now()
  log.info({}, 'web app is being built')
  await mkdir(dirname(webFolder), { recursive: true })
  const made = await mkdtemp(join(dirname(webFolder), '.web-'))
  try {
    await runVite(made)
    await moveInto(made)
  } finally {
    await rm(made, { recursive: true, force: true })
  }
  log.info({ ms: Math.round(performance.now() - begin) }, 'web app built')
  return webFolder
}

if (import.meta.main) await ensureWebBuilt({ log: { info: (_, message) => console.log(message) } })
