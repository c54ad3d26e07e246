import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Bare } from './bare.ts'
import { openClient } from './client.ts'

/** Starts the plain server in a process of its own, as ours is one. Its answers are read as text only, as those of ours are. */
export async function openDoor(url: string): Promise<{ run: Bare; close(): void }> {
  const child = fork(join(import.meta.dirname, 'plain-door.ts'), {
    env: { ...process.env, BENCH_DATABASE: url },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [port] = (await once(child, 'message')) as [number]
  const client = openClient(`http://127.0.0.1:${port}`, 'none', '')
  const known = new Map<string, Promise<string>>()
  const numberOf = (text: string, plan: string): Promise<string> => {
    const key = plan + text
    return known.get(key) ?? known.set(key, client.send('POST', '/statements', { text, plan })).get(key)!
  }
  return {
    run: async (text, values = [], { plan = 'custom' } = {}) => {
      await client.send('POST', `/${await numberOf(text, plan)}`, values)
      return []
    },
    close: () => child.disconnect(),
  }
}
