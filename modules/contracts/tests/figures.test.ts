import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { contracts } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const [east, west] = await admin.create('department', [{ name: '华东' }, { name: '华西' }])
const [south] = await admin.create('department', [{ name: '华东二部', parent: east!.id }])
const anna = await app.as('rep', { name: 'Anna', department: String(south!.id) })
const ben = await app.as('rep', { name: 'Ben', department: String(west!.id) })
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])
const [one, other] = await admin.create('account', [{ name: '甲' }, { name: '乙' }])

await admin.create('contract', [
  ...(
    [
      [anna.id, one!.id, '2026-02-03', 1000],
      [anna.id, other!.id, '2026-03-31', 500, { kind: 'service' }],
      [ben.id, one!.id, '2026-04-01', 300],
      // Neither what is bought nor a frame is signed for.
      [ben.id, one!.id, '2026-04-01', 9000, { kind: 'purchase' }],
    ] as const
  ).map(([owner, account, signedOn, amount, more]) => ({
    name: `合同 ${amount}`,
    status: 'running',
    owner,
    account,
    signedOn,
    amount,
    ...more,
  })),
  { name: '框架', status: 'running', form: 'frame', owner: ben.id, account: one!.id, signedOn: '2026-04-02' },
])

const ask = async (key: string, by: string) => {
  const { object, tiles } = contracts.reports[0]!
  const rows = await admin.aggregate({ object, ...tiles.find((tile) => tile.key === key)!.ask } as Parameters<typeof admin.aggregate>[0])
  const nameOf = (value: unknown) => (value as { title?: string } | null)?.title ?? value
  return rows.map((row) => [nameOf(row[by]), row.n, (row.signed as { amount: number }).amount])
}

test('signed by quarter, branch, customer and kind: the same sum, purchases and frames apart', async () => {
  assert.deepEqual(await ask('quarters', 'quarter'), [
    ['2026-01-01', 2, 1500],
    ['2026-04-01', 1, 300],
  ])
  assert.deepEqual(await ask('branches', 'branch'), [
    ['华东', 2, 1500],
    ['华西', 1, 300],
  ])
  assert.deepEqual(await ask('customers', 'account'), [
    ['甲', 2, 1300],
    ['乙', 1, 500],
  ])
  assert.deepEqual(
    (await ask('kinds', 'kind')).map(([, ...rest]) => rest),
    [
      [2, 1300],
      [1, 500],
    ],
  )
})
