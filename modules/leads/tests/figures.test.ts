import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { leads } from '#manifest/leads'
import { pools } from '#manifest/pools'
import { lead } from '#objects/customers'
import { disqualify } from '../index.ts'

const app = await testApp([company, customers, pools, activities, leads])
const admin = await app.as('administrator')
const anna = await app.as('rep', { name: 'Anna' })
const made = await admin.create(
  lead,
  (['internet', 'internet', 'internet', 'phone'] as const).map((source, i) => ({
    name: `Lead ${i}`,
    mobile: `1380000000${i}`,
    source,
    province: i === 0 ? '浙江' : '上海',
    owner: anna.id as never,
  })),
)
await anna.create('followUp', [{ lead: made[0]!.id, content: 'Called, wants a quote' }])
await anna.call(disqualify, { lead: made[1]!.id, reason: 'noNeed' })

const ask = (key: string) => admin.report('leads.sources', key)

test('leads by source, state and place: each counts where it arrived, answers beside', async () => {
  assert.deepEqual(
    (await ask('bySource')).map(({ source, n, answered, inTime }) => [source, n, answered, inTime]),
    [
      ['internet', 3, 1, 1],
      ['phone', 1, 0, 0],
    ],
  )
  assert.deepEqual(
    new Map((await ask('byState')).map(({ status, n }) => [status, n])),
    new Map([
      ['new', 2],
      ['working', 1],
      ['disqualified', 1],
    ]),
  )
  assert.deepEqual(
    (await ask('byProvince')).map(({ province, n, qualified }) => [province, n, qualified]),
    [
      ['上海', 3, 0],
      ['浙江', 1, 0],
    ],
  )
})
