import assert from 'node:assert/strict'
import { test } from 'node:test'
import { insertMembership } from '../../accounts/memberships.ts'
import { sql } from '../../db/sql.ts'
import { askWith, cookieOf, openSpecimen } from '../../http/tests/open-specimen.ts'
import { type LocalPerson, openLocalProvider } from '../../testing/local-provider.ts'

const { app, audit, database, engine, guest, join, signIn, newDepartment } = await openSpecimen()
const callback = 'http://127.0.0.1:3000/sso'
const provider = await openLocalProvider(callback)
const administrator = await signIn('administrator')

const newProvider = async (more: object = {}) => {
  const body = { name: `Firm ${Math.random()}`, issuer: provider.issuer, clientId: provider.client.id, ...more }
  const made = await administrator.ask('POST', '/api/v1/identity-providers', body)
  assert.equal(made.statusCode, 201, made.body)
  const { id } = made.json() as { id: string }
  const kept = await administrator.ask('POST', `/api/v1/identity-providers/${id}/client/secret`, { secret: provider.client.secret })
  assert.equal(kept.statusCode, 204, kept.body)
  return id
}
const change = (id: string, body: object) => administrator.ask('PATCH', `/api/v1/identity-providers/${id}`, body)
const begin = async (id: string) => {
  const begun = await guest('POST', `/api/v1/session/providers/${id}`)
  assert.equal(begun.statusCode, 200, begun.body)
  return { location: begun.json().location as string, cookie: cookieOf(begun) }
}
const finish = (back: Record<string, string>, cookie: string) => {
  const { state, code, iss } = back
  return guest(
    'POST',
    '/api/v1/session/provider',
    { state, ...(code ? { code } : {}), ...(iss ? { iss } : {}) },
    { cookie, 'x-zhike': '1' },
  )
}
const enter = async (id: string, person: LocalPerson) => {
  provider.people.next = person
  const { location, cookie } = await begin(id)
  return finish(await provider.follow(location), cookie)
}
const verified = (email: string, more: Partial<LocalPerson> = {}) => ({ sub: `sub of ${email}`, email, email_verified: true, ...more })
const main = await newProvider()

test('a member comes in by the address that the provider has verified, again and again, and stands in the audit', async () => {
  const { id, email } = await join('rep')
  const answer = await enter(main, verified(email.toUpperCase()))
  assert.equal(answer.statusCode, 200, answer.body)
  assert.equal(answer.json().person.id, id)
  const own = askWith(app, { cookie: cookieOf(answer), 'x-zhike': '1' })
  const [session] = (await own('GET', '/api/v1/sessions')).json().rows
  assert.deepEqual([session.method, session.hasSecondFactor], ['sso', false])
  // The address may change at the provider: whom it has let in before is known by more than that.
  assert.equal((await enter(main, { sub: `sub of ${email.toUpperCase()}` })).json().person.id, id)
  await audit.flush()
  const rows = (await administrator.ask('GET', '/api/v1/audit?kind=sign-in')).body
  assert.ok(rows.includes('sso'), rows)
})

test('the sign-in page is told names and nothing else', async () => {
  const rows = (await guest('GET', '/api/v1/session/providers')).json().rows as object[]
  assert.ok(rows.length > 0)
  for (const row of rows) assert.deepEqual(Object.keys(row), ['id', 'name'])
  await change(main, { active: false })
  assert.ok(!(await guest('GET', '/api/v1/session/providers')).body.includes(main))
  assert.equal((await guest('POST', `/api/v1/session/providers/${main}`)).statusCode, 404)
  await change(main, { active: true })
})

test('an address that is not verified opens nothing', async () => {
  const { email } = await join('rep')
  for (const email_verified of [false, undefined])
    assert.equal((await enter(main, { ...verified(email), email_verified } as LocalPerson)).json().reason, 'unverified-mail')
})

test('strangers are refused, or become members with the role and department that the provider names', async () => {
  const stranger = verified('stranger@example.org', { name: 'New Face' })
  const refused = await enter(main, stranger)
  assert.deepEqual([refused.statusCode, refused.json().code, refused.json().reason], [401, 'kernel.provider-refused', 'no-member'])
  const department = await newDepartment('From outside')
  const open = await newProvider({ createsMembers: true, roles: ['rep'], department })
  const made = await enter(open, stranger)
  assert.equal(made.statusCode, 200, made.body)
  assert.deepEqual([made.json().person.name, made.json().person.roles], ['New Face', ['rep']])
  const row = (await administrator.ask('GET', `/api/v1/members/${made.json().person.id}`)).json()
  assert.deepEqual([row.department.id, row.email], [department, 'stranger@example.org'])
  assert.equal((await enter(open, stranger)).json().person.id, made.json().person.id)
  await change(open, { active: false })
})

