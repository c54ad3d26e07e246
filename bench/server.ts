import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type RunningServer = Readonly<{ pid: number; address: string; startMs: number; stop(): Promise<void> }>

const mostStartMs = 120_000
const root = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
/** What `npm start` says to Node; other limits of the heap would measure another product. */
const startArguments = scripts.start.split(' ').filter((part) => part.startsWith('--'))

/** The real server as a process of its own, ready to answer. */
export async function startServer(
  dataDir: string,
  o: { command?: readonly string[]; nodeArgs?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
): Promise<RunningServer> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const log = await open(join(dataDir, 'server.log'), 'a')
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [...startArguments, ...(o.nodeArgs ?? []), join(root, 'bin/zhike.mjs'), ...(o.command ?? ['start'])],
    {
      stdio: ['ignore', log.fd, 'pipe'],
      env: {
        ...process.env,
        ZHIKE_DATA: dataDir,
        PORT: String(port),
        ZHIKE_WEB: 'off',
        ZHIKE_LOG: 'warn',
        ZHIKE_REQUESTS_PER_MINUTE: '100000000',
        ...o.env,
      },
    },
  )
  let said = ''
  await log.close()
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (!(await isReady(address))) {
    if (child.exitCode !== null || performance.now() - began > mostStartMs) {
      child.kill()
      throw new Error(`The server did not start:\n${said}`)
    }
    await pause(25)
  }
  return {
    pid: child.pid!,
    address,
    startMs: performance.now() - began,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const isReady = (address: string): Promise<boolean> =>
  fetch(`${address}/health/ready`).then(
    (response) => response.ok,
    () => false,
  )

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Memory of a process now, in megabytes. */
export const memoryMb = async (pid: number): Promise<number> => Number(/VmRSS:\s+(\d+)/.exec(await statusOf(pid))?.[1] ?? Number.NaN) / 1024
/** The most memory it ever had, in megabytes. */
export const peakMemoryMb = async (pid: number): Promise<number> =>
  Number(/VmHWM:\s+(\d+)/.exec(await statusOf(pid))?.[1] ?? Number.NaN) / 1024

/** Seconds of processor time it has used so far. */
export async function cpuSeconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [user, kernel] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(kernel)) / 100
}

/** Only Linux tells; elsewhere the figures are NaN and shown as such. */
const statusOf = (pid: number): Promise<string> => readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
