import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grant } from '../access/define-access.ts'
import { defineModule } from '../define-module.ts'
import { defineObject } from '../model/define-object.ts'
import { text } from '../model/fields.ts'
import { testApp } from '../testing/index.ts'
import { keepTerms } from './keep-terms.ts'

const firm = defineObject('firm', {
  plural: 'firms',
  title: 'name',
  duplicates: [{ by: ['name'] }, { by: ['code'], sure: true }, { by: ['name'], spoken: true }],
  fields: { name: text({ required: true }), code: text() },
})
const houses = defineModule({
  name: 'houses',
  objects: [firm],
  grants: [grant('rep', firm, { read: 'all', create: true, update: 'all', remove: 'none' })],
  texts: { en: {}, 'zh-CN': {}, 'zh-TW': {} },
})
const app = await testApp([houses])
const rep = await app.as('rep')
const found = async (values: Record<string, unknown>) => (await app.engine.reads.twins(rep.session, 'firm', { values })).rows.length
const { pool } = app.database
/** As it was before the object had its later ways: the terms of the first alone, and word of that. */
const setBack = async () => {
  const old = `array_to_tsvector(array(SELECT t.lexeme FROM unnest(search) t WHERE t.lexeme NOT LIKE '=1/%' AND t.lexeme NOT LIKE '=2/%'))`
  const names = await pool.query(`SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = 'w_test'::regnamespace AND c.relkind = 'r' AND a.attname = 'search' AND c.relname LIKE 'firm%'`)
  for (const { name } of names.rows) await pool.query(`UPDATE w_test.${String(name)} SET search = ${old}`)
  await pool.query(`UPDATE w_test.setting SET value = '{"ways": "[]", "after": null}' WHERE key = 'twin terms firm'`)
}

test('records of before an object had a way to tell duplicates by are told by it once the server has looked after them, and no change is noted', async () => {
  const rows = Array.from({ length: 4_500 }, (_, i) => ({ name: `第${i}家华瑞物流`, code: `C${i}` }))
  for (let i = 0; i < rows.length; i += 1_500) await rep.create('firm', rows.slice(i, i + 1_500))
  // What was written with the ways is whole; that is noted, and not looked at again.
  assert.equal(await keepTerms(app.engine, app.workspace), 0)
  await setBack()
  assert.deepEqual([await found({ code: 'c4321' }), await found({ name: 'di 4321 jia huarui wuliu' })], [0, 0])
  const changes = async () => Number((await pool.query('SELECT count(*) AS n FROM w_test.change')).rows[0]!.n)
  const before = await changes()
  const version = (await rep.list('firm', { filter: { code: 'C4321' } }))[0]!.version
  // Two processes at once share the work.
  const both = await Promise.all([keepTerms(app.engine, app.workspace), keepTerms(app.engine, app.workspace)])
  assert.equal(both[0] + both[1], 4_500)
  assert.deepEqual([await found({ code: 'c4321' }), await found({ name: 'di 4321 jia huarui wuliu' })], [1, 1])
  assert.equal(await changes(), before)
  assert.equal((await rep.list('firm', { filter: { code: 'C4321' } }))[0]!.version, version)
  assert.equal(await keepTerms(app.engine, app.workspace), 0)
})

test('a look that is broken off goes on where it was', async () => {
  await setBack()
  let steps = 0
  assert.equal(await keepTerms(app.engine, app.workspace, () => steps++ > 0), 2_000)
  assert.equal(await keepTerms(app.engine, app.workspace), 2_500)
})