test('who was deactivated is refused, known to the provider or not', async () => {
  const [known, fresh] = [await join('rep'), await join('rep')]
  assert.equal((await enter(main, verified(known.email))).statusCode, 200)
  for (const { id, email } of [known, fresh]) {
    await administrator.ask('PATCH', `/api/v1/members/${id}`, { active: false })
    const answer = await enter(main, verified(email))
    assert.deepEqual([answer.statusCode, answer.json().reason], [401, 'not-active'])
  }
})

test('an address that passed to another person at the provider does not open the account', async () => {
  const { email } = await join('rep')
  assert.equal((await enter(main, verified(email))).statusCode, 200)
  assert.equal((await enter(main, { ...verified(email), sub: 'somebody else' })).json().reason, 'other-account')
})

test('who works in other workspaces too is refused: one workspace does not speak for another', async () => {
  const { email } = await join('rep')
  const [row] = await database.control.query(sql`SELECT id FROM control."user" WHERE email = ${email}`)
  await insertMembership(database.control, { userId: String(row!.id), workspaceId: 4_711, memberId: crypto.randomUUID() })
  assert.equal((await enter(main, verified(email))).json().reason, 'other-workspaces')
})

test('a session by a provider stays in its workspace', async () => {
  const { email } = await join('rep')
  const cookie = cookieOf(await enter(main, verified(email)))
  const [row] = await database.control.query(sql`SELECT id FROM control."user" WHERE email = ${email}`)
  const [kept] = await database.control.query(
    sql`SELECT only_workspace_id FROM control.session WHERE user_id = ${String(row!.id)} AND method = 'sso'`,
  )
  assert.equal(kept!.only_workspace_id, (await engine.workspace('test')).id)
  assert.equal((await guest('GET', '/api/v1/session', undefined, { cookie })).statusCode, 200)
})

test('the way back opens once, in the browser that went, with the state that was given', async () => {
  const { email } = await join('rep')
  provider.people.next = verified(email)
  const { location, cookie } = await begin(main)
  const back = await provider.follow(location)
  const other = await begin(main)
  assert.equal((await finish(back, other.cookie)).json().code, 'kernel.sign-in-again')
  assert.equal((await finish(back, cookie)).json().code, 'kernel.sign-in-again', 'a failed try has used it up')
  const again = await begin(main)
  const fine = await provider.follow(again.location)
  assert.equal((await finish({ ...fine, state: 'made up' }, again.cookie)).json().code, 'kernel.sign-in-again')
  assert.equal((await finish(fine, again.cookie)).statusCode, 200)
  assert.equal((await finish(fine, again.cookie)).json().code, 'kernel.sign-in-again')
})

test('a code of another journey is refused: its proof and its nonce are not ours', async () => {
  const { email } = await join('rep')
  provider.people.next = verified(email)
  const [mine, theirs] = [await begin(main), await begin(main)]
  const [a, b] = [await provider.follow(mine.location), await provider.follow(theirs.location)]
  const mixed = await finish({ ...a, code: b.code! }, mine.cookie)
  assert.deepEqual([mixed.statusCode, mixed.json().reason], [401, 'denied'])
  const url = new URL(theirs.location)
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok(url.searchParams.get(name), name)
  assert.equal(url.searchParams.get('code_challenge_method'), 'S256')
})

test('nobody can choose where the way ends', async () => {
  const begun = await guest('POST', `/api/v1/session/providers/${main}?page=https://evil.example`, { redirect: 'https://evil.example' })
  assert.ok(!begun.body.includes('evil'), begun.body)
  const { email } = await join('rep')
  provider.people.next = verified(email)
  const { location, cookie } = await begin(main)
  assert.equal(new URL(location).searchParams.get('redirect_uri'), callback)
  const entered = await finish(await provider.follow(location), cookie)
  assert.equal(entered.headers.location, undefined)
})

test('coming back without a code says that the provider refused', async () => {
  const { location, cookie } = await begin(main)
  const state = new URL(location).searchParams.get('state')!
  assert.deepEqual((await finish({ state }, cookie)).json().reason, 'denied')
})

