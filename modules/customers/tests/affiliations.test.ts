import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '../module.ts'

const app = await testApp([customers])
const [first, second, stranger] = await Promise.all(['First', 'Second', 'Stranger'].map((name) => app.as('rep', { name })))

test('whoever reads one of the customers of a contact reads the contact, today and as of a day; nobody else does', async () => {
  const [own] = await first!.create('account', [{ name: '华瑞物流' }])
  const [other] = await second!.create('account', [{ name: '华瑞仓储' }])
  await assert.rejects(first!.create('contact', [{ name: '王总', account: own!.id, affiliations: [{ account: other!.id }] }]), {
    code: 'kernel.bad-value',
  })
  const [person] = await first!.create('contact', [{ name: '王总', account: own!.id }])
  assert.deepEqual((await second!.list('contact')).length, 0)
  const admin = await app.as('administrator')
  await admin.change('contact', String(person!.id), {
    version: person!.version,
    affiliations: [{ account: other!.id, title: '董事', fromOn: '2026-01-01' }],
  })
  for (const ask of [{}, { filter: { name: '王总' } }, { asOf: new Date() }])
    assert.deepEqual(
      (await second!.list('contact', ask)).map(({ id }) => id),
      [person!.id],
    )
  const read = await second!.one('contact', String(person!.id))
  assert.deepEqual((read.account as { hidden: boolean }).hidden, true, 'the first customer stays out of reach')
  const [line] = await second!.list('affiliation', { filter: { account: other!.id } })
  assert.equal((line!.contact as { title: string }).title, '王总')
  assert.equal((await stranger!.list('contact')).length + (await stranger!.list('affiliation')).length, 0)
  await assert.rejects(second!.change('contact', String(person!.id), { name: '李总' }), { code: 'kernel.forbidden' })
})

test('nobody comes to stand above himself', async () => {
  const [top] = await first!.create('contact', [{ name: 'Top' }])
  const [middle] = await first!.create('contact', [{ name: 'Middle', reportsTo: top!.id }])
  const [low] = await first!.create('contact', [{ name: 'Low', reportsTo: middle!.id }])
  await assert.rejects(first!.change('contact', String(top!.id), { reportsTo: low!.id }), { code: 'kernel.bad-value' })
  await assert.rejects(first!.change('contact', String(top!.id), { reportsTo: top!.id }), { code: 'kernel.invalid' })
})
