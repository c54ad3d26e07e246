import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkFence } from './fence.ts'

const planted: [string, string][] = [
  ['CREATE TRIGGER t BEFORE INSERT ON w_a.x EXECUTE FUNCTION f()', 'creates a trigger'],
  ['create or replace constraint trigger t AFTER INSERT ON x', 'creates a trigger'],
  ['CREATE RULE r AS ON INSERT TO x DO NOTHING', 'creates a rule'],
  ['CREATE TABLE "w_a"."x" (id int GENERATED ALWAYS AS IDENTITY)', 'has an identity or serial column'],
  ['CREATE UNLOGGED TABLE x (id bigserial)', 'has an identity or serial column'],
  ['CREATE TABLE y () INHERITS (x)', 'uses table inheritance'],
  ['ALTER TABLE y INHERIT x', 'uses table inheritance'],
  ['MERGE INTO x USING y ON x.id = y.id WHEN MATCHED THEN DELETE', 'uses MERGE'],
  ['INSERT INTO x (a) VALUES (1), ((SELECT max(a) FROM y))', 'has a sub-select in VALUES'],
  ['INSERT INTO x (a) VALUES (coalesce($1, ( select 1 )))', 'has a sub-select in VALUES'],
  ['BEGIN ISOLATION LEVEL SERIALIZABLE', 'asks for SERIALIZABLE'],
  ['SET LOCAL transaction_isolation = serializable', 'asks for SERIALIZABLE'],
  ["PREPARE TRANSACTION 'x'", 'prepares a transaction'],
  ["COMMIT PREPARED 'x'", 'prepares a transaction'],
  ['SELECT pg_advisory_lock($1)', 'takes an advisory lock of the session'],
  ['SELECT pg_try_advisory_lock_shared($1)', 'takes an advisory lock of the session'],
  ['SELECT pg_advisory_unlock_all()', 'takes an advisory lock of the session'],
  ['SELECT pg_advisory_xact_lock(x.id) FROM "w_a"."x" x', 'takes an advisory lock beside a workspace table'],
  ["COPY x FROM STDIN WITH (ON_ERROR 'ignore')", 'uses COPY with ON_ERROR'],
  ["WITH i AS (INSERT INTO x VALUES (1)) SELECT pg_notify('c', 'p')", 'notifies where it writes'],
  ["SELECT set_config('app.user', $1, true)", 'calls set_config'],
  ["SET TimeZone = 'UTC'", 'changes a setting of the session'],
  ['SELECT 1; set session work_mem = 1', 'changes a setting of the session'],
  ['RESET ALL', 'changes a setting of the session'],
  ['SELECT FROM "w_a"."x" JOIN w_b.x USING (id)', 'names several workspaces'],
  [`CREATE INDEX "${'n'.repeat(51)}" ON x (a)`, 'gives a name of more than 50 bytes'],
  [`ALTER TABLE x ADD CONSTRAINT ${'n'.repeat(51)} CHECK (a > 0)`, 'gives a name of more than 50 bytes'],
  ['CREATE TABLE x ("客户客户客户客户客户客户客户客户客户" text)', 'gives a name of more than 50 bytes'],
  ['ALTER TABLE x DETACH PARTITION y CONCURRENTLY', 'detaches a partition concurrently'],
  ['DO $$ BEGIN PERFORM pg_advisory_lock(1); END $$', 'takes an advisory lock of the session'],
]
for (const [text, says] of planted) test(`${says}: ${text}`, () => assert.deepEqual(checkFence(text), [says]))

test('a notification is refused in a transaction and allowed outside', () => {
  for (const text of ["NOTIFY c, 'p'", 'SELECT pg_notify($1, $2)']) {
    assert.deepEqual(checkFence(text), [])
    assert.deepEqual(checkFence(text, { inTransaction: true }), ['notifies where it writes'])
  }
})

const allowed = [
  'SELECT "w_a"."account"."id" FROM "w_a"."account" JOIN w_a.contact ON true FOR UPDATE SKIP LOCKED',
  `SELECT 'CREATE TRIGGER', 'set_config(', 'it''s MERGE INTO', E'\\'SERIALIZABLE', "set_config" -- pg_advisory_lock(1)`,
  '/* MERGE INTO */ UPDATE x SET a = 1',
  'INSERT INTO x (a) VALUES ($1) RETURNING id, (SELECT 1)',
  'INSERT INTO x (a) SELECT * FROM unnest($1::int[]) ON CONFLICT (a) DO UPDATE SET a = 1',
  'SET LOCAL lock_timeout = 5; SET TRANSACTION READ ONLY',
  'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
  'CREATE TABLE "w_a"."asset" ("serial" text, "trigger" text, "rule" text, CONSTRAINT "asset_serial_u" UNIQUE ("serial"))',
  `SELECT a AS "${'n'.repeat(60)}" FROM "w_a"."x"`,
  'ALTER TABLE x DETACH PARTITION y',
  'CREATE INDEX CONCURRENTLY i ON w_a.x (a)',
  "SELECT 'w_b.x' FROM w_a.x",
  'DROP TABLE x',
]
for (const text of allowed) test(`allowed: ${text}`, () => assert.deepEqual(checkFence(text), []))

test('several rules at once are all named', () => {
  assert.deepEqual(checkFence('MERGE INTO w_a.x USING w_b.y ON true'), ['uses MERGE', 'names several workspaces'])
})
