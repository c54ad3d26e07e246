import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Installation, openInstallation } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'

const program = fileURLToPath(new URL('../../bin/zhike.mjs', import.meta.url))
const secret = 'only for this test, but long enough'
const quiet = { info() {}, warn() {}, error() {} }

export type Process = Readonly<{ child: ChildProcess; address: string }>
export type Processes = Readonly<{
  /** An installation in the test's own process over the same database, which has the workspace `test`. */
  installation: Installation
  /** Starts a server process of its own. */
  start(): Promise<Process>
  /** Ends a process as a loss of power would. */
  kill(child: ChildProcess): Promise<void>
}>

/** A database of its own and server processes over it that may be killed. All ends after the file's last test. */
export async function openProcesses(more: Readonly<Record<string, string>> = {}): Promise<Processes> {
  const clone = await cloneDatabase(modules, 'en')
  const dataDir = await mkdtemp(join(tmpdir(), 'zhike-processes-'))
  const installation = await openInstallation({
    dataDir,
    databaseUrl: clone.url,
    secret,
    publicUrl: 'http://127.0.0.1:3000',
    modules,
    log: quiet,
    sendReset: () => undefined,
    embedded: 'share',
  })
  const running = new Set<ChildProcess>()
  const kill = async (child: ChildProcess): Promise<void> => {
    running.delete(child)
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  after(async () => {
    for (const child of running) await kill(child)
    await installation.close()
    await clone.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const own = { PORT: '0', ZHIKE_LOG: 'silent', ZHIKE_WEB: 'off', ZHIKE_DATA: dataDir, ZHIKE_SECRET: secret, DATABASE_URL: clone.url }
  return {
    installation,
    kill,
    async start() {
      const env = { ...process.env, ...own, ...more }
      const child = spawn(process.execPath, [program, 'start', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
      running.add(child)
      for await (const line of createInterface({ input: child.stdout! }))
        if (line.startsWith('{')) return { child, address: (JSON.parse(line) as { address: string }).address }
      throw new Error('the server did not start')
    },
  }
}
