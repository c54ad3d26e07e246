import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales])

test('what is being sold to a group is asked with and without those below it', async () => {
  const rep = await app.as('rep')
  const [top] = await rep.create('account', [{ name: '集团' }])
  const [below] = await rep.create('account', [{ name: '子公司', parent: top!.id }])
  const amount = (value: string) => ({ amount: value, currency: 'CNY' })
  await rep.create('opportunity', [
    { name: '甲', account: top!.id, amount: amount('100') },
    { name: '乙', account: below!.id, amount: amount('250') },
  ])
  const sum = async (account: unknown) => {
    const [row] = await rep.aggregate({
      object: 'opportunity',
      measures: { n: 'count', amount: { sum: 'amount' } },
      filter: { account, outcome: 'open' },
    } as never)
    return [row!.n, Number((row!.amount as { amount: number }).amount)]
  }
  assert.deepEqual(await sum(top!.id), [1, 100])
  assert.deepEqual(await sum({ under: top!.id }), [2, 350])
})
