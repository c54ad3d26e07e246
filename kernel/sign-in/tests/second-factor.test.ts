import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from '../../db/sql.ts'
import { askWith, cookieOf, openSpecimen, password } from '../../http/tests/open-specimen.ts'
import { totpOf } from '../../testing/totp.ts'

const { app, audit, database, guest, join, signIn } = await openSpecimen()
type Person = Awaited<ReturnType<typeof signIn>>

/** The person with a second factor, and the cookie that the session goes on with. `now`: codes open once, so each is taken from another half minute. */
async function enrol(person: Person) {
  const begun = await person.ask('POST', '/api/v1/second-factor', { password })
  assert.equal(begun.statusCode, 201, begun.body)
  const { uri, recoveryCodes } = begun.json()
  const finished = await person.ask('POST', '/api/v1/second-factor/finish', { code: totpOf(uri, Date.now() - 30_000) })
  assert.equal(finished.statusCode, 204, finished.body)
  const cookie = cookieOf(finished)
  return { uri: uri as string, recoveryCodes: recoveryCodes as string[], ask: askWith(app, { cookie, 'x-zhike': '1' }) }
}
const first = async (email: string) => {
  const answer = await guest('POST', '/api/v1/session', { email, password })
  return { answer, cookie: cookieOf(answer) }
}
/** Rules hold within a second of being written, in all processes. */
const soon = () => new Promise((resolve) => setTimeout(resolve, 500))
const second = (cookie: string, body: object) => guest('POST', '/api/v1/session/second-factor', body, { cookie, 'x-zhike': '1' })

test('once set up, a password alone opens nothing; with the code of the app it does', async () => {
  const person = await signIn('rep')
  const { uri, recoveryCodes, ask } = await enrol(person)
  assert.equal(recoveryCodes.length, 10)
  assert.equal((await ask('GET', '/api/v1/session')).statusCode, 200)
  assert.equal((await person.ask('GET', '/api/v1/session')).statusCode, 401, 'the session that began without is over')
  const { answer, cookie } = await first(person.email)
  assert.deepEqual([answer.statusCode, answer.json()], [202, { secondFactor: ['code', 'recovery'] }])
  assert.equal((await guest('GET', '/api/v1/session', undefined, { cookie })).statusCode, 401)
  assert.equal((await second(cookie, { code: '000000' })).json().code, 'kernel.wrong-code')
  const opened = await second(cookie, { code: totpOf(uri) })
  assert.equal(opened.statusCode, 200, opened.body)
  assert.equal((await guest('GET', '/api/v1/firms', undefined, { cookie: cookieOf(opened) })).statusCode, 200)
})

test('a code that was seen on its way opens nothing a second time', async () => {
  const person = await signIn('rep')
  const { uri } = await enrol(person)
  const code = totpOf(uri)
  const [mine, thief] = [await first(person.email), await first(person.email)]
  assert.equal((await second(mine.cookie, { code })).statusCode, 200)
  assert.equal((await second(thief.cookie, { code })).json().code, 'kernel.wrong-code')
  const twice = await first(person.email)
  const both = await Promise.all([1, 2].map(() => second(twice.cookie, { code: totpOf(uri, Date.now() + 30_000) })))
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 401])
})

test('a recovery code opens once, also for the one who stole it', async () => {
  const person = await signIn('rep')
  const { recoveryCodes } = await enrol(person)
  const [mine, thief] = [await first(person.email), await first(person.email)]
  assert.equal((await second(mine.cookie, { recovery: recoveryCodes[0] })).statusCode, 200)
  assert.equal((await second(thief.cookie, { recovery: recoveryCodes[0] })).statusCode, 401)
  assert.equal((await second(thief.cookie, { recovery: 'aaaaaa-aaaaaa' })).statusCode, 401)
})

test('guessing codes ends the attempt after five', async () => {
  const person = await signIn('rep')
  const { uri } = await enrol(person)
  const { cookie } = await first(person.email)
  const codes: string[] = []
  for (let i = 0; i < 6; i++) codes.push((await second(cookie, { code: String(100_000 + i) })).json().code)
  assert.deepEqual(codes.slice(0, 5), Array(5).fill('kernel.wrong-code'))
  assert.equal(codes[5], 'kernel.sign-in-again')
  assert.equal((await second(cookie, { code: totpOf(uri) })).json().code, 'kernel.sign-in-again')
})

test('another person signed in in the same browser is not taken for the one asked', async () => {
  const [other, person] = [await signIn('rep'), await signIn('rep')]
  const { uri } = await enrol(person)
  const { cookie } = await first(person.email)
  const opened = await second(`${other.cookie}; ${cookie}`, { code: totpOf(uri) })
  assert.equal(opened.json().person.id, person.id)
})

test('secrets are not in the database as they are', async () => {
  const person = await signIn('rep')
  const { uri, recoveryCodes } = await enrol(person)
  const [row] = await database.control.query(
    sql`SELECT t.secret, t.backup_codes FROM control.two_factor t JOIN control."user" u ON u.id = t.user_id WHERE u.email = ${person.email}`,
  )
  assert.ok(!String(row!.secret).includes(new URL(uri).searchParams.get('secret')!))
  assert.ok(!String(row!.backup_codes).includes(recoveryCodes[0]!))
})

