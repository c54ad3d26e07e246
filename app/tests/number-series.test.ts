import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { type Method, openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const ada = await product.join({ name: 'Ada', roles: ['administrator'] })
const ask = async (method: Method, path: string, body: unknown) => {
  const answer = await ada.ask(method, `/api/v1${path}`, body)
  assert.ok(answer.statusCode < 300, answer.body)
  return answer.json() as Record<string, unknown> & { id: string; rows: { id: string; number: string }[] }
}

const year = new Date().getFullYear()
const customer = await ask('POST', '/accounts', { name: '华瑞' })
const contract = (name: string, more: object = {}) => ({ name, account: customer.id, kind: 'sales', amount: '100', ...more })
const numbers = async (rows: readonly object[]) => (await ask('POST', '/contracts', rows)).rows.map(({ number }) => number)

test('each company of ours counts its documents by itself, under the beginning that it has', async () => {
  const { rows } = await ask('POST', '/legal-entities', [
    { name: '北方公司', numberPrefix: 'BF-' },
    { name: '南方公司', numberPrefix: 'NF-' },
  ])
  const [north, south] = rows.map(({ id }) => ({ legalEntity: id }))
  assert.deepEqual(await numbers([contract('一', north), contract('二', south), contract('三'), contract('四', north)]), [
    `BF-HT-${year}-00001`,
    `NF-HT-${year}-00001`,
    `HT-${year}-00001`,
    `BF-HT-${year}-00002`,
  ])
  // A number typed by hand is not met later, in its own series.
  await numbers([contract('五', { ...south, number: `NF-HT-${year}-00007` })])
  assert.deepEqual(await numbers([contract('六', south), contract('七', north)]), [`NF-HT-${year}-00008`, `BF-HT-${year}-00003`])
})

test('a workspace says how the numbers of an object look; what cannot be read is refused, and the way back is the old one', async () => {
  const field = '/meta/objects/contract/fields/number'
  for (const pattern of ['HT', 'HT-{nothing}-{000}', 'HT-{record.nothing}-{000}', '{account.nothing}{000}']) {
    const refused = await ada.ask('PATCH', `/api/v1${field}`, { pattern })
    assert.equal(refused.statusCode, 422, pattern)
  }
  assert.equal((await ada.ask('PATCH', '/api/v1/meta/objects/contract/fields/name', { pattern: 'A-{000}' })).statusCode, 422)
  await ask('PATCH', field, { pattern: '{record.kind}/{account.number}/{00}' })
  const purchase = contract('采购', { kind: 'purchase' })
  const made = await numbers([contract('八'), purchase, contract('九')])
  assert.deepEqual(made, [`sales/${customer.number}/01`, `purchase/${customer.number}/01`, `sales/${customer.number}/02`])
  await ask('PATCH', field, { pattern: null })
  assert.deepEqual(await numbers([contract('十')]), [`HT-${year}-00002`])
})
