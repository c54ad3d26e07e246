import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSpecimen } from '../../testing/specimens/http/open-specimen.ts'

const { withKey, signIn, newDepartment } = await openSpecimen()
const admin = await withKey('administrator')
const rep = await withKey('rep')
const other = await withKey('rep')
const manager = await withKey('manager')

const names = async (person: typeof rep) =>
  (await person.ask('GET', '/api/v1/meta/views?object=firm')).json().rows.map(({ name }: { name: string }) => name)

test('a kept view is its maker’s own', async () => {
  const body = { columns: 'name,stage', sort: 'name', filter: { stage: 'open' } }
  const made = await rep.ask('POST', '/api/v1/meta/views', { object: 'firm', name: 'Open ones', body })
  assert.equal(made.statusCode, 201, made.body)
  assert.deepEqual(made.json().body, body)
  assert.deepEqual([await names(rep), await names(other), await names(manager), await names(admin)], [['Open ones'], [], [], []])
  assert.equal((await other.ask('PATCH', `/api/v1/meta/views/${made.json().id}`, { name: 'Mine' })).statusCode, 404)
  assert.equal((await rep.ask('PATCH', `/api/v1/meta/views/${made.json().id}`, { name: 'Open' })).json().name, 'Open')
  const gone = await rep.ask('DELETE', `/api/v1/meta/views/${made.json().id}`)
  assert.deepEqual([gone.statusCode, await names(rep)], [204, []])
  await rep.ask('POST', `/api/v1/change-sets/${gone.headers['x-change-set']}/undo`, {})
  assert.deepEqual(await names(rep), ['Open'])
})

test('a view shared with a role is there for who has it, to look and not to change', async () => {
  const made = await manager.ask('POST', '/api/v1/meta/views', { object: 'firm', name: 'For reps', body: {}, roles: ['rep'] })
  assert.equal(made.statusCode, 201, made.body)
  assert.ok((await names(rep)).includes('For reps'))
  assert.deepEqual(await names(other), ['For reps'])
  assert.equal((await rep.ask('PATCH', `/api/v1/meta/views/${made.json().id}`, { name: 'x' })).statusCode, 403)
  assert.ok(!(await names(await withKey('finance'))).includes('For reps'))
})

test('who writes may say in a header what it is about', async () => {
  const note = 'Für den Osten · 项目'
  const made = await rep.ask(
    'POST',
    '/api/v1/meta/views',
    { object: 'firm', name: 'Noted', body: {} },
    { 'x-note': encodeURIComponent(note) },
  )
  const set = await rep.ask('GET', `/api/v1/change-sets/${made.headers['x-change-set']}`)
  assert.equal(set.json().note, note)
  for (const bad of ['%', 'x'.repeat(501)])
    assert.equal((await rep.ask('POST', '/api/v1/meta/views', { object: 'firm', name: 'x', body: {} }, { 'x-note': bad })).statusCode, 400)
})

test('a view shared with a department is there for who works in it', async () => {
  const department = await newDepartment('East')
  const inside = await signIn('rep', { department })
  const made = await manager.ask('POST', '/api/v1/meta/views', { object: 'firm', name: 'For East', body: {}, departments: [department] })
  assert.equal(made.statusCode, 201, made.body)
  const { rows } = (await inside.ask('GET', '/api/v1/meta/views?object=firm')).json() as { rows: { name: string }[] }
  assert.ok(rows.some(({ name }) => name === 'For East'))
  assert.ok(!(await names(await withKey('finance'))).includes('For East'))
  const bad = await manager.ask('POST', '/api/v1/meta/views', { object: 'firm', name: 'x', body: {}, departments: 'East' })
  assert.equal(bad.statusCode, 400, bad.body)
})

test('the calls that shape a workspace are described to who may make them', async () => {
  const paths = async (person: typeof rep) => Object.keys((await person.ask('GET', '/api/v1/openapi.json')).json().paths)
  const shaping = ['/meta/objects', '/meta/objects/{object}/fields/{field}', '/meta/rules/{id}', '/meta/layouts', '/meta/definitions']
  const [all, few] = [await paths(admin), await paths(rep)]
  assert.deepEqual(
    shaping.filter((path) => !all.includes(path)),
    [],
  )
  assert.deepEqual(
    few.filter((path) => path.startsWith('/meta/')),
    ['/meta/views', '/meta/views/{id}'],
  )
})
