import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldMeta, Meta } from '../data/meta-types.ts'
import { narrowing } from './narrow.ts'

const link = (name: string, to: string) => ({ name, kind: 'link', options: { to }, system: false }) as unknown as FieldMeta
const meta = {
  objects: {
    account: { name: 'account', follows: [], fields: { parent: link('parent', 'account') } },
    affiliation: { name: 'affiliation', follows: [], fields: { account: link('account', 'account') } },
    contact: {
      name: 'contact',
      follows: ['account', 'affiliations.account'],
      fields: {
        account: link('account', 'account'),
        owner: link('owner', 'member'),
        affiliations: { name: 'affiliations', kind: 'lines', options: { object: 'affiliation' }, system: false },
      },
    },
    opportunity: {
      name: 'opportunity',
      fields: { account: link('account', 'account'), contact: link('contact', 'contact'), owner: link('owner', 'member') },
    },
  },
} as unknown as Meta
const contact = meta.objects['opportunity']!.fields['contact']!

test('a chosen customer narrows the contacts offered, a chosen owner does not', () => {
  const ask = (row: object) => narrowing(meta, { object: 'opportunity', field: contact, row })
  const chosen = { id: 'a1', title: '华瑞' }
  assert.deepEqual(ask({ account: chosen }), {
    narrow: { or: [{ account: 'a1' }, { affiliations: { some: { account: 'a1' } } }] },
    preset: { account: chosen },
  })
  assert.equal(ask({ owner: { id: 'm1', title: '林知夏' } }), undefined)
  assert.equal(ask({ account: null }), undefined)
  const account = meta.objects['opportunity']!.fields['account']!
  assert.equal(narrowing(meta, { object: 'opportunity', field: account, row: { contact: { id: 'c1', title: '' } } }), undefined)
})
