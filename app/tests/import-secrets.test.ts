import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openStand } from './import-stand.ts'

/* What is kept shut in the database does not lie open beside it: not in the file that it came in, not among rows that failed. */

const app = await testApp(modules, { locale: 'en' })
const stand = await openStand(app)
const admin = await app.as('administrator')
await admin.create('definition', [
  { kind: 'field', object: 'account', name: 'taxKey', position: 90, body: { kind: 'secret', labels: { en: 'Tax key' } } },
])
const word = 'zqverborgen77'
const { workspace } = app
const run = async (statement: string): Promise<Record<string, unknown>[]> => (await app.engine.database.pool.query(statement)).rows
const table = (name: string) => `${workspace.schema}.${name}`

/** Files of imports that hold the word. */
async function filesWith(): Promise<string[]> {
  const folder = join(stand.folder, workspace.slug)
  const names = await readdir(folder).catch(() => [])
  const texts = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const))
  return texts.filter(([, text]) => text.includes(word)).map(([name]) => name)
}

/** Rows of any table of imports that hold the word. */
async function rowsWith(): Promise<number> {
  const counts = await Promise.all(
    ['import_run', 'import_failure', 'import_later', 'import_file'].map((name) =>
      run(`SELECT count(*)::int AS n FROM ${table(name)} t WHERE t::text LIKE '%${word}%'`),
    ),
  )
  return counts.reduce((sum, [row]) => sum + Number(row!.n), 0)
}

test('the file goes once its secrets are in, and failed rows are kept without them', async () => {
  const file = `name,Tax key,phone\nFine works,${word}-1,\nBad works,${word}-2,not a number\n`
  const dry = await stand.content(admin.session, file, 'account', { dryRun: true })
  assert.deepEqual([dry.state, dry.counts.created, dry.counts.failed], ['done', 1, 1])
  assert.equal(await rowsWith(), 0)
  const done = await stand.content(admin.session, file, 'account')
  assert.deepEqual([done.state, done.counts.created, done.counts.failed], ['done', 1, 1])
  assert.equal(await rowsWith(), 0)
  assert.deepEqual(await filesWith(), [dry.fileId])
  const [row] = await run(`SELECT cells::text AS cells FROM ${table('import_failure')} WHERE import_id = '${done.id}'`)
  assert.deepEqual(JSON.parse(String(row!.cells)), ['Bad works', null, 'not a number'])
})

test('a file with secrets that nobody goes on with is gone after a day, others stay', async () => {
  const plain = await stand.content(admin.session, 'name\nPlain works\n', 'account')
  await run(`UPDATE ${table('import_run')} SET finished_at = finished_at - interval '25 hours'`)
  assert.equal(await stand.imports.clean(workspace), 1)
  assert.deepEqual(await filesWith(), [])
  assert.ok((await readdir(join(stand.folder, workspace.slug))).includes(plain.fileId))
})
