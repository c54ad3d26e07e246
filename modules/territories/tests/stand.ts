import { runRound } from '#kernel'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { apply, runTerritories } from '../index.ts'
import { territories } from '../module.ts'

/** A company with a plan of territories: the east for Anna who leads it, Hefei within it for Ben, who may write, and a rest. */
export async function openTerritories() {
  const app = await testApp([customers, activities, catalog, sales, territories])
  const boss = await app.as('administrator')
  const make = async (object: string, row: Readonly<Record<string, unknown>>): Promise<string> =>
    String((await boss.create(object, [row]))[0]!.id)
  const model = await make('territoryModel', { name: '2026' })
  // Who is shared with is known from when somebody comes in.
  const first = await make('territory', { name: '种子', model })
  await boss.create('share', [{ object: 'territory', record: first, granteeKind: 'role', grantee: 'rep' }])
  await boss.create('share', [{ object: 'territory', record: first, granteeKind: 'role', grantee: 'manager' }])
  const manager = await app.as('manager', { name: 'Manager' })
  const [anna, ben, carl] = (await Promise.all(['Anna', 'Ben', 'Carl'].map((name) => app.as('rep', { name })))) as [
    TestPerson,
    TestPerson,
    TestPerson,
  ]
  const east = await make('territory', { name: '华东', model, priority: 50, filter: { province: { in: ['安徽', '江苏'] } } })
  const hefei = await make('territory', { name: '合肥', model, priority: 10, parent: east, filter: { city: '合肥' } })
  await boss.create('territoryMember', [
    { territory: east, person: anna.id, role: 'lead' },
    { territory: hefei, person: ben.id, role: 'member', mayWrite: true },
  ])
  /** The minute in which what waits is done. */
  const tick = (now = new Date()) => runRound(app.engine, app.workspace, runTerritories, { now })
  const applied = async (id: string) => {
    await boss.call(apply, { territoryModel: id as never })
    await tick()
  }
  const customer = async (more: object = {}): Promise<string> => make('account', { name: `客户 ${Math.random()}`, owner: null, ...more })
  return { app, boss, manager, anna, ben, carl, model, east, hefei, make, tick, applied, customer }
}

export const idOf = (value: unknown): string | null => (value as { id: string } | null)?.id ?? null
