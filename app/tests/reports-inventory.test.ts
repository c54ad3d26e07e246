import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { modules } from '../modules.ts'

/** A report as tests ask for it: handed to a call by its name, or found by it. */
const asks = /(?:\(|=== )'([a-z]+\.[a-z-]+)'/g
const root = new URL('../../', import.meta.url)
const asked = new Set(
  globSync(['app/tests/**/*.test.ts', 'modules/*/tests/**/*.test.ts'], { cwd: root }).flatMap((path) =>
    [...readFileSync(new URL(path, root), 'utf8').matchAll(asks)].map(([, report]) => report),
  ),
)

test('every shipped report is asked by its name in a test, as it is shipped', () => {
  const left = modules
    .flatMap(({ reports }) => reports)
    .map(({ name }) => name)
    .filter((name) => !asked.has(name))
  assert.deepEqual(left, [])
})
