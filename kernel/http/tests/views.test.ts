import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSpecimen } from './open-specimen.ts'

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
    ['/meta/views', '/meta/view-choices', '/meta/views/{id}'],
  )
})

type Person = Pick<typeof rep, 'ask'>
type Shown = { id: string; name: string; isPinned: boolean; isDefault: boolean }
const shownTo = async (person: Person): Promise<Shown[]> => (await person.ask('GET', '/api/v1/meta/views?object=firm')).json().rows
const make = async (person: Person, name: string, more = {}) =>
  (await person.ask('POST', '/api/v1/meta/views', { object: 'firm', name, body: {}, ...more })).json().id as string
const choose = (person: Person, choice: object) => person.ask('POST', '/api/v1/meta/view-choices', { object: 'firm', ...choice })

test('a pinned view stands first, for whoever pinned it', async () => {
  const [one, two] = [await signIn('rep'), await signIn('rep')]
  await make(manager, 'Zz shared', { roles: ['rep'] })
  const [first] = (await shownTo(one)).filter(({ name }) => name === 'Zz shared')
  assert.equal((await choose(one, { view: first!.id, isPinned: true })).statusCode, 204)
  assert.deepEqual([(await shownTo(one))[0]!.name, (await shownTo(one))[0]!.isPinned], ['Zz shared', true])
  assert.ok((await shownTo(two)).every(({ isPinned }) => !isPinned))
  const undone = await choose(one, { view: first!.id, isPinned: false })
  assert.ok((await shownTo(one)).every(({ isPinned }) => !isPinned))
  await one.ask('POST', `/api/v1/change-sets/${undone.headers['x-change-set']}/undo`, {})
  assert.equal((await shownTo(one))[0]!.isPinned, true)
  assert.equal((await choose(one, { view: 'x', isPinned: true })).statusCode, 400)
  assert.equal((await choose(one, { view: first!.id, isPinned: 'yes' })).statusCode, 400)
})

test('what one sees first is chosen by oneself, and else by administrators for a role', async () => {
  const finance = await signIn('finance')
  const firstOf = async (person: Person) => (await shownTo(person)).filter(({ isDefault }) => isDefault).map(({ name }) => name)
  const [house, later, own] = [await make(admin, 'House'), await make(admin, 'Later'), await make(finance, 'Own')]
  assert.deepEqual(await firstOf(finance), [])
  assert.equal((await admin.ask('PATCH', `/api/v1/meta/views/${house}`, { defaultFor: ['finance'] })).statusCode, 200)
  assert.deepEqual(await firstOf(finance), ['House'], 'shared by that')
  assert.deepEqual(await firstOf(manager), [])
  await choose(finance, { view: own, isDefault: true })
  assert.deepEqual(await firstOf(finance), ['Own'])
  await choose(finance, { view: null, isDefault: true })
  assert.deepEqual(await firstOf(finance), [], 'all records as they come')
  await choose(finance, { view: null, isDefault: false })
  assert.deepEqual(await firstOf(finance), ['House'])
  await admin.ask('PATCH', `/api/v1/meta/views/${later}`, { defaultFor: ['finance'] })
  assert.deepEqual(await firstOf(finance), ['Later'], 'one view per role')
  await admin.ask('DELETE', `/api/v1/meta/views/${later}`)
  assert.deepEqual(await firstOf(finance), [])
  const refused = await finance.ask('PATCH', `/api/v1/meta/views/${own}`, { defaultFor: ['rep'] })
  assert.equal(refused.statusCode, 403, refused.body)
  assert.equal((await choose(finance, { view: house, isDefault: true })).statusCode, 204)
  await choose(finance, { view: own, isDefault: true })
  assert.deepEqual(await firstOf(finance), ['Own'], 'one of one’s own')
})

test('one view of an object is what one sees first: the database holds to it, whoever writes', async () => {
  const person = await signIn('rep')
  const [one, two] = [await make(person, 'One'), await make(person, 'Two')]
  const both = await Promise.all([choose(person, { view: one, isDefault: true }), choose(person, { view: two, isDefault: true })])
  const statuses = both.map(({ statusCode }) => statusCode)
  assert.ok(statuses.includes(204) && statuses.every((status) => status === 204 || status === 409), statuses.join(' '))
  const chosen = async () => (await shownTo(person)).filter(({ isDefault }) => isDefault).length
  assert.equal(await chosen(), 1)
  const past = await person.ask('POST', '/api/v1/view-choices', { object: 'firm', view: null, isDefault: true })
  assert.equal(past.statusCode, 409, past.body)
  assert.equal((await person.ask('POST', '/api/v1/view-choices', { object: 'visit', view: null, isDefault: true })).statusCode, 201)
  assert.equal((await person.ask('POST', '/api/v1/view-choices', { object: 'firm', view: null, isDefault: false })).statusCode, 201)
  assert.equal(await chosen(), 1)
})

test('a shared view by what a reader may not see is not his: it would show him nothing and tell what it looks for', async () => {
  const grants = { firm: { read: 'all', fields: { name: 'masked' } } }
  assert.equal((await admin.ask('PATCH', '/api/v1/meta/roles/rep', { name: 'Rep', grants })).statusCode, 200)
  for (const [name, filter] of [
    ['By name', { name: { contains: '77123' } }],
    ['By stage', { stage: 'open' }],
  ]) {
    const made = await admin.ask('POST', '/api/v1/meta/views', { object: 'firm', name, body: { filter }, roles: ['rep', 'manager'] })
    assert.equal(made.statusCode, 201, made.body)
  }
  assert.deepEqual([(await names(rep)).includes('By name'), (await names(rep)).includes('By stage')], [false, true])
  assert.ok((await names(manager)).includes('By name'))
  assert.ok(!(await rep.ask('GET', '/api/v1/meta/views?object=firm')).body.includes('77123'))
})
