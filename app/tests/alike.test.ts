import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct, type Person } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const { join } = await openProduct(clone.url, modules)
after(() => clone.drop())
const ada = await join({ name: 'Ada', roles: ['administrator'] })
const rep = await join({ name: 'Rep', roles: ['rep'] })
const other = await join({ name: 'Other', roles: ['rep'] })

const make = async (who: Person, plural: string, values: object): Promise<string> => {
  const answer = await who.ask('POST', `/api/v1/${plural}`, values)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id
}
const looked = async (who: Person, lead: string) => {
  const answer = await who.ask('GET', `/api/v1/leads/${lead}/convert/duplicates`)
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

test('customers and contacts that look like what a conversion would make are offered before, and named in its answer', async () => {
  const account = await make(rep, 'accounts', { name: '华瑞物流（上海）有限公司' })
  const contact = await make(rep, 'contacts', { name: '赵启明', mobile: '13800138000', account })
  const lead = await make(rep, 'leads', { name: '赵先生', company: '華瑞物流上海', mobile: '+86 138 0013 8000' })
  const before = await looked(rep, lead)
  const ids = (twins: { rows: { id: string }[] }) => twins.rows.map(({ id }) => id)
  assert.deepEqual([ids(before.account), ids(before.contact), before.contact.rows[0].sure], [[account], [contact], true])
  const named = await rep.ask('POST', `/api/v1/leads/${lead}/convert`, { account, contact, withOpportunity: false })
  assert.deepEqual(named.json(), { account, contact, opportunity: null })

  const again = await make(rep, 'leads', { name: '赵', company: '华瑞物流 上海', mobile: '13800138000' })
  const made = (await rep.ask('POST', `/api/v1/leads/${again}/convert`, { withOpportunity: false })).json()
  assert.notEqual(made.account, account)
  assert.deepEqual([ids(made.duplicates.account), ids(made.duplicates.contact)], [[account], [contact]])
})

test('where nothing looks the same nothing is offered', async () => {
  const lead = await make(rep, 'leads', { name: 'Nobody else', company: 'Quite alone Ltd', im: 'alone' })
  assert.deepEqual(await looked(rep, lead), {})
  const made = (await rep.ask('POST', `/api/v1/leads/${lead}/convert`, { withOpportunity: false })).json()
  assert.equal(made.duplicates, undefined)
})

test('a lead out of reach is not found, and its twins are not told', async () => {
  const lead = await make(other, 'leads', { name: 'Theirs', mobile: '13800138000' })
  const answer = await rep.ask('GET', `/api/v1/leads/${lead}/convert/duplicates`)
  assert.equal(answer.statusCode, 404)
})

test('whose a hidden duplicate is stays untold until the workspace discloses it; then the audit says what was told', async () => {
  await make(other, 'accounts', { name: 'Hidden harbour', phone: '021-55556666' })
  const typed = () => rep.ask('POST', '/api/v1/accounts/duplicates', { values: { phone: '021-55556666' } })
  assert.deepEqual((await typed()).json(), { rows: [], hidden: { count: 1, by: ['phone'] } })
  assert.equal((await rep.ask('POST', '/api/v1/duplicate-settings', { name: 'workspace', discloseOwner: true })).statusCode, 403)
  const setting = await make(ada, 'duplicate-settings', { name: 'workspace', discloseOwner: true })
  const owners = [{ id: other.id, title: other.name }]
  assert.deepEqual((await typed()).json(), { rows: [], hidden: { count: 1, by: ['phone'], owners } })
  const notes = (await ada.ask('GET', `/api/v1/audit?kind=search&person=${rep.id}`)).json().rows as { detail: Record<string, unknown> }[]
  assert.deepEqual(
    notes.slice(0, 2).map(({ detail }) => detail.owners),
    [[other.id], undefined],
  )

  const lead = await make(rep, 'leads', { name: 'Harbour master', company: 'Hidden harbour', im: 'harbour' })
  assert.deepEqual((await looked(rep, lead)).account.hidden.owners, owners)
  // A second customer of a name that somebody else has needs its reason.
  const refused = await rep.ask('POST', `/api/v1/leads/${lead}/convert`, { withOpportunity: false })
  assert.equal(refused.json().code, 'sales.customer-of-other')
  const made = (await rep.ask('POST', `/api/v1/leads/${lead}/convert`, { withOpportunity: false, second: 'Another harbour' })).json()
  assert.deepEqual(made.duplicates.account.hidden, { count: 1, by: ['name'] })

  await ada.ask('PATCH', `/api/v1/duplicate-settings/${setting}`, { discloseOwner: false })
  assert.equal((await typed()).json().hidden.owners, undefined)
})
