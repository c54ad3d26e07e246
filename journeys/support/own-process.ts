import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { projectRoot } from '../../scripts/source-files.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const startMs = 60_000

async function untilReady(address: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + startMs
  while (performance.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(`${address}/health/ready`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the server did not become ready')
}

/** An installation in a process of its own, as `npm start` runs it, that can be killed and started again on the same data. */
export async function openProcess() {
  const folder = await mkdtemp(join(tmpdir(), 'zhike-journey-'))
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  let child: ChildProcess
  const start = async () => {
    child = spawn(process.execPath, [join(projectRoot, 'bin/zhike.mjs'), 'start'], {
      env: { ...process.env, DATABASE_URL: '', ZHIKE_DATA: folder, PORT: String(port), ZHIKE_LOG: 'info' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await untilReady(address, child)
  }
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  await start()
  after(async () => {
    if (child.exitCode === null && child.signalCode === null) await end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  })
  return { address, start, kill: () => end('SIGKILL') }
}
