import { get, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, single } from '../figure.ts'
import { p95 } from '../measure.ts'
import { readerCount } from '../prepare.ts'
import { cpuSeconds } from '../server.ts'
import type { Stand } from '../stand.ts'

const streams = 500
const perSecond = 50
const seconds = 8
const everyMs = 1_000 / perSecond

/** 500 open browsers that see everything, while 50 accounts a second change. */
export async function live(stand: Stand): Promise<readonly Figure[]> {
  const ids = (
    await stand.bare(`SELECT id FROM ${stand.workspace.schema}.account TABLESAMPLE SYSTEM (1) LIMIT ${perSecond * seconds * 2}`)
  ).map(([id]) => String(id))
  const alone = await change(stand, ids.slice(perSecond * seconds), new Map())
  const sentAt = new Map<string, number>()
  const times: number[] = []
  const open = await listen(stand, (text) => {
    const now = performance.now()
    for (const [id] of text.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g)) {
      const at = sentAt.get(id)
      if (at !== undefined) times.push(now - at)
    }
  })
  const load = await change(stand, ids.slice(0, perSecond * seconds), sentAt)
  await pause(2_000)
  for (const response of open) response.destroy()
  const sorted = times.sort((a, b) => a - b)
  const share = sorted.length / (streams * perSecond * seconds)
  return [
    single(`live: ${streams} browsers, ${perSecond} changes a second: a change reaches them, p95`, p95(sorted), {
      unit: 'ms',
      most: 1_000,
    }),
    single('live: slowest', sorted.at(-1) ?? Number.NaN, { unit: 'ms', most: 1_000 }),
    single('live: announcements that did not arrive', Math.max(0, 1 - share) * 100, { unit: '%', most: 0, digits: 2 }),
    single('live: processor, changes and announcements', load * 100, { unit: '% of a core', most: null }),
    single('live: processor for the announcements alone', (load - alone) * 100, { unit: '% of a core', most: 30 }),
  ]
}

/** Changes the accounts one after the other in even steps; answers the share of a core that the server used. */
async function change(stand: Stand, ids: readonly string[], sentAt: Map<string, number>): Promise<number> {
  const before = await cpuSeconds(stand.server.pid)
  const began = performance.now()
  const open: Promise<string>[] = []
  for (const [i, id] of ids.entries()) {
    await pause(Math.max(0, began + i * everyMs - performance.now()))
    sentAt.set(id, performance.now())
    open.push(stand.people.administrator.client.send('PATCH', `/accounts/${id}`, { headcount: Math.floor(began / 1000) + i }))
  }
  await Promise.all(open)
  return ((await cpuSeconds(stand.server.pid)) - before) / ((performance.now() - began) / 1000)
}

async function listen(stand: Stand, onText: (text: string) => void): Promise<IncomingMessage[]> {
  const keys = await Promise.all(Array.from({ length: readerCount }, (_, i) => stand.keyOf(`reader${i}`)))
  return Promise.all(
    Array.from({ length: streams }, (_, i) => {
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
      const headers = { authorization: `Bearer ${keys[i % keys.length]}` }
      get(`${stand.server.address}/api/v1/stream?objects=account`, { headers, agent: false }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`a stream was answered with ${response.statusCode}`))
        response
          .setEncoding('utf8')
          .on('data', onText)
          .on('error', () => undefined)
        resolve(response)
      }).on('error', reject)
      return promise
    }),
  )
}
