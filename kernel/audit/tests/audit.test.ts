import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '../../db/sql.ts'
import { openSpecimen } from '../../http/tests/open-specimen.ts'
import { trimAudit } from '../trim.ts'
import { verifyAudit } from '../verify.ts'

const { audit, database, engine, signIn, withKey } = await openSpecimen()
const workspace = await engine.workspace('test')
const administrator = await signIn('administrator')
type Row = Record<string, unknown>
const read = async (query = '', who = administrator): Promise<Row[]> => (await who.ask('GET', `/api/v1/audit${query}`)).json().rows
const verify = async () => {
  await audit.flush()
  return verifyAudit(database, workspace, { key: audit.key })
}
const tamper = (piece: ReturnType<typeof sql>) => database.control.query(piece)

test('opening a record is noted with who, from where and which, once within five minutes', async () => {
  const manager = await signIn('manager')
  const { id } = (await manager.ask('POST', '/api/v1/firms', { name: 'Acme' })).json()
  for (let i = 0; i < 3; i++)
    assert.equal((await manager.ask('GET', `/api/v1/firms/${id}`, undefined, { 'user-agent': 'Test 1.0' })).statusCode, 200)
  const rows = await read(`?record=${id}`)
  assert.equal(rows.length, 1)
  const { id: _id, at: _at, ...rest } = rows[0]!
  assert.deepEqual(rest, {
    kind: 'open',
    via: 'web',
    object: 'firm',
    record: id,
    address: '127.0.0.1',
    device: 'Test 1.0',
    about: null,
    detail: null,
    actor: { id: manager.id, name: 'P2' },
  })
})

test('what was refused discloses nothing and is not noted', async () => {
  const [manager, rep] = [await signIn('manager'), await signIn('rep')]
  const { id } = (await manager.ask('POST', '/api/v1/firms', { name: 'Hidden' })).json()
  assert.equal((await rep.ask('GET', `/api/v1/firms/${id}`)).statusCode, 404)
  assert.deepEqual(await read(`?record=${id}`), [])
  assert.deepEqual(await read(`?person=${rep.id}&kind=open`), [])
})

test('searches keep their words; statements without rows are none', async () => {
  const manager = await signIn('manager')
  await manager.ask('GET', '/api/v1/search?q=13800000000')
  await manager.ask('GET', '/api/v1/firms?q=needle')
  await manager.ask('GET', '/api/v1/firms?q=explained&explain=sql')
  const rows = await read(`?person=${manager.id}&kind=search`)
  assert.deepEqual(
    rows.map(({ about }) => about),
    ['needle', '13800000000'],
  )
  assert.deepEqual((await read('?q=NEEDLE')).length, 1)
})

test('members hold phones: a list of them is noted, a list of firms without a filter is not', async () => {
  const manager = await signIn('manager')
  await manager.ask('GET', '/api/v1/members')
  await manager.ask('GET', '/api/v1/firms')
  await manager.ask('POST', '/api/v1/members/aggregate', { by: ['active'], measures: { n: 'count' } })
  await manager.ask('POST', '/api/v1/members/aggregate', { by: ['email'], measures: { n: 'count' } })
  const rows = await read(`?person=${manager.id}`)
  assert.deepEqual(
    rows.map(({ kind, object }) => `${kind} ${object}`),
    ['report member', 'list member', 'sign-in null'],
  )
})

test('a key is noted with each address it is used from, and what it read names it', async () => {
  const program = await withKey('manager')
  await program.ask('GET', '/api/v1/members')
  await program.ask('GET', '/api/v1/departments')
  const rows = await read(`?person=${program.id}`)
  assert.deepEqual(rows.map(({ kind, via }) => `${kind} ${via}`).sort(), ['key-made command', 'key-used api', 'list api'])
  assert.ok(rows.every(({ detail }) => typeof (detail as Row).key === 'string'))
})

