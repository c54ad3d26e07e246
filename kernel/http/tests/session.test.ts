import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askWith, cookieOf, openSpecimen, password } from './open-specimen.ts'

const { app, guest, join, signIn, withKey, accounts, letters, lines } = await openSpecimen()

test('signing in answers who it is; nobody is anybody without', async () => {
  const { email } = await join('rep')
  assert.equal((await guest('GET', '/api/v1/session')).statusCode, 401)
  const answer = await guest('POST', '/api/v1/session', { email, password, remember: true })
  assert.equal(answer.statusCode, 200)
  assert.deepEqual(answer.json().workspaces, [{ slug: 'test', name: 'Test' }])
  assert.equal(answer.json().person.email, email)
  const again = await guest('GET', '/api/v1/session', undefined, { cookie: cookieOf(answer) })
  assert.deepEqual(again.json(), answer.json())
  assert.equal(again.headers['cache-control'], 'no-store')
})

test('a wrong password is a problem document in the language asked for', async () => {
  const { email } = await join('rep')
  const answer = await guest('POST', '/api/v1/session', { email, password: 'not the right one' }, { 'accept-language': 'zh-CN,zh;q=0.9' })
  assert.equal(answer.statusCode, 401)
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/)
  const { requestId, ...rest } = answer.json()
  assert.equal(requestId, answer.headers['x-request-id'])
  assert.deepEqual(rest, {
    type: 'urn:zhike:fault:kernel.wrong-password',
    title: 'Unauthorized',
    status: 401,
    code: 'kernel.wrong-password',
    detail: '邮箱或密码不正确。',
  })
})

test('input that can not be is named, all of it at once', async () => {
  const answer = await guest('POST', '/api/v1/session', { email: 'nobody', extra: 1 })
  assert.equal(answer.statusCode, 400)
  const codes = answer.json().issues.map(({ path, code }: { path: string; code: string }) => [path, code])
  assert.deepEqual(codes, [
    ['extra', 'kernel.unknown-field'],
    ['email', 'kernel.bad-value'],
    ['password', 'kernel.required'],
  ])
})

test('changing something by cookie needs a page of ours', async () => {
  const { cookie } = await signIn('rep')
  const patch = (headers: Record<string, string>) => guest('PATCH', '/api/v1/session', { locale: 'zh-TW' }, { cookie, ...headers })
  const refused = [
    {},
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', 'x-zhike': '1' },
    { 'x-zhike': '1', origin: 'http://evil.example' },
  ]
  for (const headers of refused) assert.equal((await patch(headers as never)).json().code, 'kernel.bad-origin', JSON.stringify(headers))
  for (const headers of [{ 'x-zhike': '1' }, { origin: 'http://127.0.0.1:3000' }, { 'sec-fetch-site': 'same-origin' }]) {
    assert.equal((await patch(headers as never)).statusCode, 200, JSON.stringify(headers))
  }
  const foreign = await guest('POST', '/api/v1/session', { email: 'a@example.com', password }, { origin: 'http://evil.example' })
  assert.equal(foreign.statusCode, 403)
})

test('other names than ours are not answered', async () => {
  const answer = await app.inject({ method: 'GET', url: '/api/v1/setup', headers: { host: 'rebound.example' } })
  assert.deepEqual([answer.statusCode, answer.json().code], [403, 'kernel.bad-origin'])
  for (const host of ['localhost:3000', '[::1]:3000', '192.168.1.5:3000']) {
    assert.equal((await app.inject({ method: 'GET', url: '/api/v1/setup', headers: { host } })).statusCode, 200, host)
  }
})

test('language and zone are kept with the person', async () => {
  const { ask } = await signIn('rep')
  const answer = await ask('PATCH', '/api/v1/session', { locale: 'zh-TW', timeZone: 'Asia/Taipei' })
  assert.deepEqual([answer.json().person.locale, answer.json().person.timeZone], ['zh-TW', 'Asia/Taipei'])
  assert.equal((await ask('GET', '/api/v1/firms/x')).json().detail, '不存在，或您無法檢視。')
  assert.equal((await ask('PATCH', '/api/v1/session', { timeZone: 'Mars/Base' })).statusCode, 400)
  assert.equal((await ask('PATCH', '/api/v1/session', { workspace: 'other' })).statusCode, 404)
  assert.equal((await ask('GET', '/api/v1/session', undefined, { 'x-workspace': 'other' })).statusCode, 404)
})

