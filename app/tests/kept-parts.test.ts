import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptParts, testApp } from '#kernel/testing'
import { modules } from '../modules.ts'

/*
 * What answers records is compiled once for each reader: half of a write's work lies in it. One field that looks at the clock more finely
 * than by days and every read and write of its object is slower by a half, with all other tests green.
 */

const app = await testApp(modules)
const { session } = await app.as('administrator')
const objects = Object.keys((await app.engine.catalogOf(session.workspace)).objects)
const partOf = await keptParts(app.engine, session)
const noon = new Date('2026-06-15T04:00:00Z')
const later = new Date('2026-06-15T04:00:01Z')
const nextDay = new Date('2026-06-16T04:00:00Z')

test('for every object, what answers a list and a record is kept', () => {
  const anew = objects.filter((object) =>
    [undefined, ['*']].some((fields) => partOf(object, noon, fields).part !== partOf(object, later, fields).part),
  )
  assert.deepEqual(anew, [])
})

test('what looks at the day is made anew on the next one', () => {
  const ofDay = objects.filter((object) => partOf(object, noon, ['*']).part !== partOf(object, nextDay, ['*']).part)
  assert.ok(ofDay.includes('account') && !ofDay.includes('department'), ofDay.join())
  const days = partOf('account', nextDay, ['*']).values.filter((value) => typeof value === 'string' && value.startsWith('2026-06-1'))
  assert.ok(days.includes('2026-06-16') && !days.includes('2026-06-15'), days.join())
})
