import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { connectRunning, type EmbeddedOptions, startEmbedded } from './embedded.ts'
import { StartProblem } from './start-problem.ts'

const isRoot = process.getuid?.() === 0
const log = { info: () => undefined, warn: () => undefined }
const root = await realpath(await mkdtemp(join(tmpdir(), 'zhike-embedded-')))
await chmod(root, 0o755)
after(() => rm(root, { recursive: true, force: true }))

const start = (dataDir: string, o: Partial<EmbeddedOptions> = {}) => startEmbedded({ dataDir, log, fsync: false, ...o })

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** A process of its own that starts the database of a folder, inserts numbers and says each one it got an answer for. */
function startHolder(dataDir: string, o: { uid?: number; gid?: number } = {}): ChildProcess {
  const program = `
    import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./embedded.ts'))}
    import pg from ${JSON.stringify(import.meta.resolve('pg'))}
    const log = { info() {}, warn() {} }
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log })
    const client = new pg.Client({ connectionString: server.url })
    client.on('error', () => {})
    await client.connect()
    await client.query('CREATE TABLE IF NOT EXISTS number (n int PRIMARY KEY)')
    let isOver = false
    process.once('SIGTERM', () => { isOver = true; server.stop().then(() => process.exit(0)) })
    console.log('ready ' + server.pid)
    for (let n = 0; !isOver; n++) { await client.query('INSERT INTO number VALUES ($1)', [n]).catch((error) => { if (!isOver) throw error }); console.log('kept ' + n) }`
  return spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], ...o })
}

async function readUntil(child: ChildProcess, pattern: RegExp): Promise<string> {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk))
  for await (const chunk of child.stdout!) if (pattern.test((text += chunk))) return text
  throw new Error(text)
}

const lastKept = (text: string): number => Number([...text.matchAll(/^kept (\d+)\n/gm)].at(-1)![1])

const endHard = async (child: ChildProcess): Promise<void> => {
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null
  child.kill('SIGKILL')
  await ended
}