test('only those who look after people read all of it; others their own', async () => {
  const [manager, rep] = [await signIn('manager'), await signIn('rep')]
  for (const who of [manager, rep]) await who.ask('GET', '/api/v1/members')
  assert.deepEqual([...new Set((await read('', rep)).map(({ actor }) => (actor as Row).id))], [rep.id])
  assert.deepEqual(await read(`?person=${manager.id}`, rep), [])
  for (const path of ['/api/v1/audit/file', '/api/v1/audit/chain']) assert.equal((await rep.ask('GET', path)).statusCode, 403, path)
})

test('pages follow each other without doubles, in the order of time', async () => {
  const all = await read('?limit=500')
  const pages: Row[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const answer: { rows: Row[]; next: string | null } = (
      await administrator.ask('GET', `/api/v1/audit?limit=3${cursor ? `&cursor=${cursor}` : ''}`)
    ).json()
    pages.push(...answer.rows)
    cursor = answer.next
  }
  assert.deepEqual(
    pages.map(({ id }) => id),
    all.map(({ id }) => id),
  )
  const wrong = ['?kind=nonsense', '?person=1', '?from=never', '?cursor=x', '?other=1']
  for (const query of wrong) assert.equal((await administrator.ask('GET', `/api/v1/audit${query}`)).statusCode, 400, query)
})

test('a change of rights is an entry that names its change set', async () => {
  const rep = await signIn('rep')
  const changed = await administrator.ask('PATCH', `/api/v1/members/${rep.id}`, { roles: ['manager'] })
  assert.equal(changed.statusCode, 200)
  await audit.anchor(workspace)
  const rows = await read('?kind=rights&limit=500')
  const mine = rows.find(({ detail }) => (detail as Row).changeSet === changed.headers['x-change-set']) ?? assert.fail('no entry')
  assert.deepEqual([mine.object, (mine.actor as Row).id, mine.via], ['member', administrator.id, 'web'])
})

test('the file of the audit holds what the list shows, and taking it is noted', async () => {
  const answer = await administrator.ask('GET', '/api/v1/audit/file?kind=search&format=jsonl')
  const lines = answer.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  assert.ok(lines.some(({ about, person }) => about === 'needle' && typeof person === 'string'))
  assert.deepEqual((await read('?kind=export'))[0]!.detail, { format: 'jsonl', of: 'audit' })
})

test('two processes write one chain', async () => {
  const notes = Array.from({ length: 20 }, (_, i) => ({ kind: 'open', actorId: null, via: 'job', detail: { i } }) as const)
  const { openAudit } = await import('../open-audit.ts')
  const log = { info: () => undefined, warn: (details: object) => assert.fail(JSON.stringify(details)) }
  const others = [1, 2, 3].map(() => openAudit({ database, secret: 'only for this test, but long enough', log }))
  for (const [i, note] of notes.entries()) others[i % 3]!.note(workspace, note)
  await Promise.all(others.map((other) => other.close()))
  const found = await verify()
  assert.equal(found.broken, null)
  assert.ok(found.entries >= 20)
})

test('a chain is whole until somebody changes, removes, adds or cuts off', async () => {
  await audit.anchor(workspace)
  assert.equal((await verify()).broken, null)
  const [row] = await database.control.query(
    sql`SELECT id, batch::int AS batch, actor_id::text AS actor FROM w_test.audit WHERE kind = 'search' ORDER BY at LIMIT 1`,
  )
  const batch = Number(row!.batch)
  const broken = async () => {
    const found = (await verify()).broken
    return found && [found.seq, found.what]
  }
  await tamper(sql`UPDATE w_test.audit SET actor_id = ${administrator.id}::uuid WHERE id = ${row!.id}::uuid`)
  assert.deepEqual(await broken(), [batch, 'entries'])
  await tamper(sql`UPDATE w_test.audit SET actor_id = ${row!.actor}::uuid, about = about || '!' WHERE id = ${row!.id}::uuid`)
  assert.deepEqual(await broken(), [batch, 'text'])
  await tamper(sql`UPDATE w_test.audit SET about = left(about, -1) WHERE id = ${row!.id}::uuid`)
  assert.equal(await broken(), null)
  const [set] = await database.control.query(
    sql`SELECT x.change_set_id AS id, x.seq::int AS seq, c.via FROM w_test.audit_change_set x JOIN w_test.change_set c ON c.id = x.change_set_id ORDER BY 2 LIMIT 1`,
  )
  await tamper(sql`UPDATE w_test.change_set SET via = 'import' WHERE id = ${set!.id}::uuid`)
  assert.deepEqual(await broken(), [Number(set!.seq), 'change-sets'])
  await tamper(sql`UPDATE w_test.change_set SET via = ${set!.via}::text WHERE id = ${set!.id}::uuid`)
  await tamper(
    sql`INSERT INTO w_test.audit (id, at, batch, place, kind, via) VALUES (${crypto.randomUUID()}::uuid, now(), 1000000, 0, 'open', 'web')`,
  )
  assert.equal((await broken())?.[1], 'entries')
  await tamper(sql`DELETE FROM w_test.audit WHERE batch = 1000000`)
  assert.equal(await broken(), null)
})

