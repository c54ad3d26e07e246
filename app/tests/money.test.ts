import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloneDatabase } from '#kernel/testing'
import { modules } from '../modules.ts'
import { openProduct } from './open-product.ts'

const clone = await cloneDatabase(modules, 'zh-CN')
const product = await openProduct(clone.url, modules)
after(() => clone.drop())
const rep = await product.join({ name: 'rep', roles: ['rep'] })

test('a refusal names steps and options by their labels, in the reader’s language', async () => {
  const [account] = (await rep.ask('POST', '/api/v1/accounts', [{ name: '华瑞物流' }])).json().rows
  const [contract] = (await rep.ask('POST', '/api/v1/contracts', [{ name: '软件合同', account: account.id }])).json().rows
  const refused = await rep.ask('POST', `/api/v1/contracts/${contract.id}/finish`, { reason: '完成' })
  assert.deepEqual([refused.statusCode, refused.json().from, refused.json().to], [409, 'draft', 'finished'])
  assert.equal(refused.json().detail, '合同不能从“草稿”变为“结束”。')
})

test('whoever only reads money is offered to claim it, and nothing that is finance’s', async () => {
  const { objects } = (await rep.ask('GET', '/api/v1/meta')).json()
  const offered = objects.receipt.actions.map(({ name }: { name: string }) => name)
  assert.deepEqual([objects.receipt.may.update, offered], [false, ['payments.claim']])
  const readers = await product.join({ name: 'reader', roles: ['readonly'] })
  assert.deepEqual((await readers.ask('GET', '/api/v1/meta')).json().objects.receipt.actions, [])
})

test('an action says where the record of another object stands that comes of it', async () => {
  const { objects } = (await rep.ask('GET', '/api/v1/meta')).json()
  const madeBy = (object: string, name: string) => objects[object].actions.find((action: { name: string }) => action.name === name).made
  assert.deepEqual(madeBy('order', 'orders.bill'), { name: 'invoice', object: 'invoice' })
  assert.equal(madeBy('opportunity', 'sales.win'), undefined)
})
