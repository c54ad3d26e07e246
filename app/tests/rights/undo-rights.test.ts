import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../../modules.ts'
import { type Answer, type Ask, openProduct } from '../open-product.ts'

/*
 * Taking back writes, so it asks what may be written today: whoever lost a right does not get it, nor what he had by it, back by undo.
 */

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })

const ok = (answer: Answer): Answer => {
  assert.ok(answer.statusCode < 300, answer.body)
  return answer
}
const setOf = (answer: Answer): string => String(ok(answer).headers['x-change-set'])
const undo = async (ask: Ask, set: string): Promise<number> => (await ask('POST', `/api/v1/change-sets/${set}/undo`, {})).statusCode
const idOf = (answer: Answer): string => ok(answer).json().id
const patch = (ask: Ask, url: string, to: object): Promise<Answer> => ask('PATCH', `/api/v1/${url}`, to)
const nameNow = async (id: string): Promise<string | undefined> => (await admin.ask('GET', `/api/v1/accounts/${id}`)).json().name

test('whoever stepped down does not step up again, nor opens again what he had closed in a role', async () => {
  const former = await product.join({ name: 'former', roles: ['administrator'] })
  const role = { name: 'Finance', grants: { account: { read: 'all', fields: { phone: 'hidden' } } } }
  const closing = setOf(await former.ask('PATCH', '/api/v1/meta/roles/finance', role))
  const down = setOf(await patch(former.ask, `members/${former.id}`, { roles: ['rep'] }))
  assert.deepEqual([await undo(former.ask, down), await undo(former.ask, closing)], [403, 403])
  assert.deepEqual((await admin.ask('GET', `/api/v1/members/${former.id}`)).json().roles, ['rep'])
  // Administrators take both back.
  assert.deepEqual([await undo(admin.ask, closing), await undo(admin.ask, down)], [200, 200])
})

test('whoever may only read now takes back neither what he changed nor what he created or removed', async () => {
  const demoted = await product.join({ name: 'demoted', roles: ['rep'] })
  const id = idOf(await demoted.ask('POST', '/api/v1/accounts', { name: 'Before' }))
  const gone = idOf(await demoted.ask('POST', '/api/v1/accounts', { name: 'Gone' }))
  const made = setOf(await demoted.ask('POST', '/api/v1/accounts', { name: 'Made' }))
  const changed = setOf(await patch(demoted.ask, `accounts/${id}`, { name: 'After' }))
  const removed = setOf(await demoted.ask('DELETE', `/api/v1/accounts/${gone}`))
  await patch(admin.ask, `members/${demoted.id}`, { roles: ['readonly'] })
  for (const set of [made, changed, removed]) assert.equal(await undo(demoted.ask, set), 403)
  assert.deepEqual([await nameNow(id), await nameNow(gone)], ['After', undefined])
  await patch(admin.ask, `members/${demoted.id}`, { roles: ['rep'] })
  for (const set of [removed, changed, made]) assert.equal(await undo(demoted.ask, set), 200)
  assert.deepEqual([await nameNow(id), await nameNow(gone)], ['Before', 'Gone'])
})

test('a field that was hidden since stays as it is, and so does all of an object that the role lost', async () => {
  const rep = await product.join({ name: 'rep', roles: ['rep'] })
  const id = idOf(await rep.ask('POST', '/api/v1/accounts', { name: 'Named', phone: '13800001111' }))
  const called = setOf(await patch(rep.ask, `accounts/${id}`, { phone: '13800002222' }))
  const lead = idOf(await rep.ask('POST', '/api/v1/leads', { name: 'Lin', mobile: '13800003333' }))
  const removed = setOf(await rep.ask('DELETE', `/api/v1/leads/${lead}`))
  const account = { read: 'own', create: true, update: 'own', fields: { phone: 'hidden' } }
  const laid = setOf(await admin.ask('PATCH', '/api/v1/meta/roles/rep', { name: 'Rep', grants: { account, lead: {} } }))
  assert.deepEqual([await undo(rep.ask, called), await undo(rep.ask, removed)], [403, 403])
  assert.match((await admin.ask('GET', `/api/v1/accounts/${id}`)).json().phone, /13800002222$/)
  assert.equal(await undo(admin.ask, laid), 200)
  assert.deepEqual([await undo(rep.ask, called), await undo(rep.ask, removed)], [200, 200])
})

test('what was shared for a while is not written after the share has ended, and nobody gives himself his share back', async () => {
  const owner = await product.join({ name: 'owner', roles: ['rep'] })
  const guest = await product.join({ name: 'guest', roles: ['rep'] })
  const id = idOf(await owner.ask('POST', '/api/v1/accounts', { name: 'Shared' }))
  const share = idOf(await owner.ask('POST', `/api/v1/accounts/${id}/shares`, { person: guest.id, mayWrite: true }))
  const changed = setOf(await patch(guest.ask, `accounts/${id}`, { name: 'By the guest' }))
  const ended = setOf(await guest.ask('DELETE', `/api/v1/accounts/${id}/shares/${share}`))
  assert.deepEqual([await undo(guest.ask, changed), await undo(guest.ask, ended)], [403, 403])
  assert.equal(await nameNow(id), 'By the guest')
  assert.equal((await guest.ask('GET', `/api/v1/accounts/${id}`)).statusCode, 404)
})

test('what a person gave away by a verb he takes back, though it is no longer his: his rights are what they were', async () => {
  const anna = await product.join({ name: 'anna', roles: ['rep'] })
  const ben = await product.join({ name: 'ben', roles: ['rep'] })
  const id = idOf(await anna.ask('POST', '/api/v1/accounts', { name: 'Given' }))
  const given = setOf(await anna.ask('POST', `/api/v1/accounts/${id}/transfer`, { to: ben.id, along: ['contact'], keepsReading: false }))
  assert.equal((await anna.ask('GET', `/api/v1/accounts/${id}`)).statusCode, 404)
  assert.equal(await undo(anna.ask, given), 200)
  assert.equal((await anna.ask('GET', `/api/v1/accounts/${id}`)).statusCode, 200)
})
