import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../../modules.ts'
import { type Ask, openProduct, type Person } from '../open-product.ts'
import { soon } from '../soon.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
const other = await openProduct(clone.url, modules)
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })
const rep = await product.join({ name: 'rep', roles: ['rep'] })
const mate = await product.join({ name: 'mate', roles: ['rep'] })

const made = async (ask: Ask, plural: string, row: Record<string, unknown>): Promise<Record<string, unknown> & { id: string }> => {
  const answer = await ask('POST', `/api/v1/${plural}`, row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json()
}
const statusOf = async (ask: Ask, url: string): Promise<number> => (await ask('GET', url)).statusCode
const listed = async (ask: Ask, plural: string): Promise<number> => (await ask('GET', `/api/v1/${plural}?limit=100`)).json().rows.length

test('a role of the workspace replaces what the code grants, object by object, in every process', async () => {
  const theirs = await made(mate.ask, 'accounts', { name: 'Of the mate' })
  const there = other.as(rep)
  assert.deepEqual(
    [await statusOf(rep.ask, `/api/v1/accounts/${theirs.id}`), await statusOf(there.ask, `/api/v1/accounts/${theirs.id}`)],
    [404, 404],
  )
  const laid = await admin.ask('PATCH', '/api/v1/meta/roles/rep', {
    name: 'Sales rep',
    grants: { account: { read: 'all', create: true, update: 'own', fields: { phone: 'hidden' } } },
  })
  assert.equal(laid.statusCode, 200, laid.body)
  assert.equal(await statusOf(rep.ask, `/api/v1/accounts/${theirs.id}`), 200)
  await soon(async () => (await statusOf(there.ask, `/api/v1/accounts/${theirs.id}`)) === 200, 'the other process hears of it')
  const shown = (await rep.ask('GET', '/api/v1/meta')).json().objects
  assert.deepEqual([shown.account.may.remove, 'phone' in shown.account.fields, shown.lead.may.remove], [false, false, true])
  assert.equal((await rep.ask('PATCH', `/api/v1/accounts/${theirs.id}`, { name: 'Mine' })).statusCode, 403)
  // As before with one click: the change set is taken back.
  const undone = await admin.ask('POST', `/api/v1/change-sets/${laid.headers['x-change-set']}/undo`, {})
  assert.equal(undone.statusCode, 200, undone.body)
  assert.equal(await statusOf(rep.ask, `/api/v1/accounts/${theirs.id}`), 404)
  await soon(async () => (await statusOf(there.ask, `/api/v1/accounts/${theirs.id}`)) === 404, 'undo reaches the other process')
})

test('a new role is a choice of members as soon as it is there, with its words in three languages', async () => {
  const body = {
    key: 'partner-desk',
    name: 'Partner desk',
    labels: { 'zh-CN': '伙伴专员', 'zh-TW': '夥伴專員' },
    grants: { lead: { read: 'all' } },
  }
  assert.equal((await admin.ask('PATCH', `/api/v1/members/${mate.id}`, { roles: ['partner-desk'] })).statusCode, 400)
  assert.equal((await admin.ask('POST', '/api/v1/meta/roles', body)).statusCode, 201)
  const given = await admin.ask('PATCH', `/api/v1/members/${mate.id}`, { roles: ['partner-desk'] })
  assert.equal(given.statusCode, 200, given.body)
  assert.deepEqual([await statusOf(mate.ask, '/api/v1/leads'), await statusOf(mate.ask, '/api/v1/accounts')], [200, 403])
  const choices = (await admin.ask('GET', '/api/v1/meta?locale=zh-TW')).json().objects.member.fields.roles.options.choices
  assert.deepEqual(
    choices.filter(({ key }: { key: string }) => ['rep', 'partner-desk'].includes(key)).map(({ label }: { label: string }) => label),
    ['業務代表', '夥伴專員'],
  )
  const rows = (await admin.ask('GET', '/api/v1/meta/roles')).json().rows as {
    key: string
    builtIn: boolean
    grants: object
    declared: object | null
  }[]
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['administrator', 'manager', 'rep', 'finance', 'readonly', 'marketing', 'partner-desk', 'warehouse'],
  )
  const desk = rows.find(({ key }) => key === 'partner-desk')!
  assert.deepEqual([desk.builtIn, Object.keys(desk.grants), desk.declared], [false, ['lead'], null])
  const held = await admin.ask('DELETE', '/api/v1/meta/roles/partner-desk')
  assert.deepEqual([held.statusCode, held.json().code], [409, 'kernel.in-use'])
  assert.equal((await admin.ask('PATCH', `/api/v1/members/${mate.id}`, { roles: ['rep'] })).statusCode, 200)
  assert.equal((await admin.ask('DELETE', '/api/v1/meta/roles/partner-desk')).statusCode, 204)
})

