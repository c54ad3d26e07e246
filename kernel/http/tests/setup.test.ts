import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertWorkspace } from '../../accounts/workspaces.ts'
import { cookieOf, openSpecimen, password } from './open-specimen.ts'

const company = {
  company: 'Ada Ltd',
  slug: 'ada',
  name: 'Ada',
  email: 'ada@example.com',
  password,
  locale: 'en',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
}

test('the first who comes makes the workspace and is signed in; nobody after that', async () => {
  const { guest, engine } = await openSpecimen({ isEmpty: true })
  assert.deepEqual((await guest('GET', '/api/v1/setup')).json(), { needed: true, demo: false })
  assert.equal((await guest('POST', '/api/v1/setup', { ...company, password: 'short' })).json().code, 'kernel.weak-password')
  const wrong = await guest('POST', '/api/v1/setup', { ...company, slug: 'A b', currency: 'XX', locale: 'fr' })
  assert.deepEqual(
    wrong.json().issues.map(({ path }: { path: string }) => path),
    ['slug', 'locale', 'currency'],
  )
  assert.deepEqual(await engine.workspaces(), [])
  const answers = await Promise.all([
    guest('POST', '/api/v1/setup', company),
    guest('POST', '/api/v1/setup', { ...company, slug: 'bob', email: 'bob@example.com' }),
  ])
  assert.deepEqual(answers.map((answer) => answer.statusCode).sort(), [201, 403])
  assert.equal((await engine.workspaces()).length, 1)
  const made = answers.find((answer) => answer.statusCode === 201)!
  assert.deepEqual(made.json().person.roles, ['administrator'])
  assert.deepEqual([made.json().workspace.currency, made.json().workspace.timeZone], ['EUR', 'Europe/Berlin'])
  const session = await guest('GET', '/api/v1/session', undefined, { cookie: cookieOf(made) })
  assert.equal(session.json().person.name, 'Ada')
  assert.deepEqual((await guest('GET', '/api/v1/setup')).json(), { needed: false, demo: false })
  assert.equal((await guest('POST', '/api/v1/setup/demo', { locale: 'en' })).statusCode, 403)
})

test('looking around in the demo company signs in as a visitor with a password that is shown once', async () => {
  const specimen = await openSpecimen({
    isEmpty: true,
    createDemo: async (locale, onProgress) => {
      const made = await specimen.engine.createWorkspace({ slug: 'demo', name: `Demo ${locale}`, locale })
      onProgress(1)
      return { slug: made.slug }
    },
  })
  const { guest } = specimen
  assert.deepEqual((await guest('GET', '/api/v1/setup')).json(), { needed: true, demo: true })
  const made = await guest('POST', '/api/v1/setup/demo', { locale: 'zh-TW' })
  assert.equal(made.statusCode, 201)
  assert.deepEqual([made.json().workspace.demo, made.json().workspace.name, made.json().person.name], [true, 'Demo zh-TW', '訪客'])
  const again = await guest('POST', '/api/v1/session', { email: made.json().email, password: made.json().password })
  assert.equal(again.statusCode, 200)
})

test('a person of two workspaces names one by header or by choice', async () => {
  const { signIn, engine, accounts, database } = await openSpecimen()
  const person = await signIn('rep')
  const other = await engine.createWorkspace({ slug: 'other', name: 'Other', locale: 'en' })
  assert.notEqual(other.id, 1)
  const { system } = await import('../../access/define-access.ts')
  const { member } = await import('../../model/people.ts')
  const [row] = await engine.work({ workspace: other, actor: system('test') }, { via: 'api' }, (work) =>
    work.create(member, [{ name: 'There', email: person.email, roles: ['administrator'] }]),
  )
  await accounts.createUserWithMember({ workspace: other, memberId: row!.id, name: 'There', email: person.email, password })
  assert.equal((await person.ask('GET', '/api/v1/session')).json().workspace.slug, 'test')
  assert.equal((await person.ask('GET', '/api/v1/session', undefined, { 'x-workspace': 'other' })).json().person.name, 'There')
  const chosen = await person.ask('PATCH', '/api/v1/session', { workspace: 'other' })
  assert.deepEqual([chosen.statusCode, chosen.json().workspace.slug, chosen.json().workspaces.length], [200, 'other', 2])
  assert.equal((await person.ask('GET', '/api/v1/session')).json().workspace.slug, 'other')
  const foreign = await insertWorkspace(database.control, { ...other, slug: 'foreign', schema: 'w_foreign' })
  assert.equal((await person.ask('GET', '/api/v1/session', undefined, { 'x-workspace': foreign.slug })).statusCode, 404)
})
