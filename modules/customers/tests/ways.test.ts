import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '#manifest/customers'

const app = await testApp([customers])
const rep = await app.as('rep')
const like = async (values: object) => {
  const { rows } = await app.engine.reads.twins(rep.session, 'contact', { values: values as Record<string, unknown> })
  return rows.map(({ id, sure }) => [id, sure])
}

test('further numbers and addresses of a contact take part in warnings of duplicates, both ways, until they are marked dead', async () => {
  const [made] = await rep.create('contact', [
    {
      name: '王磊',
      mobile: '13900010001',
      ways: [
        { kind: 'phone', value: '+86 139 0001 0002', label: '备用' },
        { kind: 'mail', value: 'Wang.Lei@Example.com' },
        { kind: 'chat', value: '13900010003' },
      ],
    },
  ])
  const id = String(made!.id)
  assert.deepEqual(await like({ mobile: '13900010002' }), [[id, true]])
  assert.deepEqual(await like({ email: 'wang.lei@example.com' }), [[id, true]])
  assert.deepEqual(await like({ mobile: '13900010003' }), [])
  // Typed as a further number while the other has it as his own, or as a further one too.
  assert.deepEqual(await like({ ways: [{ kind: 'phone', value: '139-0001-0001' }] }), [[id, true]])
  assert.deepEqual(await like({ ways: [{ value: '139 0001 0002' }] }), [[id, true]])
  // A change of something else keeps them, a change of the lines follows.
  await rep.change('contact', id, { title: '采购' })
  assert.deepEqual(await like({ mobile: '13900010002' }), [[id, true]])
  await rep.change('contact', id, { ways: [{ kind: 'phone', value: '13900010002', isDead: true }] })
  assert.deepEqual(await like({ mobile: '13900010002' }), [])
  await assert.rejects(rep.change('contact', id, { wayPhones: ['13900010009'] }))
})
