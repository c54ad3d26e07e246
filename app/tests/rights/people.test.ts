import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openJobs } from '#kernel'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../../modules.ts'
import { type Answer, type Ask, browserAsker, cookieIn, openProduct, type Person } from '../open-product.ts'
import { soon } from '../soon.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
const other = await openProduct(clone.url, modules)
after(() => clone.drop())
const silent = { info() {}, warn() {}, error() {} }

type Row = Record<string, unknown> & { id: string }
const json = (answer: Answer) => answer.json()
const made = async (ask: Ask, url: string, row: unknown): Promise<Row> => {
  const answer = await ask('POST', `/api/v1/${url}`, row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}
const browser = ({ app }: typeof product, cookie: string): Ask => browserAsker(app, cookie)
const guest = browser(product, '')
const secret = 'a long enough password'
const tokenOf = (email: string): string =>
  new URL(product.letters.findLast((letter) => letter.email === email)!.link).searchParams.get('token')!

const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const rep = await product.join({ name: 'rep', roles: ['rep'] })
/** The person with an account, signed in. */
async function signIn(person: Person): Promise<string> {
  const workspace = await product.installation.engine.workspace('test')
  await product.installation.accounts.createUserWithMember({
    workspace,
    memberId: person.id,
    name: person.name,
    email: `${person.name}@example.com`,
    password: secret,
  })
  const answer = await guest('POST', '/api/v1/session', { email: `${person.name}@example.com`, password: secret })
  assert.equal(answer.statusCode, 200, answer.body)
  return cookieIn(answer)
}
const stateOf = async (id: string) =>
  json(await admin.ask('GET', '/api/v1/invitations')).rows.find(({ member }: { member: Row }) => member.id === id)?.state

test('a colleague is invited by mail and comes in by the link, once', async () => {
  const member = await made(admin.ask, 'invitations', { name: 'Lin', email: 'lin@example.com', roles: ['rep'] })
  const letter = product.letters.at(-1)!
  assert.deepEqual([letter.kind, letter.email, letter.by, letter.workspace], ['invitation', 'lin@example.com', 'admin', 'Test'])
  assert.equal(await stateOf(member.id), 'pending')
  const token = tokenOf('lin@example.com')
  assert.deepEqual(json(await guest('GET', `/api/v1/invitation?token=${token}`)), { email: 'lin@example.com', workspace: 'Test' })
  assert.equal((await guest('POST', '/api/v1/invitation/accept', { token, password: 'short' })).statusCode, 422)
  const [first, second] = await Promise.all([1, 2].map(() => guest('POST', '/api/v1/invitation/accept', { token, password: secret })))
  assert.deepEqual([first!.statusCode, second!.statusCode].toSorted(), [200, 400])
  const came = first!.statusCode === 200 ? first! : second!
  assert.equal(json(came).person.id, member.id)
  assert.equal((await browser(product, cookieIn(came))('GET', '/api/v1/accounts')).statusCode, 200)
  assert.equal((await guest('POST', '/api/v1/invitation/accept', { token, password: secret })).statusCode, 400)
  assert.equal(await stateOf(member.id), 'accepted')
  assert.equal((await admin.ask('POST', `/api/v1/invitations/${member.id}/again`)).statusCode, 409)
})

test('an invitation is sent again and withdrawn: former links open nothing, and a week is its time', async () => {
  const member = await made(admin.ask, 'invitations', { name: 'Wang', email: 'wang@example.com', roles: ['rep'] })
  const former = tokenOf('wang@example.com')
  assert.equal((await admin.ask('POST', `/api/v1/invitations/${member.id}/again`)).statusCode, 204)
  const latest = tokenOf('wang@example.com')
  assert.notEqual(latest, former)
  assert.deepEqual(
    [
      (await guest('GET', `/api/v1/invitation?token=${former}`)).statusCode,
      (await guest('GET', `/api/v1/invitation?token=${latest}`)).statusCode,
    ],
    [400, 200],
  )
  await product.installation.database.pool.query(
    `UPDATE control.invitation SET expires_at = now() - interval '1 second' WHERE member_id = $1`,
    [member.id],
  )
  assert.deepEqual(
    [await stateOf(member.id), (await guest('POST', '/api/v1/invitation/accept', { token: latest, password: secret })).statusCode],
    ['expired', 400],
  )
  assert.equal((await admin.ask('POST', `/api/v1/invitations/${member.id}/again`)).statusCode, 204)
  const withdrawn = await admin.ask('DELETE', `/api/v1/invitations/${member.id}`)
  assert.equal(withdrawn.statusCode, 204, withdrawn.body)
  assert.deepEqual(
    [
      await stateOf(member.id),
      (await guest('POST', '/api/v1/invitation/accept', { token: tokenOf('wang@example.com'), password: secret })).statusCode,
    ],
    ['withdrawn', 400],
  )
  // Nor by asking for a new password.
  const { length } = product.letters
  await guest('POST', '/api/v1/password/forgot', { email: 'wang@example.com' })
  assert.equal(product.letters.length, length)
  for (const [method, url, body] of [
    ['GET', 'invitations', undefined],
    ['POST', 'invitations', { name: 'x', email: 'x@example.com' }],
    ['POST', `invitations/${member.id}/again`, undefined],
    ['DELETE', `invitations/${member.id}`, undefined],
  ] as const)
    assert.equal((await rep.ask(method, `/api/v1/${url}`, body)).statusCode, 403, url)
})

test('who is deactivated is out at once, with sessions and keys, in every process, and comes back by signing in', async () => {
  const leaver = await product.join({ name: 'leaver', roles: ['rep'] })
  const cookie = await signIn(leaver)
  const doors = [leaver.ask, other.as(leaver).ask, browser(product, cookie), browser(other, cookie)]
  for (const ask of doors) assert.equal((await ask('GET', '/api/v1/accounts')).statusCode, 200)
  // One request is under way while the door closes: it ends one way or the other, and the next one is refused.
  const [, during] = await Promise.all([
    admin.ask('PATCH', `/api/v1/members/${leaver.id}`, { active: false }),
    leaver.ask('POST', '/api/v1/accounts', { name: 'During' }),
  ])
  assert.ok([201, 401].includes(during.statusCode), during.body)
  assert.equal((await leaver.ask('GET', '/api/v1/accounts')).statusCode, 401)
  for (const ask of doors) await soon(async () => (await ask('GET', '/api/v1/accounts')).statusCode === 401, 'the door is closed')
  const left = async () => {
    const { rows } = await product.installation.database.pool.query(
      `SELECT (SELECT count(*)::int FROM control.api_key WHERE member_id = $1) + (SELECT count(*)::int FROM control.session s JOIN control.membership m USING (user_id) WHERE m.member_id = $1) AS n`,
      [leaver.id],
    )
    return Number(rows[0].n)
  }
  await soon(async () => (await left()) === 0, 'sessions and keys are gone')
  assert.equal((await admin.ask('PATCH', `/api/v1/members/${leaver.id}`, { active: true })).statusCode, 200)
  for (const ask of doors) assert.equal((await ask('GET', '/api/v1/accounts')).statusCode, 401)
  const again = await guest('POST', '/api/v1/session', { email: 'leaver@example.com', password: secret })
  assert.equal(again.statusCode, 200, again.body)
})

test('an administrator sees as another person, may change nothing meanwhile, and the audit names him', async () => {
  const cookie = await signIn(admin)
  const here = browser(product, cookie)
  const mine = await made(admin.ask, 'accounts', { name: 'Of the admin' })
  const theirs = await made(rep.ask, 'accounts', { name: 'Of the rep' })
  assert.equal((await browser(product, await signIn(rep))('POST', '/api/v1/session/see-as', { member: admin.id })).statusCode, 403)
  const began = await here('POST', '/api/v1/session/see-as', { member: rep.id })
  assert.equal(began.statusCode, 200, began.body)
  assert.deepEqual([json(began).person.id, json(began).person.seenBy], [rep.id, { id: admin.id, name: 'admin' }])
  for (const ask of [here, browser(other, cookie)]) {
    await soon(async () => (await ask('GET', `/api/v1/accounts/${mine.id}`)).statusCode === 404, 'seen as the rep sees it')
    assert.equal((await ask('GET', `/api/v1/accounts/${theirs.id}`)).statusCode, 200)
    assert.equal((await ask('POST', '/api/v1/accounts/aggregate', { measures: { n: 'count' } })).statusCode, 200)
    assert.deepEqual(json(await ask('GET', '/api/v1/meta')).objects, json(await rep.ask('GET', '/api/v1/meta')).objects)
    for (const [method, url, body] of [
      ['POST', 'accounts', { name: 'x' }],
      ['PATCH', `accounts/${theirs.id}`, { name: 'x' }],
      ['DELETE', `accounts/${theirs.id}`, undefined],
      ['POST', `accounts/${theirs.id}/shares`, { person: admin.id }],
      ['POST', 'keys', { name: 'x' }],
      ['PATCH', 'session', { locale: 'en' }],
      ['POST', 'session/see-as', { member: rep.id }],
      ['POST', 'password/change', { current: secret, next: `${secret} new` }],
    ] as const) {
      const refused = await ask(method, `/api/v1/${url}`, body)
      assert.deepEqual([refused.statusCode, json(refused).code], [403, 'kernel.seeing-as'], url)
    }
  }
  const ended = await here('DELETE', '/api/v1/session/see-as')
  assert.deepEqual([ended.statusCode, json(ended).person.id], [200, admin.id])
  assert.equal((await here('GET', `/api/v1/accounts/${mine.id}`)).statusCode, 200)
  await product.installation.audit.flush()
  await other.installation.audit.flush()
  const { rows } = await product.installation.database.pool.query(
    `SELECT actor_id, kind, detail FROM w_test.audit WHERE kind = 'see-as' OR detail ->> 'seenAs' IS NOT NULL ORDER BY at, id`,
  )
  assert.ok(rows.length >= 4 && rows.every((row) => row.actor_id === admin.id), JSON.stringify(rows))
  assert.deepEqual(
    rows.filter(({ kind }) => kind === 'see-as').map(({ detail }) => detail.begins),
    [true, false],
  )
})

test('what a leaver holds is handed over in one change set, with a preview, and taken back in one', async (t) => {
  const jobs = await openJobs({ database: product.installation.database, handlers: product.handovers.handlers, log: silent })
  await jobs.start()
  product.handovers.start(jobs)
  t.after(() => jobs.stop())
  const [leaver, heir, mate] = [
    await product.join({ name: 'goes', roles: ['rep'] }),
    await product.join({ name: 'heir', roles: ['rep'] }),
    await product.join({ name: 'mate', roles: ['rep'] }),
  ]
  const accounts = Array.from({ length: 1_000 }, (_, i) => ({ name: `Customer ${i}` }))
  assert.equal((await leaver.ask('POST', '/api/v1/accounts', accounts)).statusCode, 201)
  assert.equal(
    (
      await leaver.ask(
        'POST',
        '/api/v1/accounts',
        accounts.slice(0, 300).map(({ name }) => ({ name: `More ${name}` })),
      )
    ).statusCode,
    201,
  )
  const deals = [
    { name: 'Open' },
    { name: 'Over', stage: 'lost', lossKind: 'price', lostToNobody: true, foundOn: '2026-01-01', closedOn: '2026-01-05' },
  ]
  const sold = await leaver.ask('POST', '/api/v1/opportunities', deals)
  assert.equal(sold.statusCode, 201, sold.body)
  await admin.ask('POST', '/api/v1/departments', { name: 'Led', head: leaver.id })
  const holdings = json(await admin.ask('GET', `/api/v1/members/${leaver.id}/holdings`)).rows as {
    object: string
    field: string
    count: number
    open: number
  }[]
  const sorted = holdings.map(({ object, field, count, open }) => `${object}.${field} ${count} ${open}`).toSorted()
  assert.deepEqual(sorted, ['account.owner 1300 1300', 'department.head 1 1', 'opportunity.owner 2 1'])
  const begin = (body: unknown) => admin.ask('POST', '/api/v1/handovers', body)
  assert.equal((await begin({ member: leaver.id, receivers: { '*': leaver.id } })).statusCode, 400)
  assert.equal((await rep.ask('POST', '/api/v1/handovers', { member: leaver.id, receivers: { '*': heir.id } })).statusCode, 403)
  const began = await begin({
    member: leaver.id,
    receivers: { '*': heir.id, 'opportunity.owner': mate.id },
    openOnly: true,
    deactivate: true,
  })
  assert.equal(began.statusCode, 202, began.body)
  const { id, changeSet, total } = json(began)
  assert.equal(total, 1302)
  await soon(async () => json(await admin.ask('GET', `/api/v1/handovers/${id}`)).state === 'done', 'handed over', 20_000)
  assert.equal(json(await admin.ask('GET', `/api/v1/handovers/${id}`)).done, 1302)
  const owned = async (who: Person, plural: string) =>
    json(await admin.ask('GET', `/api/v1/${plural}?count=exact&limit=1&filter=${encodeURIComponent(JSON.stringify({ owner: who.id }))}`))
      .count.value
  assert.deepEqual([await owned(heir, 'accounts'), await owned(mate, 'opportunities'), await owned(leaver, 'opportunities')], [1300, 1, 1])
  assert.equal((await leaver.ask('GET', '/api/v1/accounts')).statusCode, 401)
  const undone = await admin.ask('POST', `/api/v1/change-sets/${changeSet}/undo`, {})
  assert.equal(undone.statusCode, 200, undone.body)
  assert.deepEqual([await owned(leaver, 'accounts'), await owned(heir, 'accounts')], [1300, 0])
  assert.equal(json(await admin.ask('GET', `/api/v1/members/${leaver.id}`)).active, true)
})
