import assert from 'node:assert/strict'
import { chmod, chown, cp, mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Embedded, startEmbedded } from './embedded.ts'
import { type Database, openDatabase } from './pool.ts'
import { sql } from './sql.ts'

const log = { info() {}, warn() {} }
const root = await realpath(await mkdtemp(join(tmpdir(), 'zhike-standby-')))
await chmod(root, 0o755)
const place = { schema: 'w_one', cluster: 'main' }
const primary = await startEmbedded({ dataDir: join(root, 'primary'), log, settings: { wal_level: 'replica' } })
let standby: Embedded | null = null
const database: Database = openDatabase({ url: primary.url, standbys: { main: [] } })
after(async () => {
  await standby?.stop()
  await database.close()
  await primary.stop()
  await rm(root, { recursive: true, force: true })
})

/** A copy of the running primary that follows it, made by its own means: nothing but the server's programs is there. */
async function startStandby(): Promise<Embedded> {
  const superuser = new pg.Client({ connectionString: primary.superuserUrl })
  await superuser.connect()
  await superuser.query(`SELECT pg_backup_start('standby', true)`)
  const to = join(root, 'standby')
  await mkdir(to, { mode: 0o711 })
  await chmod(to, 0o711)
  const from = join(root, 'primary')
  await cp(join(from, 'database-access.json'), join(to, 'database-access.json'))
  const skipped = /\/(postmaster\.(pid|opts)|pg_wal\/.+|\.s\.PGSQL\..*|pg_replslot\/.+)$/
  await cp(join(from, 'database'), join(to, 'database'), { recursive: true, filter: (path) => !skipped.test(path) })
  const { rows } = await superuser.query<{ labelfile: string }>('SELECT * FROM pg_backup_stop()')
  const { uid, gid } = await stat(join(from, 'database'))
  await writeFile(join(to, 'database', 'backup_label'), rows[0]!.labelfile)
  await writeFile(join(to, 'database', 'standby.signal'), '')
  // The log of the copy itself: what the primary writes from here on comes by streaming.
  await cp(join(from, 'database', 'pg_wal'), join(to, 'database', 'pg_wal'), { recursive: true })
  await ownAll(join(to, 'database'), { uid, gid })
  const url = new URL(primary.superuserUrl)
  const conninfo = `host=${url.searchParams.get('host') ?? url.hostname} port=${url.port} user=${url.username} password=${decodeURIComponent(url.password)}`
  const started = await startEmbedded({ dataDir: to, log, settings: { primary_conninfo: conninfo, hot_standby: 'on' } })
  await superuser.end()
  return started
}

async function ownAll(folder: string, to: { uid: number; gid: number }): Promise<void> {
  if (process.getuid?.() !== 0) return
  const { readdir } = await import('node:fs/promises')
  await chown(folder, to.uid, to.gid)
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), to.uid, to.gid)
}

const where = async (connection: { query: Database['control']['query'] }) =>
  (await connection.query(sql`SELECT pg_is_in_recovery() AS standby`))[0]!.standby === true

async function eventually(isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isTrue()); await pause(20)) assert.ok(Date.now() < end, 'did not happen in time')
}

await database.control.query(sql`CREATE SCHEMA w_one`)
await database.control.query(sql`CREATE TABLE w_one.note (n int PRIMARY KEY)`)
standby = await startStandby()
const reading = openDatabase({ url: primary.url, standbys: { main: [standby.url] } })
after(() => reading.close())

test('reading goes to the standby once it has what is known to be written, and to the primary where the present is asked for', async () => {
  await eventually(() => where(reading.read(place, { after: '0' })))
  await eventually(() => where(reading.report(place, { after: '0' })))
  assert.equal(await where(reading.read(place)), false)
  assert.equal(await where(reading.write(place)), false)
})

test('whoever wrote reads it, however far behind the standby is', async () => {
  const stop = new pg.Client({ connectionString: standby!.superuserUrl })
  await stop.connect()
  await stop.query('SELECT pg_wal_replay_pause()')
  const before = reading.seen(place)!
  await reading.transaction(place, (tx) => tx.query(sql`INSERT INTO w_one.note VALUES (1)`))
  await reading.write(place).affected(sql`INSERT INTO w_one.note VALUES (2)`)
  const count = async (after: string) =>
    Number((await reading.read(place, { after }).query(sql`SELECT count(*)::int AS n FROM w_one.note`))[0]!.n)
  assert.ok(BigInt(reading.seen(place)!) > BigInt(before))
  await pause(200)
  assert.equal(await count('0'), 2)
  // Another process, which hears of it only by what its reader brings along.
  const other = openDatabase({ url: primary.url, standbys: { main: [standby!.url] } })
  await eventually(() => where(other.read(place, { after: '0' })))
  assert.equal(await where(other.read(place, { after: reading.seen(place)! })), false)
  other.raise(place.schema, reading.seen(place)!)
  assert.equal(await where(other.read(place, { after: '0' })), false)
  await stop.query('SELECT pg_wal_replay_resume()')
  await eventually(() => where(other.read(place, { after: reading.seen(place)! })))
  await other.close()
  await eventually(() => where(reading.read(place, { after: '0' })))
  assert.equal(await count('0'), 2)
  await stop.end()
})

test('when the standby dies, reading goes on at the primary without an error', async () => {
  let [asked, isOver] = [0, false]
  const readers = Array.from({ length: 4 }, async () => {
    while (!isOver) {
      const [row] = await reading.read(place, { after: '0' }).query(sql`SELECT count(*)::int AS n FROM w_one.note`, { plan: 'generic' })
      assert.equal(row!.n, 2)
      asked++
    }
  })
  await pause(200)
  process.kill(standby!.pid, 'SIGKILL')
  await pause(1_000)
  isOver = true
  await Promise.all(readers)
  assert.ok(asked > 100)
  assert.equal(await where(reading.read(place, { after: '0' })), false)
})

test('when it is back, it is read from again', async () => {
  await standby!.stop()
  standby = await startEmbedded({ dataDir: join(root, 'standby'), log })
  await eventually(() => where(reading.read(place, { after: '0' })))
})
