import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, single } from '../figure.ts'
import { startServer } from '../server.ts'
import type { Stand } from '../stand.ts'

/** From the command to the first answer; the web app is there already. */
export async function start(stand: Stand): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhike-bench-start-'))
  try {
    const withDemo = await demoSeconds()
    const first = await startServer(dataDir)
    await first.stop()
    const later: number[] = []
    for (let i = 0; i < 3; i += 1) {
      const again = await startServer(dataDir)
      later.push(again.startMs)
      await again.stop()
    }
    return [
      single('start: first, with demo data', withDemo, { unit: 's', most: 25 }),
      single('start: first, empty', first.startMs / 1000, { unit: 's', most: null, digits: 2 }),
      single('start: later', later.sort((a, b) => a - b)[1]! / 1000, { unit: 's', most: 4, digits: 2 }),
      single('start: later, on the data of this bench', stand.server.startMs / 1000, { unit: 's', most: 4, digits: 2 }),
    ]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function demoSeconds(): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../bin/zhike.mjs'), 'demo'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: '0', ZHIKE_WEB: 'off', ZHIKE_LOG: 'warn' },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const ready = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  await Promise.race([ready, ended])
  const seconds = (performance.now() - began) / 1000
  if (child.exitCode !== null) throw new Error(`The demo did not start: ${said.slice(-2_000)}`)
  child.kill('SIGTERM')
  await ended
  return seconds
}