test('signing out, changing and resetting the password', async () => {
  const one = await signIn('rep')
  assert.equal((await one.ask('DELETE', '/api/v1/session')).statusCode, 204)
  assert.equal((await one.ask('GET', '/api/v1/session')).statusCode, 401)
  const two = await signIn('rep')
  assert.equal((await two.ask('POST', '/api/v1/password/change', { current: password, next: 'short' })).json().code, 'kernel.weak-password')
  const changed = await two.ask('POST', '/api/v1/password/change', { current: password, next: 'another long one' })
  assert.equal(changed.statusCode, 204)
  assert.equal((await two.ask('GET', '/api/v1/session')).statusCode, 401)
  assert.equal((await guest('GET', '/api/v1/session', undefined, { cookie: cookieOf(changed) })).statusCode, 200)
  assert.equal((await guest('POST', '/api/v1/password/forgot', { email: two.email })).statusCode, 204)
  assert.equal((await guest('POST', '/api/v1/password/forgot', { email: 'nobody@example.com' })).statusCode, 204)
  const token = new URL(letters.at(-1)!.link).searchParams.get('token')
  assert.equal((await guest('POST', '/api/v1/password/reset', { token, password: 'a third long one' })).statusCode, 204)
  assert.equal((await guest('POST', '/api/v1/session', { email: two.email, password: 'a third long one' })).statusCode, 200)
})

test('keys are made by people, act as them, and end when removed', async () => {
  const person = await signIn('rep')
  const made = (await person.ask('POST', '/api/v1/keys', { name: 'sync' })).json()
  const byKey = askWith(app, { authorization: `Bearer ${made.key}` })
  assert.equal((await byKey('GET', '/api/v1/session')).json().person.id, person.id)
  assert.equal((await byKey('GET', '/api/v1/session')).json().person.email, person.email)
  assert.equal((await byKey('POST', '/api/v1/keys', { name: 'child' })).statusCode, 403)
  const listed = (await person.ask('GET', '/api/v1/keys')).json().rows
  assert.deepEqual(Object.keys(listed[0]), ['id', 'name', 'start', 'createdAt', 'usedAt', 'usedFrom', 'expiresAt', 'limits'])
  assert.equal((await (await signIn('rep')).ask('DELETE', `/api/v1/keys/${made.id}`)).statusCode, 404)
  assert.equal((await person.ask('DELETE', `/api/v1/keys/${made.id}`)).statusCode, 204)
  assert.equal((await byKey('GET', '/api/v1/session')).statusCode, 401)
  assert.equal((await askWith(app, { authorization: 'Bearer nonsense' })('GET', '/api/v1/session')).statusCode, 401)
})

test('who is no longer active is out at once', async () => {
  const administrator = await withKey('administrator')
  const { id, ask } = await signIn('rep')
  assert.equal((await ask('GET', '/api/v1/firms')).statusCode, 200)
  assert.equal((await administrator.ask('PATCH', `/api/v1/members/${id}`, { active: false })).statusCode, 200)
  assert.equal((await ask('GET', '/api/v1/firms')).statusCode, 401)
  assert.equal(await accounts.hasAccount({ workspaceId: 1, memberId: id }), true)
})

test('nothing of a person stands in the log', async () => {
  const { ask, email } = await signIn('rep')
  await ask('GET', '/api/v1/firms?q=geheim&filter=%7B%22name%22%3A%22geheim%22%7D')
  await guest('POST', '/api/v1/session', { email, password: 'wrong but secret' })
  const all = lines.join('\n')
  assert.match(all, /"route":"\/api\/v1\/:plural"/)
  for (const word of ['geheim', email, 'wrong but secret', 'zhike.session_token', 'zhk_']) assert.ok(!all.includes(word), word)
})
