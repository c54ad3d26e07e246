import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { sql, toStatement } from '../../kernel/db/sql.ts'
import { startWithRow } from '../../kernel/query/statement/row-part.ts'
import { modules } from '../modules.ts'

/*
 * What answers records is compiled once for each reader: half of a write's work lies in it. One field that looks at the clock more finely
 * than by days and every read and write of its object is slower by a half, with all other tests green.
 */

const app = await testApp(modules)
const { session } = await app.as('administrator')
const { actor, workspace } = session
const [catalog, access] = await Promise.all([app.engine.catalogOf(workspace), app.engine.accessOf(workspace)])
const key = () => sql`${sql.param('', 'the record')}::uuid`
const partOf = (object: string, now: Date, fields?: readonly string[]) =>
  startWithRow({ catalog, access, workspace, actor, now }, { object, fields, asOf: undefined, key }, {}).part
const noon = new Date('2026-06-15T04:00:00Z')
const later = new Date('2026-06-15T04:00:01Z')
const nextDay = new Date('2026-06-16T04:00:00Z')

test('for every object, what answers a list and a record is kept', () => {
  const anew = Object.keys(catalog.objects).filter((object) =>
    [undefined, ['*']].some((fields) => partOf(object, noon, fields) !== partOf(object, later, fields)),
  )
  assert.deepEqual(anew, [])
})

test('what looks at the day is made anew on the next one', () => {
  const ofDay = Object.keys(catalog.objects).filter((object) => partOf(object, noon, ['*']) !== partOf(object, nextDay, ['*']))
  assert.ok(ofDay.includes('account') && !ofDay.includes('department'), ofDay.join())
  const { columns, joins } = partOf('account', nextDay, ['*'])
  const days = toStatement(sql`${columns} ${joins}`).values.filter((value) => typeof value === 'string' && value.startsWith('2026-06-1'))
  assert.ok(days.includes('2026-06-16') && !days.includes('2026-06-15'), days.join())
})