test('a first start makes a database that only its owner can reach', async () => {
  const dataDir = join(root, 'first')
  await mkdir(dataDir, { mode: 0o700 })
  const server = await start(dataDir, { settings: { work_mem: '12MB' } })
  const [found] = await ask(
    server.url,
    `SELECT current_user AS "user", lower('ÄÉ') AS lower, current_setting('listen_addresses') AS addresses, current_setting('fsync') AS fsync,
       current_setting('work_mem') AS work_mem, current_setting('data_checksums') AS checksums, current_setting('TimeZone') AS zone,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS super,
       (SELECT datlocprovider::text || ' ' || datlocale || ' ' || pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()) AS locale`,
  )
  assert.deepEqual(found, {
    user: 'zhike',
    lower: 'äé',
    addresses: '',
    fsync: 'off',
    work_mem: '12MB',
    checksums: 'on',
    zone: 'UTC',
    super: false,
    locale: 'b C.UTF-8 UTF8',
  })
  assert.ok((await stat(join(dataDir, 'database'))).isDirectory())
  assert.equal((await stat(join(dataDir, 'database-access.json'))).mode & 0o777, 0o600)
  assert.equal((await stat(join(dataDir, 'database.log'))).mode & 0o777, 0o600)
  await assert.rejects(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1'), { code: '28P01' })
  assert.equal((await ask(server.superuserUrl, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user'))[0]!.rolsuper, true)
  await ask(server.url, 'CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)')
  await server.stop()
  await server.stop()
  await assert.rejects(ask(server.url, 'SELECT 1'), { code: 'ENOENT' })

  const again = await start(dataDir)
  assert.deepEqual(await ask(again.url, 'SELECT n FROM kept'), [{ n: 7 }])
  await again.stop()
})

test('a running database can be found by another program; a second start is refused with one line', async () => {
  const dataDir = join(root, 'second')
  assert.equal(await connectRunning(dataDir), null)
  const server = await start(dataDir)
  assert.deepEqual(await connectRunning(dataDir), { url: server.url })
  const refused = (error: unknown) =>
    error instanceof StartProblem && error.line === `The data folder ${dataDir} is in use by process ${process.pid}.`
  await assert.rejects(start(dataDir), refused)
  const other = startHolder(dataDir)
  await assert.rejects(readUntil(other, /ready/), new RegExp(`in use by process ${process.pid}\\.`))
  await server.stop()
  assert.equal(await connectRunning(dataDir), null)
})

test('what was acknowledged outlives the kill of our process, and then of the server', async () => {
  const dataDir = join(root, 'killed')
  const holder = startHolder(dataDir)
  const said = await readUntil(holder, /kept 20\n/)
  const pid = Number(/ready (\d+)/.exec(said)![1])
  await endHard(holder)

  const adopted = await start(dataDir)
  assert.equal(adopted.pid, pid)
  const exited = new Promise<void>((resolve) => adopted.onExit(resolve))
  const { n } = (await ask(adopted.url, 'SELECT max(n) AS n FROM number'))[0] as { n: number }
  assert.ok(n >= lastKept(said))
  await ask(adopted.url, 'INSERT INTO number SELECT max(n) + 1 FROM number')
  process.kill(pid, 'SIGKILL')
  await exited
  await adopted.stop()

  const restarted = await start(dataDir)
  assert.notEqual(restarted.pid, pid)
  assert.deepEqual(await ask(restarted.url, 'SELECT max(n) AS n FROM number'), [{ n: n + 1 }])
  await restarted.stop()
})

test('a note of a server that is gone does not hinder, even when its number belongs to somebody else now', async () => {
  const dataDir = join(root, 'stale')
  await (await start(dataDir)).stop()
  for (const pid of [2 ** 22 - 3, process.pid]) {
    const database = join(dataDir, 'database')
    await writeFile(join(database, 'postmaster.pid'), `${pid}\n${database}\n1700000000\n5432\n${database}\n\n  1234567    0\nready   \n`)
    if (isRoot) {
      const { uid, gid } = await stat(database)
      await chown(join(database, 'postmaster.pid'), uid, gid)
    }
    assert.equal(await connectRunning(dataDir), null)
    const server = await start(dataDir)
    assert.equal((await ask(server.url, 'SELECT 1 AS n'))[0]!.n, 1)
    await server.stop()
  }
})

test('the end of the server is told once, unless it was asked for', async () => {
  const server = await start(join(root, 'exit'))
  let told = 0
  server.onExit(() => told++)
  process.kill(server.pid, 'SIGQUIT')
  while (told === 0) await pause(5)
  await server.stop()
  const second = await start(join(root, 'exit'))
  second.onExit(() => told++)
  await second.stop()
  await pause(20)
  assert.equal(told, 1)
})

test('a data folder with a long name has its socket elsewhere', async () => {
  const dataDir = join(root, 'a'.repeat(90), 'b'.repeat(90))
  const server = await start(dataDir)
  const socketDir = new URL(server.url).searchParams.get('host')!
  assert.ok(socketDir.length < 86 && !socketDir.startsWith(root))
  assert.equal((await stat(socketDir)).mode & 0o777, 0o700)
  assert.deepEqual(await ask(server.url, 'SELECT 1 AS n'), [{ n: 1 }])
  await server.stop()
  await rm(socketDir, { recursive: true })
})

test('a start that fails says why in one line and lets go of the folder', async () => {
  const dataDir = join(root, 'wrong')
  await assert.rejects(
    start(dataDir, { settings: { work_mem: 'much' } }),
    (error) => error instanceof StartProblem && /work_mem/.test(error.line),
  )
  const server = await start(dataDir)
  await server.stop()
  await writeFile(join(dataDir, 'database', 'PG_VERSION'), '17\n')
  await assert.rejects(start(dataDir), (error) => error instanceof StartProblem && /made by PostgreSQL 17/.test(error.line))
})

test('as root, a folder that the server may not enter keeps its database elsewhere', { skip: !isRoot }, async () => {
  const closed = join(root, 'closed')
  await mkdir(closed, { mode: 0o700 })
  const dataDir = join(closed, 'data')
  const server = await start(dataDir)
  const { database, reason } = JSON.parse(await readFile(join(dataDir, 'database-location.json'), 'utf8')) as Record<string, string>
  try {
    assert.ok(!database!.startsWith(root) && reason!.includes(closed))
    await ask(server.url, 'CREATE TABLE kept (n int)')
    assert.deepEqual(await connectRunning(dataDir), { url: server.url })
    await server.stop()
    const again = await start(dataDir)
    assert.deepEqual(await ask(again.url, 'SELECT n FROM kept'), [])
    await again.stop()

    const copy = join(closed, 'copy')
    assert.equal(spawnSync('cp', ['-r', dataDir, copy]).status, 0)
    await assert.rejects(start(copy), (error) => error instanceof StartProblem && /database of another data folder/.test(error.line))
  } finally {
    await rm(dirname(database!), { recursive: true, force: true })
  }
  await assert.rejects(start(dataDir), (error) => error instanceof StartProblem && /is not there/.test(error.line))
})

test('as an ordinary user', { skip: !isRoot }, async () => {
  const dataDir = join(root, 'ordinary')
  await mkdir(dataDir, { mode: 0o700 })
  await chown(dataDir, 65534, 65534)
  const holder = startHolder(dataDir, { uid: 65534, gid: 65534 })
  await readUntil(holder, /kept 3\n/)
  assert.equal((await stat(join(dataDir, 'database'))).uid, 65534)
  const ended = once(holder, 'exit')
  holder.kill('SIGTERM')
  await ended
  // Root takes over what an ordinary user began, and the server still runs as that user.
  await chmod(dataDir, 0o711)
  const server = await start(dataDir)
  assert.ok(((await ask(server.url, 'SELECT max(n) AS n FROM number'))[0]!.n as number) >= 3)
  assert.equal((await stat(`/proc/${server.pid}`)).uid, 65534)
  await server.stop()
})
