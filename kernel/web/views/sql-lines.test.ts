import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sqlLines } from './sql-lines.ts'

test('clauses stand on lines of their own, permission is told apart, quotes stay whole', () => {
  const lines = sqlLines(
    `SELECT "a FROM b" FROM account WHERE x = 'a AND b' AND \n/* access */\nowner_id = $1 OR true\n/* end access */\n ORDER BY x`,
  )
  assert.deepEqual(lines, [
    { text: 'SELECT "a FROM b"', isAccess: false },
    { text: 'FROM account', isAccess: false },
    { text: "WHERE x = 'a AND b'", isAccess: false },
    { text: 'AND', isAccess: false },
    { text: 'owner_id = $1', isAccess: true },
    { text: 'OR true', isAccess: true },
    { text: 'ORDER BY x', isAccess: false },
  ])
})

test('words that belong together stay together', () => {
  const texts = sqlLines(`SELECT a IS DISTINCT FROM 'x' FROM t LEFT JOIN u ON true CROSS JOIN v`).map((line) => line.text)
  assert.deepEqual(texts, [`SELECT a IS DISTINCT FROM 'x'`, 'FROM t', 'LEFT JOIN u ON true', 'CROSS JOIN v'])
})
