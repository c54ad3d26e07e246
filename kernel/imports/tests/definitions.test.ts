import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSpecimen } from '../../http/tests/open-specimen.ts'

const [here, there] = [await openSpecimen(), await openSpecimen()]
const [admin, other] = [await here.withKey('administrator'), await there.withKey('administrator')]
type Person = typeof admin
type Definition = { kind: string; object: string; name: string; body: Record<string, unknown> }
type File = { format: string; definitions: Definition[] }

const fileOf = async (person: Person): Promise<File> => (await person.ask('GET', '/api/v1/meta/definitions')).json()
const send = (person: Person, file: object) => person.ask('POST', '/api/v1/meta/definitions', file)
const made = async (path: string, body: object) => {
  const answer = await admin.ask('POST', `/api/v1${path}`, body)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}
const steps = [{ key: 'head', name: 'Head', approvers: { kind: 'role', role: 'keeper' }, mode: 'any', empty: 'skip', self: 'allow' }]

await made('/meta/objects', {
  name: 'parcel',
  labels: { en: 'Parcel' },
  fields: { name: { kind: 'text', required: true }, weight: { kind: 'integer' }, code: { kind: 'autoNumber', pattern: 'P-{0000}' } },
})
await made('/meta/roles', {
  key: 'keeper',
  name: 'Keeper',
  grants: { savedView: { read: 'own' }, viewChoice: { read: 'own' }, parcel: { read: 'all', wall: { weight: { gt: 1 } } } },
})
await made('/meta/layouts', { object: 'parcel', name: 'slim', roles: ['keeper'], list: { columns: ['name'] } })
const view = { object: 'parcel', name: 'Heavy', body: { columns: 'name,weight', filter: { weight: { gt: 9 } } }, roles: ['keeper'] }
const { id: viewId } = await made('/meta/views', view)
assert.equal((await admin.ask('PATCH', `/api/v1/meta/views/${viewId}`, { defaultFor: ['keeper'] })).statusCode, 200)
await made('/meta/views', { object: 'parcel', name: 'Mine alone', body: {} })
await made('/approval-flows', { title: 'Heavy ones', object: 'parcel', occasion: 'create', condition: 'weight > 20', steps, active: true })

test('a file of definitions holds roles, shared views and flows beside objects, and no view of one’s own', async () => {
  const { definitions } = await fileOf(admin)
  const names = definitions.filter(({ kind }) => kind === 'record').map(({ object, name }) => `${object} ${name}`)
  assert.deepEqual(names.sort(), ['approvalFlow parcel / Heavy ones', 'role keeper', 'savedView parcel / Heavy'])
  const { body } = definitions.find(({ object }) => object === 'savedView')!
  assert.deepEqual([body.defaultFor, body.sharedWith], [['keeper'], ['keeper']])
  assert.ok(definitions.some(({ kind, name, body: field }) => kind === 'field' && name === 'code' && field.pattern === 'P-{0000}'))
})

test('another workspace sees the difference, takes it over in one step, has the same then, and undo takes it all back', async () => {
  const file = await fileOf(admin)
  const preview = await send(other, { ...file, preview: true })
  assert.equal(preview.statusCode, 200, preview.body)
  assert.equal(preview.json().create.length, file.definitions.length)
  assert.deepEqual((await fileOf(other)).definitions, [], 'nothing of a preview remains')
  const done = await send(other, file)
  assert.equal(done.statusCode, 200, done.body)
  const byKey = (list: readonly Definition[]) => list.map((one) => JSON.stringify(one)).sort()
  const sorted = ({ definitions }: File) =>
    byKey(definitions.map((one) => ({ ...one, body: Object.fromEntries(Object.entries(one.body).sort()) })))
  assert.deepEqual(sorted(await fileOf(other)), sorted(file))
  const again = (await send(other, { ...file, preview: true })).json()
  assert.deepEqual([again.create, again.change, again.same], [[], [], file.definitions.length])
  const keeper = await there.signIn('keeper' as 'rep')
  assert.deepEqual(
    (await keeper.ask('GET', '/api/v1/meta/views?object=parcel')).json().rows.map(({ name }: { name: string }) => name),
    ['Heavy'],
  )
  const undone = await other.ask('POST', `/api/v1/change-sets/${done.headers['x-change-set']}/undo`, {})
  assert.equal(undone.statusCode, 409, 'somebody has the role by now')
  assert.equal((await other.ask('PATCH', `/api/v1/members/${keeper.id}`, { roles: ['rep'] })).statusCode, 200)
  const gone = await other.ask('POST', `/api/v1/change-sets/${done.headers['x-change-set']}/undo`, {})
  assert.equal(gone.statusCode, 200, gone.body)
  assert.deepEqual((await fileOf(other)).definitions, [])
})

test('what changed in a record is shown member by member and written over what is there', async () => {
  const file = await fileOf(admin)
  assert.equal((await send(other, file)).statusCode, 200)
  const changed = file.definitions.map((one) => (one.object === 'savedView' ? { ...one, body: { ...one.body, sharedWith: [] } } : one))
  const preview = (await send(other, { ...file, definitions: changed, preview: true })).json()
  assert.deepEqual(
    preview.change.map(({ object, body, was }: Definition & { was: Definition['body'] }) => [object, body.sharedWith, was.sharedWith]),
    [['savedView', [], ['keeper']]],
  )
  assert.equal((await send(other, { ...file, definitions: changed })).statusCode, 200)
  const { definitions } = await fileOf(other)
  assert.equal(definitions.find(({ object }) => object === 'savedView')!.body.sharedWith, undefined)
})

test('a file that names what is not there is refused in words, in the preview as in the taking over', async () => {
  const nobody = '0192f0a0-0000-7000-8000-000000000000'
  const people = [{ ...steps[0], approvers: { kind: 'people', people: [nobody] } }]
  const cases: [Definition, RegExp][] = [
    [{ kind: 'record', object: 'approvalFlow', name: 'f', body: { title: 'f', object: 'firm', steps: people } }, /not here/],
    [
      { kind: 'record', object: 'role', name: 'r', body: { key: 'r', name: 'R', grants: { nothing: { read: 'all' } } } },
      /grants\.nothing|object/,
    ],
    [{ kind: 'record', object: 'firm', name: 'x', body: { name: 'x' } }, /./],
  ]
  for (const [one, words] of cases)
    for (const preview of [true, false]) {
      const refused = await send(other, { definitions: [one], preview })
      assert.ok([400, 422].includes(refused.statusCode), refused.body)
      assert.match(refused.json().detail, words)
    }
})
