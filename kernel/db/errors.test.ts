import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startEmbedded } from './embedded.ts'
import { type ConstraintMeaning, toFault } from './errors.ts'
import { openDatabase } from './pool.ts'
import { type Sql, sql } from './sql.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'zhike-errors-'))
const server = await startEmbedded({ dataDir, fsync: false, log: { info: () => undefined, warn: () => undefined } })
const database = openDatabase({ url: server.url })
after(async () => {
  await database.close()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})
await database.control.query(sql`
  CREATE TABLE account (id int CONSTRAINT account_pk PRIMARY KEY, domain text CONSTRAINT account_domain_u UNIQUE, size int CONSTRAINT account_size_c CHECK (size > 0), n numeric(5, 2));
  CREATE TABLE contact (id int PRIMARY KEY, account_id int CONSTRAINT contact_account_f REFERENCES account ON DELETE RESTRICT);
  CREATE TABLE lead (id int PRIMARY KEY, account_id int CONSTRAINT lead_account_f REFERENCES account);
  INSERT INTO account VALUES (1, 'a', 1), (2, 'b', 1);
  INSERT INTO contact VALUES (1, 1);
  INSERT INTO lead VALUES (1, 2)`)

const meanings: Record<string, ConstraintMeaning> = {
  account_domain_u: { object: 'account', fields: ['domain'], kind: 'unique' },
  account_size_c: { object: 'account', fields: ['size'], kind: 'check' },
  contact_account_f: { object: 'contact', fields: ['account'], kind: 'link' },
  lead_account_f: { object: 'lead', fields: ['account'], kind: 'link' },
}
const names = (constraint: string) => meanings[constraint]

async function faultOf(piece: Sql) {
  const error = await database
    .write({ schema: 'public', cluster: 'main' })
    .query(piece)
    .then(
      () => assert.fail('went well'),
      (reason: unknown) => reason,
    )
  const fault = toFault(error, names)
  assert.ok(!fault || fault.cause === error)
  return fault && [fault.code, fault.details]
}

const cases: [string, Sql, ReturnType<typeof faultOf> extends Promise<infer T> ? T : never][] = [
  ['taken', sql`INSERT INTO account VALUES (3, 'a', 1)`, ['kernel.not-unique', { object: 'account', fields: ['domain'] }]],
  ['taken id: a bug', sql`INSERT INTO account VALUES (1, 'c', 1)`, undefined],
  ['linked to', sql`DELETE FROM account WHERE id = 2`, ['kernel.in-use', { object: 'lead', fields: ['account'] }]],
  ['linked to, restricted', sql`DELETE FROM account WHERE id = 1`, ['kernel.in-use', { object: 'contact', fields: ['account'] }]],
  ['missing target', sql`INSERT INTO lead VALUES (9, 99)`, ['kernel.bad-value', { object: 'lead', fields: ['account'] }]],
  ['check', sql`INSERT INTO account VALUES (3, 'c', 0)`, ['kernel.invalid', { object: 'account', fields: ['size'] }]],
  ['null byte', sql`SELECT ${'a\0b'}::text`, ['kernel.bad-value', {}]],
  ['null byte in json', sql`SELECT ${'"a\\u0000b"'}::jsonb`, ['kernel.bad-value', {}]],
  ['too large a number', sql`UPDATE account SET n = ${'12345.6'}`, ['kernel.bad-value', {}]],
  ['not a number', sql`SELECT ${'x'}::int`, ['kernel.bad-value', {}]],
  ['not a day', sql`SELECT ${'2026-02-30'}::date`, ['kernel.bad-value', {}]],
  ['no such table: a bug', sql`SELECT FROM nowhere`, undefined],
  ['null where none may be: a bug', sql`INSERT INTO contact VALUES (NULL, 1)`, undefined],
]
for (const [name, piece, expected] of cases) test(name, async () => assert.deepEqual(await faultOf(piece), expected))

test('waiting too long for a lock, running too long', async () => {
  const inTransaction = (setting: string, piece: Sql) =>
    database.transaction({ schema: 'public', cluster: 'main' }, async (tx) => {
      await tx.query(sql.raw(setting))
      return tx.query(piece)
    })
  await database.transaction(null, async (tx) => {
    await tx.query(sql`SELECT FROM account WHERE id = 1 FOR UPDATE`)
    const waiting = inTransaction('SET LOCAL lock_timeout = 20', sql`UPDATE account SET size = 2 WHERE id = 1`)
    await assert.rejects(waiting, (error) => toFault(error, names)?.code === 'kernel.busy')
  })
  const slow = inTransaction('SET LOCAL statement_timeout = 20', sql`SELECT pg_sleep(5)`)
  await assert.rejects(slow, (error) => toFault(error, names)?.code === 'kernel.unavailable')
})

test('a distributed server says the same in its own way', () => {
  const say = (message: string, code = 'XX000') => {
    const fault = toFault(Object.assign(new Error(message), { code }), names)
    return fault && [fault.code, fault.details.object]
  }
  assert.deepEqual(say('duplicate key value violates unique constraint "account_domain_u_102015"'), ['kernel.not-unique', 'account'])
  assert.deepEqual(say('duplicate key value violates unique constraint "account_domain_u_102015"', '23505'), [
    'kernel.not-unique',
    'account',
  ])
  assert.deepEqual(say('insert or update on table "lead_102020" violates foreign key constraint "lead_account_f_102020"'), [
    'kernel.bad-value',
    'lead',
  ])
  const linked = 'update or delete on table "account_102015" violates foreign key constraint "lead_account_f_102020" on table "lead_102020"'
  assert.deepEqual(say(linked), ['kernel.in-use', 'lead'])
  assert.deepEqual(say('new row for relation "account_102015" violates check constraint "account_size_c_102015"'), [
    'kernel.invalid',
    'account',
  ])
  assert.deepEqual(say('could not commit transaction for shard 102015 on at least one active node'), ['kernel.unavailable', undefined])
  assert.equal(say('cache lookup failed for relation 5'), undefined)
})

test('servers that speak another language', () => {
  const german = Object.assign(
    new Error('Aktualisieren oder Löschen in Tabelle »account« verletzt Fremdschlüssel-Constraint »lead_account_f« von Tabelle »lead«'),
    {
      code: '23503',
      constraint: 'lead_account_f',
    },
  )
  assert.equal(toFault(german, names)?.code, 'kernel.in-use')
})

test('connections that can not be had', async () => {
  for (const url of ['postgresql://x@127.0.0.1:1/x', 'postgresql://x@localhost/x?host=/nowhere']) {
    const nowhere = openDatabase({ url })
    await assert.rejects(nowhere.control.query(sql`SELECT 1`), (error) => toFault(error, names)?.code === 'kernel.unavailable')
    await nowhere.close()
  }
  assert.equal(toFault(new Error('x'), names), undefined)
  assert.equal(toFault(Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' }), names), undefined)
})