test('what a role says is checked: objects, fields, scopes, walls', async () => {
  const issuesOf = async (grants: unknown) => {
    const answer = await admin.ask('POST', '/api/v1/meta/roles', { key: 'bad', name: 'Bad', grants })
    assert.ok([400, 422].includes(answer.statusCode), answer.body)
    return (answer.json().issues as { path: string }[]).map(({ path }) => path)
  }
  assert.deepEqual(await issuesOf({ nothing: { read: 'all' } }), ['grants.nothing'])
  assert.deepEqual(await issuesOf({ account: { read: 'some', fly: true } }), ['grants.account.fly', 'grants.account.read'])
  assert.deepEqual(await issuesOf({ account: { fields: { nothing: 'read' } } }), ['grants.account.fields.nothing'])
  assert.deepEqual(await issuesOf({ account: { wall: { nothing: 1 } } }), ['grants.account.wall'])
  for (const key of ['administrator', 'Sales Rep', '-'])
    assert.equal((await admin.ask('POST', '/api/v1/meta/roles', { key, name: 'x' })).statusCode, 422, key)
})

test('roles are for administrators', async () => {
  for (const [method, url, body] of [
    ['GET', '/api/v1/meta/roles', undefined],
    ['GET', '/api/v1/roles', undefined],
    ['POST', '/api/v1/meta/roles', { key: 'mine', name: 'Mine', grants: {} }],
    ['PATCH', '/api/v1/meta/roles/rep', { grants: { account: { read: 'all' } } }],
    ['DELETE', '/api/v1/meta/roles/rep', undefined],
  ] as const)
    assert.equal((await rep.ask(method, url, body)).statusCode, 403, `${method} ${url}`)
})

test('an action can be taken away from a role', async () => {
  const deal = await made(rep.ask, 'opportunities', { name: 'To lose' })
  const laid = await admin.ask('PATCH', '/api/v1/meta/roles/rep', {
    name: 'Sales rep',
    grants: { opportunity: { read: 'own', create: true, update: 'own', actions: { 'sales.lose': false } } },
  })
  assert.equal(laid.statusCode, 200, laid.body)
  const names = (await rep.ask('GET', '/api/v1/meta')).json().objects.opportunity.actions.map(({ name }: { name: string }) => name)
  assert.deepEqual([names.includes('sales.lose'), names.includes('sales.win')], [false, true])
  assert.equal((await rep.ask('POST', `/api/v1/opportunities/${deal.id}/lose`, { kind: 'price', lostToNobody: true })).statusCode, 403)
  assert.equal((await admin.ask('DELETE', '/api/v1/meta/roles/rep')).statusCode, 204)
})

test('one administrator stays: no road takes the last one away, and of two who step down at once one stays', async () => {
  const second = await product.join({ name: 'second', roles: ['administrator'] })
  const code = async (answer: ReturnType<Ask>) => {
    const { statusCode, body } = await answer
    return statusCode < 300 ? 'done' : JSON.parse(body).code
  }
  const both = await Promise.all([
    code(admin.ask('PATCH', `/api/v1/members/${admin.id}`, { active: false })),
    code(other.as(second).ask('PATCH', `/api/v1/members/${second.id}`, { roles: ['rep'] })),
  ])
  assert.deepEqual(both.toSorted(), ['done', 'kernel.last-administrator'])
  const [left, right]: [Person, string] = both[0] === 'done' ? [second, second.id] : [admin, admin.id]
  await soon(async () => (await statusOf(left.ask, '/api/v1/members')) === 200, 'the one who stayed may ask')
  for (const to of [{ active: false }, { roles: ['rep'] }, { roles: null }])
    assert.equal(await code(left.ask('PATCH', `/api/v1/members/${right}`, to)), 'kernel.last-administrator')
  assert.equal(await code(left.ask('DELETE', `/api/v1/members/${right}`)), 'kernel.last-administrator')
  assert.equal(
    await code(
      left.ask('PATCH', `/api/v1/members?filter=${encodeURIComponent('{"name":{"ne":"x"}}')}&expect=${await listed(left.ask, 'members')}`, {
        active: false,
      }),
    ),
    'kernel.last-administrator',
  )
})
