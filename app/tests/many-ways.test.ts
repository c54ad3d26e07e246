import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'en')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const admin = await product.join({ name: 'admin', roles: ['administrator'] })

const made = async (plural: string, row: unknown): Promise<string> => {
  const answer = await admin.ask('POST', `/api/v1/${plural}`, row)
  assert.equal(answer.statusCode, 201, answer.body)
  return answer.json().id
}

test('a question is as long as what was asked: what figures of figures look at counts as nothing of it, however many ways lead to a record', async () => {
  const rep = await product.join({ name: 'rep', roles: ['rep'] })
  const pool = await made('pools', { name: 'East' })
  await made('shares', { object: 'pool', record: pool, granteeKind: 'role', grantee: 'rep' })
  for (const name of ['One', 'Two']) {
    const account = await made('accounts', { name })
    await made('shares', { object: 'account', record: account, granteeKind: 'person', grantee: rep.id })
  }
  const filter = { owner: 'me', status: { in: ['issued', 'delivered'] }, openBeside: { gt: 0 }, dueOn: { lte: 'today' } }
  const fields = 'id,number,account,dueOn,openBeside,overdueDays'
  const address = `/api/v1/invoices?limit=6&fields=${fields}&sort=dueOn&filter=${encodeURIComponent(JSON.stringify(filter))}`
  const answer = await rep.ask('GET', address)
  assert.equal(answer.statusCode, 200, answer.body)
})
