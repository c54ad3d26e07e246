import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runRound } from '#kernel'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { leads } from '#manifest/leads'
import { pools } from '#manifest/pools'
import { sales } from '#manifest/sales'
import { territories } from '#manifest/territories'
import { apply, runTerritories } from '#modules/territories'

const app = await testApp([company, customers, pools, activities, catalog, sales, territories, leads])
const boss = await app.as('administrator')
const make = async (object: string, row: Readonly<Record<string, unknown>>): Promise<string> =>
  String((await boss.create(object, [row]))[0]!.id)
const model = await make('territoryModel', { name: '2026' })
const [anna, ben, carl] = (await Promise.all(['Anna', 'Ben', 'Carl'].map((name) => app.as('rep', { name })))) as [
  TestPerson,
  TestPerson,
  TestPerson,
]
const east = await make('territory', { name: '华东', model, priority: 50, filter: { province: { in: ['安徽', '江苏'] } } })
const hefei = await make('territory', { name: '合肥', model, priority: 10, parent: east, filter: { city: '合肥' } })
await make('territory', { name: '大客户', model, priority: 1, filter: { isKey: true } })
for (const [territory, person] of [
  [east, anna],
  [east, carl],
  [hefei, ben],
] as const)
  await boss.create('territoryMember', [{ territory, person: person.id, role: 'member' }])
await boss.call(apply, { territoryModel: model as never })
await runRound(app.engine, app.workspace, runTerritories, { now: new Date() })
await make('assignRule', { name: '按地域', way: 'territory', ownerFirst: false })

const arrive = async (more: object) => {
  const id = await make('lead', { name: `线索 ${Math.random()}`, im: 'x', owner: null, ...more })
  const row = await boss.one('lead', id)
  return [
    (row.owner as { title: string } | null)?.title ?? null,
    row.assignReason,
    (row.assignNext as { title: string } | null)?.title ?? null,
  ]
}

test('a lead goes to the people of the territory that it lies in, to who has the fewest; one of no territory waits', async () => {
  assert.deepEqual(await arrive({ province: '安徽', city: '合肥' }), ['Ben', 'territory', null])
  assert.deepEqual(await arrive({ province: '江苏', city: '苏州' }), ['Anna', 'territory', 'Carl'])
  assert.deepEqual(await arrive({ province: '江苏', city: '南京' }), ['Carl', 'territory', 'Anna'])
  assert.deepEqual(await arrive({ province: '四川' }), [null, 'waiting', null])
})
