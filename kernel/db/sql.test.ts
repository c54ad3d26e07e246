import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql, toExplained, toStatement } from './sql.ts'

test('values never become text', () => {
  const id = "1'; DROP TABLE x"
  assert.deepEqual(toStatement(sql`SELECT ${sql.id('na"me')} FROM t WHERE id = ${id} AND ${sql.all([sql`a = ${2}`, sql`b = ${3}`])}`), {
    text: 'SELECT "na""me" FROM t WHERE id = $1 AND (a = $2 AND b = $3)',
    values: [id, 2, 3],
  })
})

test('the same parameter keeps one number and its note', () => {
  const today = sql.param('2026-01-01', 'today')
  assert.deepEqual(toExplained(sql`SELECT ${today} WHERE ${today} > ${5}`), {
    sql: 'SELECT $1 WHERE $1 > $2',
    params: ['2026-01-01', 5],
    notes: ['today', null],
  })
})

test('lists, nothing and literals', () => {
  assert.equal(toStatement(sql`${sql.join([sql`a`, sql`b`])}${sql.empty}${sql.join([])} ${sql.literal("it's")}`).text, "a, b 'it''s'")
  assert.equal(toStatement(sql.all([])).text, 'true')
  assert.equal(toStatement(sql.any([])).text, 'false')
  assert.equal(toStatement(sql.any([sql`a`, sql`b`])).text, '(a OR b)')
})
