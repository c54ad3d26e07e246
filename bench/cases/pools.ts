import { setTimeout as pause } from 'node:timers/promises'
import { runRound } from '#kernel'
import { returnToPools } from '#modules/pools'
import type { Bare } from '../bare.ts'
import type { Client } from '../client.ts'
import { openClient, queryOf } from '../client.ts'
import { type Figure, single } from '../figure.ts'
import { median, p95 } from '../measure.ts'
import type { Stand } from '../stand.ts'

const people = 100
const claimsEach = 8
const perDay = 5
const inPool = 10_000
/** So many records are wanted by all, so that many want the same one in the same moment. */
const wanted = 400

type Tried = Readonly<{ ms: number; ok: boolean }>

/** A hundred people who claim from one pool at once, over REST: nobody has more than his limit, nothing has two owners. */
export async function pools(stand: Stand, { log }: { log: (line: string) => void }): Promise<readonly Figure[]> {
  return [
    ...(await claims(stand, { log, from: 1_000, paceMs: 2_000 })),
    ...(await claims(stand, { log, from: 1_200, paceMs: 0 })),
    ...(await night(stand, log)),
  ]
}

type Wave = Readonly<{ log: (line: string) => void; from: number; paceMs: number }>

async function claims(stand: Stand, { log, from, paceMs }: Wave): Promise<Figure[]> {
  const { client } = stand.people.administrator
  const made = JSON.parse(await client.send('POST', '/pools', { name: `抢单 ${Date.now()}`, perDay, mostHeld: 10_000 })) as { id: string }
  await client.send('POST', '/shares', { object: 'pool', record: made.id, granteeKind: 'role', grantee: 'rep' })
  const ids = await layIn(stand, made.id)
  const clients = await claimers(stand, from)
  const tries: Tried[] = []
  const began = performance.now()
  await Promise.all(
    clients.map(async (one, p) => {
      for (let c = 0; c < claimsEach; c += 1) {
        await pause((paceMs * ((p * 13) % people)) / people)
        tries.push(await tryClaim(one, ids[(p * 7 + c * 31) % wanted]!))
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const facts = await claimed(stand.bare, stand.workspace.schema, made.id)
  const ok = tries.filter(({ ok }) => ok).length
  log(`${ok} of ${tries.length} claims succeeded in ${seconds.toFixed(1)} s; ${JSON.stringify(facts)}`)
  if (facts.moves !== ok || facts.twice > 0 || facts.most > perDay || facts.owned !== ok) throw new Error('claims do not add up')
  const how = paceMs > 0 ? `each every ${paceMs / 1000} s or sooner` : 'each at once again'
  const times = tries.map(({ ms }) => ms).toSorted((a, b) => a - b)
  return [
    single(`pools: ${people} people claim, ${how}: median answer`, median(times), { unit: 'ms', most: 100 }),
    single(`pools: ${people} people claim, ${how}: slowest of twenty`, p95(times), { unit: 'ms', most: null }),
  ]
}

async function tryClaim(client: Client, id: string): Promise<Tried> {
  const began = performance.now()
  const ok = await client.send('POST', `/accounts/${id}/claim`, {}).then(
    () => true,
    (error: Error) => (/ answered (404|409)/.test(error.message) ? false : Promise.reject(error)),
  )
  return { ms: performance.now() - began, ok }
}

/** Puts records of the workspace into the pool as they would lie there. */
async function layIn({ bare, workspace }: Stand, pool: string): Promise<string[]> {
  const table = `${workspace.schema}.account`
  const rows = await bare(
    `UPDATE ${table} SET owner_id = NULL, department_id = NULL, pool_id = $1, pooled_at = now() - interval '1 day'
    WHERE id IN (SELECT id FROM ${table} WHERE pool_id IS NULL ORDER BY id LIMIT ${inPool}) RETURNING id`,
    [pool],
  )
  return rows.map(([id]) => String(id))
}

/** A key for each of a hundred representatives. */
const claimers = (stand: Stand, from: number): Promise<Client[]> =>
  Promise.all(Array.from({ length: people }, async (_, i) => openClient(stand.server.address, await stand.keyOf(String(from + i)))))

async function claimed(bare: Bare, schema: string, pool: string) {
  const [[moves, twice, most, owned]] = (await bare(
    `SELECT count(*), count(*) - count(DISTINCT account_id), max(each), count(a.owner_id)
    FROM (SELECT m.*, count(*) OVER (PARTITION BY person_id) AS each FROM ${schema}.pool_move m WHERE pool_id = $1 AND kind = 'claimed') m
    JOIN ${schema}.account a ON a.id = m.account_id AND a.owner_id = m.person_id`,
    [pool],
  )) as [[string, string, string, string]]
  return { moves: Number(moves), twice: Number(twice), most: Number(most), owned: Number(owned) }
}

/** A rule that means every customer: what a rehearsal takes, the night that warns all of them, the night that takes them, and the way back. */
async function night(stand: Stand, log: (line: string) => void): Promise<Figure[]> {
  const { client } = stand.people.administrator
  // The server itself shall leave this night alone.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: stand.workspace.timeZone }).format(new Date())
  await client.send('POST', '/pool-runs', { name: today, day: today, state: 'stopped' }).catch(() => undefined)
  const pool = JSON.parse(await client.send('POST', '/pools', { name: `夜间 ${Date.now()}` })) as { id: string }
  const rule = JSON.parse(await client.send('POST', '/pool-rules', { name: '测量', pool: pool.id, days: 1, noticeDays: 1 })) as {
    id: string
  }
  const rehearsed = await timed(() => client.send('POST', `/pool-rules/${rule.id}/rehearse`, {}))
  log(`rehearsed in ${rehearsed.toFixed(1)} s`)
  const { engine } = stand.installation
  const figures = [single('pools: rehearsal over all customers', rehearsed, { unit: 's', most: 10 })]
  for (const [name, days] of [
    ['warns', 2],
    ['takes', 4],
  ] as const) {
    const now = new Date(Date.now() + days * 86_400_000)
    now.setUTCHours(12)
    const seconds = await timed(() => runRound(engine, stand.workspace, returnToPools, { now }))
    log(`a night that ${name}: ${seconds.toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
    figures.push(single(`pools: a night that ${name} all customers`, seconds, { unit: 's', most: null }))
  }
  figures.push(single('pools: undo of the night that took', await timed(() => undoNight(stand)), { unit: 's', most: null }))
  await client.send('DELETE', `/pool-rules/${rule.id}`, {})
  return figures
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await run()
  return (performance.now() - began) / 1000
}

async function undoNight(stand: Stand): Promise<void> {
  const { client } = stand.people.administrator
  const { rows } = JSON.parse(await client.get(`/pool-runs${queryOf({ sort: '-day', limit: 1 })}`)) as { rows: { changeSet: string }[] }
  const run = JSON.parse(await client.send('POST', `/change-sets/${rows[0]!.changeSet}/undo/run`, {})) as { id: string }
  for (;;) {
    const { state, error } = JSON.parse(await client.get(`/runs/${run.id}`)) as { state: string; error: unknown }
    if (state === 'done') return
    if (state !== 'running' && state !== 'queued') throw new Error(`the undo is ${state}: ${JSON.stringify(error)}`)
    await pause(500)
  }
}