test('the second factor of the provider counts where the administrator says so, and then satisfies the rule', async () => {
  const rule = (await administrator.ask('POST', '/api/v1/sign-in-policies', { name: 'Reps', roles: ['rep'], secondFactor: true })).json()
  const { email } = await join('rep')
  const strong = verified(email, { amr: ['pwd', 'mfa'] })
  assert.equal((await enter(main, strong)).json().needs, 'second-factor-setup')
  await change(main, { trustsSecondFactor: true })
  assert.equal((await enter(main, strong)).json().needs, undefined)
  assert.equal((await enter(main, { ...strong, amr: ['pwd'] })).json().needs, 'second-factor-setup')
  const only = { name: 'Passwords', roles: ['rep'], methods: ['password'] }
  const ways = (await administrator.ask('POST', '/api/v1/sign-in-policies', only)).json()
  const refused = await enter(main, strong)
  assert.equal(refused.json().code, 'kernel.method-not-allowed')
  assert.equal(refused.headers['set-cookie']?.toString().includes('session_token') ?? false, false)
  for (const { id } of [rule, ways]) assert.equal((await administrator.ask('DELETE', `/api/v1/sign-in-policies/${id}`)).statusCode, 204)
})

test('the client secret is told to nobody, and is sealed where it lies', async () => {
  const answer = await administrator.ask('GET', `/api/v1/identity-providers/${main}/client`)
  assert.deepEqual(answer.json(), { callback, afterSignOut: new URL('/', callback).href, hasSecret: true })
  const record = await administrator.ask('GET', `/api/v1/identity-providers/${main}`)
  const history = await administrator.ask('GET', `/api/v1/identity-providers/${main}/history`)
  const [row] = await database.control.query(sql`SELECT sealed FROM control.provider_secret WHERE provider_id = ${main}::uuid`)
  for (const text of [record.body, history.body, String(row!.sealed)]) assert.ok(!text.includes(provider.client.secret))
  // A sealed text that is moved to another provider opens nothing there.
  const other = await newProvider()
  await database.control.query(sql`UPDATE control.provider_secret SET sealed = ${String(row!.sealed)} WHERE provider_id = ${other}::uuid`)
  assert.equal((await guest('POST', `/api/v1/session/providers/${other}`)).json().reason, 'secret')
  await change(other, { active: false })
  const rep = await signIn('rep')
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/try'],
    ['DELETE', '/secret'],
  ] as const)
    assert.ok([403, 404].includes((await rep.ask(method, `/api/v1/identity-providers/${main}/client${path}`)).statusCode), path)
})

test('a wrong secret, a wrong issuer and one without https are told to the administrator', async () => {
  assert.deepEqual((await administrator.ask('POST', `/api/v1/identity-providers/${main}/client/try`)).json(), { issuer: provider.issuer })
  for (const issuer of ['http://idp.example.com', 'javascript:alert(1)', 'https://user:pw@idp.example.com', 'idp']) {
    const answer = await change(main, { issuer })
    assert.equal(answer.statusCode, 400, `${issuer}: ${answer.body}`)
  }
  const far = await newProvider({ issuer: 'http://127.0.0.1:9' })
  assert.equal((await administrator.ask('POST', `/api/v1/identity-providers/${far}/client/try`)).json().code, 'kernel.provider-unreachable')
  await administrator.ask('POST', `/api/v1/identity-providers/${far}/client/secret`, { secret: 'wrong' })
  await change(far, { issuer: provider.issuer })
  const { email } = await join('rep')
  assert.equal((await enter(far, verified(email))).json().reason, 'denied')
})

test('who signs out here is signed out at the provider too where it is set so, and comes back', async () => {
  const id = await newProvider({ signsOut: true })
  const { email } = await join('rep')
  const entered = await enter(id, verified(email))
  assert.equal(entered.statusCode, 200, entered.body)
  const own = askWith(app, { cookie: cookieOf(entered), 'x-zhike': '1' })
  const [kept] = await database.control.query(sql`SELECT id_token FROM control.session WHERE provider_id = ${id}`)
  assert.ok(kept?.id_token && !String(kept.id_token).includes('.'), 'the token is kept sealed')
  const left = await own('DELETE', '/api/v1/session')
  assert.equal(left.statusCode, 200, left.body)
  const { location } = left.json() as { location: string }
  assert.ok(location.startsWith(provider.issuer), location)
  assert.equal((await own('GET', '/api/v1/session')).statusCode, 401)
  assert.equal(await provider.isIn(), true)
  assert.equal(await provider.leave(location), new URL('/', callback).href)
  assert.equal(await provider.isIn(), false)
  const { afterSignOut } = (await administrator.ask('GET', `/api/v1/identity-providers/${id}/client`)).json()
  assert.equal(afterSignOut, new URL('/', callback).href)
})

test('where it is not set, or the provider is gone, signing out ends here', async () => {
  const id = await newProvider({ signsOut: true })
  const { email } = await join('rep')
  const [one, other] = [await enter(id, verified(email)), await enter(main, verified(email))]
  const out = (entered: typeof one) => askWith(app, { cookie: cookieOf(entered), 'x-zhike': '1' })('DELETE', '/api/v1/session')
  assert.equal((await out(other)).statusCode, 204)
  await change(id, { active: false })
  assert.equal((await out(one)).statusCode, 204)
})
