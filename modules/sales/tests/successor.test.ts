import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBulk } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { succeed } from '#modules/customers'
import { lose } from '../actions/lose.ts'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { now: '2030-05-20T09:00:00Z', locale: 'en' })
const rep = await app.as('rep', { name: 'rep' })
const other = await app.as('rep', { name: 'other' })
const admin = await app.as('administrator')
const idOf = (value: unknown) => (value as { id: string } | null)?.id ?? null

const [customer] = await rep.create('account', [{ name: 'Harbour' }])
const account = String(customer!.id)
const person = async (name: string, more: object = {}) => String((await rep.create('contact', [{ name, account, ...more }]))[0]!.id)
const deal = async (contact: string, more: object = {}, who = rep) =>
  String((await who.create('opportunity', [{ name: 'Cranes', account, contact, ...more }]))[0]!.id)
const contactOf = async (id: string) => idOf((await admin.one('opportunity', id)).contact)

test('a contact who leaves is succeeded where something is open, whoever it belongs to, and one undo takes it back', async () => {
  const [former, heir] = [await person('Ann', { isPrimary: true }), await person('Bea')]
  const below = await person('Carl', { reportsTo: former })
  await rep.change('contact', heir, { reportsTo: former })
  const roles = [
    { contact: former, role: 'decides' },
    { contact: former, role: 'signs' },
    { contact: heir, role: 'signs' },
  ]
  const open = await deal(former, { people: roles })
  const over = await deal(former)
  await rep.call(lose, { opportunity: over, kind: 'price', reason: 'Too dear', lostToNobody: true } as never)
  const [task] = await rep.create('task', [{ subject: 'Ring', account, contact: former }])
  await app.system.change('opportunity', open, { owner: other.id })

  await assert.rejects(rep.call(succeed, { contact: former, becomes: 'left' }), { code: 'customers.needs-successor' })
  const [elsewhere] = await rep.create('contact', [{ name: 'Stranger' }])
  await assert.rejects(rep.call(succeed, { contact: former, successor: elsewhere!.id, becomes: 'left' }), {
    code: 'customers.successor-elsewhere',
  })
  await assert.rejects(other.call(succeed, { contact: former, successor: heir, becomes: 'left' }), { code: 'kernel.not-found' })

  await rep.call(succeed, { contact: former, successor: heir, becomes: 'left' })
  assert.deepEqual([await contactOf(open), await contactOf(over)], [heir, former])
  const lines = await admin.list('dealContact', { filter: { opportunity: open }, sort: ['role'] })
  assert.deepEqual(
    lines.map(({ contact, role }) => [idOf(contact), role]),
    [
      [heir, 'decides'],
      [heir, 'signs'],
    ],
  )
  assert.equal(idOf((await rep.one('task', String(task!.id))).contact), heir)
  const [gone, next, report] = [await rep.one('contact', former), await rep.one('contact', heir), await rep.one('contact', below)]
  assert.deepEqual(
    [gone.leftOn, gone.isPrimary, next.isPrimary, next.reportsTo, idOf(report.reportsTo)],
    ['2030-05-20', false, true, null, heir],
  )

  const [set] = (await rep.changeSets()) as { id: string }[]
  await admin.undo(set!.id)
  assert.equal(await contactOf(open), former)
  assert.equal(await admin.count('dealContact', { opportunity: open }), 3)
  assert.deepEqual([(await rep.one('contact', former)).leftOn, idOf((await rep.one('contact', heir)).reportsTo)], [null, former])
})

test('a contact is removed with a successor, or without one where that is said or nothing is open', async () => {
  const [former, heir, free] = [await person('Dora'), await person('Emil'), await person('Finn')]
  const open = await deal(former)
  await rep.call(succeed, { contact: former, successor: heir, becomes: 'removed' })
  assert.equal(await contactOf(open), heir)
  await assert.rejects(rep.one('contact', former), { code: 'kernel.not-found' })
  await rep.call(succeed, { contact: free, becomes: 'left', on: '2030-04-30' })
  assert.equal((await rep.one('contact', free)).leftOn, '2030-04-30')
  await rep.call(succeed, { contact: heir, becomes: 'removed', nobody: true })
  assert.equal(await contactOf(open), null)
})

test('a contact with a part in something open is removed by no road before it is said who takes over; an undo goes on as before', async () => {
  const [busy, boss, below, free] = [await person('Gail'), await person('Hans'), await person('Ines'), await person('Jack')]
  const open = await deal(busy)
  await rep.change('contact', below, { reportsTo: boss })
  const stays = (run: Promise<unknown>) => assert.rejects(run, { code: 'customers.needs-successor' })
  await assert.rejects(rep.remove('contact', [busy]), {
    code: 'customers.needs-successor',
    details: { count: 1, way: 'succeed', object: 'contact', id: busy },
  })
  await stays(admin.remove('contact', [free, busy]))
  await stays(rep.remove('contact', [boss]))
  // Bulk work leaves out those it would have to ask about, each with the reason, and takes the others.
  const bulk = openBulk({ engine: app.engine, log: { warn() {}, error: (_details: object) => assert.fail('a run failed') } })
  const made = await bulk.create(admin.session, { kind: 'remove', object: 'contact', wish: { ids: [busy, free] } }, { via: 'api' })
  const run = (await bulk.run(app.workspace, made.id))!
  assert.deepEqual([run.counts.removed, run.counts.leftOut], [1, 1])
  assert.deepEqual(
    run.leftOut.map(({ id, code, details }) => [id, code, details]),
    [[busy, 'customers.needs-successor', { count: 1, way: 'succeed' }]],
  )
  // Who goes together with all that name him holds nobody; what is over holds nobody either.
  await rep.remove('contact', [boss, below])
  await rep.call(lose, { opportunity: open, kind: 'price', reason: 'Too dear', lostToNobody: true } as never)
  await rep.remove('contact', [busy])
  // An undo takes back what made a contact.
  const late = await person('Kurt')
  const [set] = (await rep.changeSets()) as { id: string }[]
  await admin.undo(set!.id)
  await assert.rejects(rep.one('contact', late), { code: 'kernel.not-found' })
})
