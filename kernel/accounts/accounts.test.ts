import assert from 'node:assert/strict'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from '../db/embedded.ts'
import { openDatabase } from '../db/pool.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../model/uuid.ts'
import { type AccountsOptions, openAccounts } from './accounts.ts'
import { migrateControl } from './control-schema.ts'
import { readSecret } from './secret.ts'
import { insertWorkspace } from './workspaces.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'zhike-accounts-'))
const server = await startEmbedded({ dataDir: folder, fsync: false, log: { info: () => undefined, warn: () => undefined } })
const database = openDatabase({ url: server.url })
await migrateControl(database)
const letters: { email: string; link: string; locale: string }[] = []
const options: AccountsOptions = {
  database,
  url: server.url,
  secret: await readSecret(folder),
  publicUrl: 'http://127.0.0.1:3000',
  sendReset: (letter) => void letters.push(letter),
  onError: (message) => assert.fail(message),
}
const accounts = await openAccounts(options)
const elsewhere = await openAccounts(options)
after(async () => {
  await accounts.close()
  await elsewhere.close()
  await database.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const facts = { schema: 'w_acme', cluster: 'main', locale: 'zh-CN', currency: 'CNY', timeZone: 'Asia/Shanghai', region: 'CN' } as const
const acme = await insertWorkspace(database.control, { ...facts, slug: 'acme', name: 'Acme' })
await database.control.query(sql`CREATE SCHEMA w_acme`)
await database.control.query(sql`CREATE TABLE w_acme.member (id uuid PRIMARY KEY, name text, email text, active boolean)`)
const password = 'a long enough one'
const from = { address: '192.0.2.1' }
const join = async (email: string, workspace = acme) => {
  const memberId = newId()
  const { userId } = await accounts.createUserWithMember({ workspace, memberId, name: 'Ada', email, password })
  return { memberId, userId }
}
const headerOf = (cookies: readonly string[]) => cookies.map((line) => line.split(';')[0]).join('; ')
const signIn = async (email: string, given = password) => headerOf((await accounts.signIn({ email, password: given }, from)).cookies)

test('signing in gives a cookie that scripts can not read, and the session names the member', async () => {
  const { memberId, userId } = await join('ada@example.com')
  const { cookies } = await accounts.signIn({ email: ' Ada@Example.com', password }, from)
  assert.match(cookies[0]!, /^zhike\.session_token=.*; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  const found = await accounts.sessionOf({ cookieHeader: `other=1; ${headerOf(cookies)}` })
  assert.equal(found?.caller.userId, userId)
  assert.deepEqual(found?.caller.memberships, [{ workspaceId: acme.id, memberId }])
  assert.equal(found?.caller.workspaceId, acme.id)
})

test('a wrong password and an unknown address look alike; a forged cookie is nobody', async () => {
  await join('bo@example.com')
  await assert.rejects(signIn('bo@example.com', 'not the right one'), { code: 'kernel.wrong-password' })
  await assert.rejects(signIn('nobody@example.com'), { code: 'kernel.wrong-password' })
  await assert.rejects(signIn('no address'), { code: 'kernel.wrong-password' })
  const cookie = await signIn('bo@example.com')
  assert.equal(await accounts.sessionOf({ cookieHeader: cookie.replace(/=.{5}/, '=aaaaa') }), null)
  assert.equal(await accounts.sessionOf({ cookieHeader: 'zhike.session_token=x' }), null)
  assert.equal(await accounts.sessionOf({}), null)
})

test('short passwords are refused, and there is no way around it', async () => {
  const spec = { workspace: acme, memberId: newId(), name: 'Cy', email: 'cy@example.com', password: 'short' }
  await assert.rejects(accounts.createUserWithMember(spec), { code: 'kernel.weak-password', details: { min: 12, max: 128 } })
})

test('a known session costs no statement, and signing out ends it in the other process too', async () => {
  await join('di@example.com')
  const cookie = await signIn('di@example.com')
  for (const one of [accounts, elsewhere]) assert.ok(await one.sessionOf({ cookieHeader: cookie }))
  let statements = 0
  const stop = database.onStatement(() => statements++)
  for (const one of [accounts, elsewhere]) assert.ok(await one.sessionOf({ cookieHeader: cookie }))
  stop()
  assert.equal(statements, 0)
  assert.match((await accounts.signOut(cookie, from)).cookies[0]!, /^zhike\.session_token=; Max-Age=0/)
  assert.equal(await accounts.sessionOf({ cookieHeader: cookie }), null)
  await pause(200)
  assert.equal(await elsewhere.sessionOf({ cookieHeader: cookie }), null)
})

test('changing the password ends all other sessions', async () => {
  await join('ed@example.com')
  const [mine, other] = [await signIn('ed@example.com'), await signIn('ed@example.com')]
  const caller = (await accounts.sessionOf({ cookieHeader: mine }))!.caller
  assert.ok(await accounts.sessionOf({ cookieHeader: other }))
  await assert.rejects(
    accounts.changePassword(caller, { cookieHeader: mine, current: 'not the right one', password: 'another long one' }, from),
    {
      code: 'kernel.wrong-password',
    },
  )
  const fresh = await accounts.changePassword(caller, { cookieHeader: mine, current: password, password: 'another long one' }, from)
  assert.equal(await accounts.sessionOf({ cookieHeader: other }), null)
  assert.equal((await accounts.sessionOf({ cookieHeader: headerOf(fresh) }))?.caller.workspaceId, acme.id)
  await assert.rejects(signIn('ed@example.com'), { code: 'kernel.wrong-password' })
  assert.ok(await signIn('ed@example.com', 'another long one'))
})

test('a forgotten password is set anew by a link that works once', async () => {
  await join('fi@example.com')
  const cookie = await signIn('fi@example.com')
  await accounts.forgot({ email: 'Fi@example.com', locale: 'zh-TW' }, from)
  await accounts.forgot({ email: 'nobody@example.com', locale: 'en' }, from)
  await accounts.forgot({ email: 'no address', locale: 'en' }, from)
  assert.deepEqual(
    letters.map(({ email, locale }) => ({ email, locale })),
    [{ email: 'fi@example.com', locale: 'zh-TW' }],
  )
  const token = new URL(letters[0]!.link).searchParams.get('token')!
  assert.equal(new URL(letters[0]!.link).pathname, '/reset')
  await assert.rejects(accounts.reset({ token: 'made up', password: 'a fresh long one' }, from), { code: 'kernel.bad-token' })
  await accounts.reset({ token, password: 'a fresh long one' }, from)
  await assert.rejects(accounts.reset({ token, password: 'a fresh long one' }, from), { code: 'kernel.bad-token' })
  assert.equal(await accounts.sessionOf({ cookieHeader: cookie }), null)
  assert.ok(await signIn('fi@example.com', 'a fresh long one'))
  const kept = await database.control.query(sql`SELECT identifier FROM control.verification`)
  assert.ok(kept.every((row) => !String(row.identifier).includes(token)))
})

test('a new colleague comes in by the link that goes to the address of the member; an inactive one does not', async () => {
  const [memberId, gone] = [newId(), newId()]
  await database.control.query(
    sql`INSERT INTO w_acme.member VALUES (${memberId}, 'New', 'New.Colleague@example.com', true), (${gone}, 'Left', 'left@example.com', false)`,
  )
  const before = letters.length
  await accounts.forgot({ email: 'left@example.com', locale: 'en' }, from)
  assert.equal(letters.length, before)
  await accounts.forgot({ email: 'new.colleague@example.com', locale: 'en' }, from)
  const token = new URL(letters.at(-1)!.link).searchParams.get('token')!
  await accounts.reset({ token, password: 'chosen by the colleague' }, from)
  const cookie = await signIn('new.colleague@example.com', 'chosen by the colleague')
  assert.deepEqual((await accounts.sessionOf({ cookieHeader: cookie }))?.caller.memberships, [{ workspaceId: acme.id, memberId }])
  await accounts.forgot({ email: 'new.colleague@example.com', locale: 'en' }, from)
  assert.equal(await accounts.hasAccount({ workspaceId: acme.id, memberId }), true)
})

test('a key acts as its member until it is removed; only its hash is kept', async () => {
  const { memberId, userId } = await join('gu@example.com')
  const owner = { workspaceId: acme.id, memberId }
  const { id, key } = await accounts.createOwnKey({ ...owner, userId }, { name: 'nightly sync' })
  assert.match(key, /^zhk_[\w-]{43}$/)
  const found = (await accounts.sessionOf({ bearer: key }))!.caller
  assert.deepEqual([found.kind, found.workspaceId, found.memberships[0]?.memberId], ['key', acme.id, memberId])
  const listed = await accounts.listKeys(owner)
  assert.deepEqual(
    [listed.length, listed[0]?.name, listed[0]?.start, typeof listed[0]?.usedAt],
    [1, 'nightly sync', key.slice(0, 8), 'string'],
  )
  const stored = JSON.stringify(await database.control.query(sql`SELECT * FROM control.api_key`))
  assert.ok(!stored.includes(key))
  await assert.rejects(accounts.removeKey({ ...owner, memberId: newId(), id }), { code: 'kernel.not-found' })
  assert.ok(await elsewhere.sessionOf({ bearer: key }))
  await accounts.removeKey({ ...owner, id })
  assert.equal(await accounts.sessionOf({ bearer: key }), null)
  await pause(200)
  assert.equal(await elsewhere.sessionOf({ bearer: key }), null)
  assert.equal(await accounts.sessionOf({ bearer: 'zhk_unknown' }), null)
})

test('keys are made for active members, with an account or without', async () => {
  const [rep, gone] = [newId(), newId()]
  await database.control.query(
    sql`INSERT INTO w_acme.member VALUES (${rep}, 'Rep', 'Rep@Example.com', true), (${gone}, 'Gone', 'gone@example.com', false)`,
  )
  const key = await accounts.createKey({ workspace: 'acme', email: 'rep@example.com' })
  const { caller } = (await accounts.sessionOf({ bearer: key }))!
  assert.deepEqual([caller.userId, caller.memberships], [null, [{ workspaceId: acme.id, memberId: rep }]])
  await assert.rejects(accounts.createKey({ workspace: 'acme', email: 'gone@example.com' }), { code: 'kernel.not-found' })
  await assert.rejects(accounts.createKey({ workspace: 'nowhere', email: 'rep@example.com' }), { code: 'kernel.not-found' })
})

test('an account may belong to several workspaces and chooses among its own', async () => {
  const second = await insertWorkspace(database.control, { ...facts, slug: 'beta', name: 'Beta' })
  await join('ha@example.com')
  await assert.rejects(
    accounts.createUserWithMember({
      workspace: second,
      memberId: newId(),
      name: 'x',
      email: 'ha@example.com',
      password: 'somebody elses one',
    }),
    {
      code: 'kernel.wrong-password',
    },
  )
  const { memberId } = await join('ha@example.com', second)
  const cookie = await signIn('ha@example.com')
  const { caller } = (await accounts.sessionOf({ cookieHeader: cookie }))!
  assert.deepEqual([caller.workspaceId, caller.memberships.length], [acme.id, 2])
  await accounts.chooseWorkspace(caller, second.id)
  await accounts.saveSettings(caller, { locale: 'zh-TW', timeZone: 'Asia/Taipei' })
  const after = (await accounts.sessionOf({ cookieHeader: cookie }))!.caller
  assert.deepEqual([after.workspaceId, after.locale, after.timeZone], [second.id, 'zh-TW', 'Asia/Taipei'])
  assert.equal(after.memberships[1]?.memberId, memberId)
  await assert.rejects(accounts.chooseWorkspace(caller, 99), { code: 'kernel.not-found' })
})

test('who guesses is held up, by address and by account', async () => {
  await join('io@example.com')
  const guess = () => accounts.signIn({ email: 'io@example.com', password: 'one more guess' }, { address: '192.0.2.77' })
  for (let i = 0; i < 5; i++) await assert.rejects(guess(), { code: 'kernel.wrong-password' })
  const locked = (most: number) => (error: { code: string; details: { retryAfterSeconds: number } }) => {
    assert.equal(error.code, 'kernel.locked')
    assert.ok(
      error.details.retryAfterSeconds > most / 2 && error.details.retryAfterSeconds <= most,
      String(error.details.retryAfterSeconds),
    )
    return true
  }
  await assert.rejects(guess(), locked(30))
  // The wait is over: the next wrong guess makes it twice as long.
  await database.control.query(sql`UPDATE control.guess SET until = now() - interval '1 minute'`)
  await assert.rejects(guess(), { code: 'kernel.wrong-password' })
  await assert.rejects(guess(), locked(60))
  assert.ok(await signIn('io@example.com'))
})

test('the secret is made once and readable by its owner only', async () => {
  const own = await mkdtemp(path.join(tmpdir(), 'zhike-secret-'))
  const made = await Promise.all([readSecret(own), readSecret(own), readSecret(own)])
  assert.equal(new Set(made).size, 1)
  assert.equal((await stat(path.join(own, 'secret'))).mode & 0o777, 0o600)
  await rm(own, { recursive: true })
})