test('setting up and taking off need the password, and taking off the factor itself', async () => {
  const person = await signIn('rep')
  assert.equal((await person.ask('POST', '/api/v1/second-factor', { password: 'not the right one' })).json().code, 'kernel.wrong-password')
  assert.equal((await person.ask('POST', '/api/v1/second-factor', {})).json().code, 'kernel.wrong-password')
  const { ask } = await enrol(person)
  assert.equal((await ask('POST', '/api/v1/second-factor', { password })).json().code, 'kernel.second-factor-there')
  assert.equal((await ask('POST', '/api/v1/second-factor/remove', { password: 'not the right one' })).json().code, 'kernel.wrong-password')
  const codes = await ask('POST', '/api/v1/second-factor/recovery', { password })
  assert.equal(codes.json().recoveryCodes.length, 10)
  const removed = await ask('POST', '/api/v1/second-factor/remove', { password })
  assert.equal(removed.statusCode, 204, removed.body)
  assert.equal((await first(person.email)).answer.statusCode, 200)
})

test('where a rule asks for it, nothing but setting up answers before', async () => {
  const administrator = await signIn('administrator')
  const rule = await administrator.ask('POST', '/api/v1/sign-in-policies', {
    name: 'factor for finance',
    roles: ['finance'],
    secondFactor: true,
  })
  assert.equal(rule.statusCode, 201, rule.body)
  const person = await signIn('finance')
  const session = await person.ask('GET', '/api/v1/session')
  assert.equal(session.json().needs, 'second-factor-setup')
  for (const [method, path] of [
    ['GET', '/api/v1/members'],
    ['GET', '/api/v1/meta'],
    ['GET', '/api/v1/search?q=a'],
    ['POST', '/api/v1/keys'],
    ['GET', '/api/v1/audit'],
    ['GET', '/api/v1/stream'],
  ] as const) {
    const answer = await person.ask(method, path, method === 'POST' ? { name: 'x' } : undefined)
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'kernel.second-factor-needed'], path)
  }
  const { ask } = await enrol(person)
  assert.equal((await ask('GET', '/api/v1/members')).statusCode, 200)
  assert.equal((await administrator.ask('GET', '/api/v1/members')).statusCode, 200)
  await administrator.ask('DELETE', `/api/v1/sign-in-policies/${rule.json().id}`)
})

test('addresses of a rule hold for sessions and keys of its roles, and an unreadable list is refused', async () => {
  const administrator = await signIn('administrator')
  const wrong = await administrator.ask('POST', '/api/v1/sign-in-policies', { name: 'wrong', addresses: '10.0.0.0/99' })
  assert.deepEqual([wrong.statusCode, wrong.json().issues?.[0]?.path], [400, 'addresses'])
  const person = await signIn('manager')
  const made = (await person.ask('POST', '/api/v1/keys', { name: 'sync' })).json()
  const byKey = askWith(app, { authorization: `Bearer ${made.key}` })
  const rule = await administrator.ask('POST', '/api/v1/sign-in-policies', { name: 'office', roles: ['manager'], addresses: '10.0.0.0/8' })
  assert.equal(rule.statusCode, 201, rule.body)
  await soon()
  for (const ask of [person.ask, byKey]) assert.equal((await ask('GET', '/api/v1/firms')).json().code, 'kernel.address-not-allowed')
  const refused = await guest('POST', '/api/v1/session', { email: person.email, password })
  assert.deepEqual([refused.statusCode, refused.json().code], [403, 'kernel.address-not-allowed'])
  const [left] = await database.control.query(
    sql`SELECT count(*)::int AS n FROM control.session s JOIN control."user" u ON u.id = s.user_id WHERE u.email = ${person.email}`,
  )
  assert.equal(left!.n, 1, 'the refused session is over; the one from before is kept for the way back')
  await administrator.ask('PATCH', `/api/v1/sign-in-policies/${rule.json().id}`, { addresses: '127.0.0.0/8' })
  await soon()
  assert.equal((await person.ask('GET', '/api/v1/firms')).statusCode, 200)
  await administrator.ask('DELETE', `/api/v1/sign-in-policies/${rule.json().id}`)
})

test('who came in, who did not and what was set up stands in the audit', async () => {
  const administrator = await signIn('administrator')
  const { email } = await join('rep')
  await guest('POST', '/api/v1/session', { email, password: 'not the right one' }, { 'user-agent': 'Test 1.0' })
  await guest('POST', '/api/v1/session', { email: 'nobody@example.com', password })
  await new Promise((resolve) => setTimeout(resolve, 300))
  await audit.flush()
  const rows = (await administrator.ask('GET', '/api/v1/audit?kind=sign-in-failed')).json().rows as Record<string, unknown>[]
  assert.deepEqual(
    rows
      .slice(0, 2)
      .map(({ about, address }) => [about, address])
      .sort(),
    [
      ['nobody@example.com', '127.0.0.1'],
      [email, '127.0.0.1'],
    ].sort(),
  )
  const all = (await administrator.ask('GET', '/api/v1/audit?kind=sign-in,second-factor-on&limit=500')).json().rows as Record<
    string,
    unknown
  >[]
  assert.ok(all.some(({ kind }) => kind === 'second-factor-on'))
  assert.ok(all.some(({ detail }) => (detail as { method?: string })?.method === 'password + totp'))
})