test('a batch written anew with hashes that fit is found out without the key', async () => {
  const [last] = await database.control.query(sql`SELECT max(seq)::int AS seq FROM w_test.audit_batch`)
  const seq = Number(last!.seq)
  const [kept] = await database.control.query(sql`SELECT size::int AS size, hash FROM w_test.audit_batch WHERE seq = ${seq}::bigint`)
  await tamper(sql`UPDATE w_test.audit_batch SET size = size + 1 WHERE seq = ${seq}::bigint`)
  assert.deepEqual((await verify()).broken?.what, 'link')
  await tamper(sql`UPDATE w_test.audit_batch SET size = ${kept!.size}::int WHERE seq = ${seq}::bigint`)
  assert.equal((await verifyAudit(database, workspace, { key: Buffer.alloc(32) })).broken?.what, 'link')
  const known = { seq, hash: String(kept!.hash) }
  assert.equal((await verifyAudit(database, workspace, { key: audit.key, known })).broken, null)
  assert.equal((await verifyAudit(database, workspace, { key: audit.key, known: { seq, hash: 'f'.repeat(64) } })).broken?.what, 'head')
  assert.equal((await verifyAudit(database, workspace, { key: audit.key, known: { seq: seq + 9, hash: '' } })).broken?.what, 'head')
})

test('erased words leave the chain whole', async () => {
  await tamper(sql`UPDATE w_test.audit SET about = NULL, salt = NULL WHERE about = 'needle'`)
  const found = await verify()
  assert.deepEqual([found.broken, found.erased], [null, 1])
})

test('months whose time is over go, the chain stays whole and says so', async () => {
  audit.note(workspace, { kind: 'open', actorId: null, via: 'job', at: new Date(Date.now() - 400 * 86_400_000) })
  await audit.flush()
  const before = await trimAudit(database, workspace, { key: audit.key, now: new Date(), keepMonths: 12 })
  assert.ok(before)
  const [old] = await database.control.query(
    sql`SELECT count(*)::int AS n FROM w_test.audit WHERE at < ${before.toISOString()}::timestamptz`,
  )
  assert.equal(old!.n, 0)
  assert.equal((await verify()).broken?.what ?? null, null)
  assert.equal(await trimAudit(database, workspace, { key: audit.key, now: new Date(), keepMonths: 12 }), null)
})

test('entries cut off at the end are missed', async () => {
  await audit.flush()
  audit.note(workspace, { kind: 'open', actorId: null, via: 'job' })
  await audit.flush()
  const [last] = await database.control.query(sql`SELECT max(seq)::int AS seq FROM w_test.audit_batch`)
  await tamper(sql`DELETE FROM w_test.audit WHERE batch = ${last!.seq}::bigint`)
  await tamper(sql`DELETE FROM w_test.audit_batch WHERE seq = ${last!.seq}::bigint`)
  assert.deepEqual((await verify()).broken, { seq: Number(last!.seq), at: null, what: 'end' })
})
