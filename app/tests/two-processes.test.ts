import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { member, system } from '#kernel'
import { openProcesses, type Process } from './open-processes.ts'

const { installation, start, kill } = await openProcesses({ ZHIKE_GUEST_REQUESTS_PER_MINUTE: '120' })
const password = 'correct horse battery staple'
const { engine, accounts, database } = installation
const workspace = await engine.workspace('test')

async function addPerson(name: string, role: string): Promise<{ id: string; key: string; email: string }> {
  const email = `${name}@example.com`
  const [row] = await engine.work({ workspace, actor: system('test') }, { via: 'api' }, (work) =>
    work.create(member, [{ name, email, roles: [role as 'rep'] }]),
  )
  await accounts.createUserWithMember({ workspace, memberId: row!.id, name, email, password })
  return { id: row!.id, email, key: await accounts.createKey({ workspace: 'test', email }) }
}
const admin = await addPerson('ada', 'administrator')
const reader = await addPerson('rea', 'readonly')

const call = (at: Process, method: string, path: string, o: { key?: string; cookie?: string; body?: unknown } = {}) =>
  fetch(`${at.address}/api/v1/${path}`, {
    method,
    headers: {
      ...(o.cookie ? { cookie: o.cookie, 'x-zhike': '1' } : { authorization: `Bearer ${o.key ?? admin.key}` }),
      ...(o.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(o.body ? { body: JSON.stringify(o.body) } : {}),
  })
async function within(ms: number, isTrue: () => Promise<boolean> | boolean, what: string): Promise<number> {
  const began = Date.now()
  while (!(await isTrue())) {
    assert.ok(Date.now() - began < ms, `${what}: not within ${ms} ms`)
    await pause(20)
  }
  return Date.now() - began
}

const [one, two] = await Promise.all([start(), start()])

test('what one process writes, a browser at the other hears', async () => {
  const stream = await call(two, 'GET', 'stream?objects=account')
  let heard = ''
  const reading = (async () => {
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) heard += chunk
  })().catch(() => undefined)
  const made = (await (await call(one, 'POST', 'accounts', { body: { name: 'Heard' } })).json()) as { id: string }
  await within(20_000, () => heard.includes(made.id), 'live update')
  await stream.body!.cancel().catch(() => undefined)
  void reading
})

test('rights, sessions and keys that end at one process end at the other', async () => {
  assert.equal((await call(two, 'POST', 'accounts', { key: reader.key, body: { name: 'No' } })).status, 403)
  await call(one, 'PATCH', `members/${reader.id}`, { body: { roles: ['administrator'] } })
  await within(
    20_000,
    async () => (await call(two, 'POST', 'accounts', { key: reader.key, body: { name: 'Yes' } })).status === 201,
    'rights',
  )
  const signedIn = await fetch(`${one.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-zhike': '1' },
    body: JSON.stringify({ email: reader.email, password }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  assert.equal((await call(two, 'GET', 'accounts', { cookie })).status, 200)
  await call(one, 'DELETE', 'session', { cookie })
  await within(20_000, async () => (await call(two, 'GET', 'accounts', { cookie })).status === 401, 'session')
  await call(one, 'PATCH', `members/${reader.id}`, { body: { active: false } })
  await within(20_000, async () => (await call(two, 'GET', 'accounts', { key: reader.key })).status === 401, 'deactivation')
})

test('a limit on calls counts both processes together', async () => {
  const guest = (at: Process) => call(at, 'GET', 'accounts', { key: 'zk_nobody' })
  let let1 = 0
  for (let n = 0; n < 120; n++) if ((await guest(n % 2 === 0 ? one : two)).status === 401) let1++
  await pause(1_500)
  // A minute's worth is used up between them: what is left is what a moment gives back.
  const more = await Promise.all(Array.from({ length: 40 }, (_, n) => guest(n % 2 === 0 ? one : two)))
  const refused = more.filter((answer) => answer.status === 429)
  assert.ok(let1 >= 100, `${let1} of the first 120 were let through`)
  assert.ok(refused.length >= 20, `${refused.length} of 40 more were refused`)
  assert.ok(refused.every((answer) => Number(answer.headers.get('retry-after')) >= 1))
})

test('a process killed under load loses no write that was acknowledged, and its jobs are done by another', async () => {
  // Rows enough that a backup is still under way when its process dies.
  await database.pool.query(
    `CREATE TABLE w_test.heap AS SELECT n, md5(n::text) AS a, md5((n * 7)::text) AS b FROM generate_series(1, 1500000) n`,
  )
  await kill(two.child)
  const acknowledged: string[] = []
  let isOver = false
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; !isOver; n++) {
      const externalId = `${writer}-${n}`
      const answer = await call(one, 'POST', 'accounts', { body: { name: `Load ${externalId}`, externalId } }).catch(() => null)
      if (answer?.status === 201) acknowledged.push(externalId)
      else return
    }
  })
  const wish = (await (await call(one, 'POST', 'backups', { body: {} })).json()) as { name: string }
  const stateOf = async (at: Process) =>
    ((await (await call(at, 'GET', 'backups')).json()) as { rows: { name: string; state: string; done: number }[] }).rows.find(
      ({ name }) => name === wish.name,
    )
  await within(20_000, async () => (await stateOf(one))?.state === 'running', 'the backup begins')
  await pause(300)
  assert.equal((await stateOf(one))?.state, 'running', 'the backup is still under way')
  await kill(one.child)
  isOver = true
  await Promise.all(writers)
  assert.ok(acknowledged.length > 20, `${acknowledged.length} writes were acknowledged`)
  const three = await start()
  const { rows } = await database.pool.query<{ external_id: string }>(`SELECT external_id FROM w_test.account WHERE external_id LIKE '%-%'`)
  const kept = new Set(rows.map((row) => row.external_id))
  assert.deepEqual(
    acknowledged.filter((id) => !kept.has(id)),
    [],
  )
  const { rows: logged } = await database.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM w_test.account a WHERE external_id LIKE '%-%' AND NOT EXISTS (SELECT 1 FROM w_test.change c WHERE c.record_id = a.id)`,
  )
  assert.equal(logged[0]!.n, 0)
  await within(90_000, async () => (await stateOf(three))?.state === 'done', 'the backup is made by another process')
})
