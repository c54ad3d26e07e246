import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { arrive, cancel, finish, visitNow } from '../index.ts'
import { visits } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, visits], { locale: 'en' })
const admin = await app.as('administrator')
const manager = await app.as('manager')
const rep = await app.as('rep')
const other = await app.as('rep', { name: 'Other' })

type Row = Record<string, unknown>
const here = { latitude: 31.2397, longitude: 121.4908, accuracy: 20 }
const hourMs = 3_600_000
const code = (name: string) => (error: unknown) => JSON.stringify(error).includes(name) || (error as { code?: string }).code === name
const idOf = (value: unknown): unknown => (value as Row | null)?.id ?? null
const customer = async (more: Row = {}): Promise<string> =>
  String((await rep.create('account', [{ name: `Works ${Math.random()}`, ...more }]))[0]!.id)
const planned = async (more: Row = {}): Promise<string> =>
  String((await rep.create('visit', [{ subject: 'See the line', account: await customer(), ...more }]))[0]!.id)

test('a visit is planned, begun where one stands, and ended with what came of it, which the timeline tells', async () => {
  const account = await customer({ latitude: 31.24, longitude: 121.491 })
  const [contact] = await rep.create('contact', [{ name: 'Chen', account }])
  const visit = await planned({ account })
  await assert.rejects(rep.call(finish, { visit, result: 'x' } as never), code('visits.no-such-step'))
  const at = new Date(Date.now() - hourMs).toISOString()
  const { distance } = (await rep.call(arrive, { visit, ...here, at } as never)) as Row
  assert.ok(Number(distance) > 20 && Number(distance) < 60)
  const there = await rep.one('visit', visit)
  assert.deepEqual([there.state, there.place, Date.parse(String(there.arrivedAt))], ['there', 'at', Date.parse(at)])
  await assert.rejects(rep.call(arrive, { visit } as never), code('visits.no-such-step'))
  await assert.rejects(rep.call(finish, { visit } as never), code('visits.result-first'))
  await rep.change('visit', visit, {
    result: 'They want a trial.',
    outcome: 'interested',
    nextStep: 'Send the plan',
    nextOn: '2030-01-02',
    people: [{ contact: contact!.id }, { name: 'The plant manager' }],
  })
  const done = (await rep.call(finish, { visit, ...here } as never)) as Row
  const row = await rep.one('visit', visit)
  assert.deepEqual([row.state, row.minutes, idOf(row.followUp)], ['done', 60, idOf(done.followUp) ?? done.followUp])
  const [told] = await rep.list('followUp', { filter: { account } })
  assert.deepEqual(
    [told!.kind, told!.content, Date.parse(String(told!.happenedAt)), told!.outcome, idOf(told!.contact)],
    ['visit', 'They want a trial.', Date.parse(at), 'interested', contact!.id],
  )
  const [next] = await rep.list('task', { filter: { account } })
  assert.deepEqual([next!.subject, next!.dueOn], ['Send the plan', '2030-01-02'])
  assert.equal((await rep.one('account', account)).latitude, 31.24)
})

test('far from the customer is marked and forbidden to nobody; without a place it is unknown; a customer without one may be given it', async () => {
  const far = await planned({ account: await customer({ latitude: 39.9, longitude: 116.4 }) })
  await rep.call(arrive, { visit: far, ...here } as never)
  assert.equal((await rep.one('visit', far)).place, 'far')
  const unknown = await planned()
  await rep.call(arrive, { visit: unknown } as never)
  assert.deepEqual([(await rep.one('visit', unknown)).place, (await rep.one('visit', unknown)).latitude], ['unknown', null])
  const account = await customer()
  await rep.call(arrive, { visit: await planned({ account }), ...here, keepPlace: true } as never)
  assert.equal((await rep.one('account', account)).latitude, here.latitude)
})

test('moments lie in the last three days; where and when is noted by the steps alone', async () => {
  const visit = await planned()
  await assert.rejects(rep.call(arrive, { visit, at: '2020-01-01T00:00:00.000Z' } as never), code('visits.which-moment'))
  await assert.rejects(rep.call(arrive, { visit, at: new Date(Date.now() + hourMs).toISOString() } as never), code('visits.which-moment'))
  await assert.rejects(rep.change('visit', visit, { arrivedAt: new Date().toISOString() }))
  await assert.rejects(rep.change('visit', visit, { state: 'done' }))
  await rep.call(arrive, { visit } as never)
  await assert.rejects(
    rep.call(finish, { visit, result: 'x', at: new Date(Date.now() - hourMs).toISOString() } as never),
    code('visits.which-moment'),
  )
  await assert.rejects(rep.create('visit', [{ subject: 'Nobody' }]), code('visits.to-whom'))
  await assert.rejects(rep.change('visit', visit, { people: [{ note: 'x' }] }), code('visits.who-was-met'))
})

test('a visit nobody had planned, one that is called off, and one that an undo takes back with its follow-up', async () => {
  const account = await customer()
  const { visit: made } = (await rep.call(visitNow, { account, subject: 'Passing by' } as never)) as Row
  const visit = String(idOf(made) ?? made)
  assert.equal((await rep.one('visit', visit)).isUnplanned, true)
  await rep.call(arrive, { visit, ...here } as never)
  await rep.call(finish, { visit, result: 'Nobody there' } as never)
  assert.equal((await rep.list('followUp', { filter: { account } })).length, 1)
  await rep.undo(String((await rep.changeSets())[0]!.id))
  assert.equal((await rep.list('followUp', { filter: { account } })).length, 0)
  assert.equal((await rep.one('visit', visit)).state, 'there')
  await rep.call(cancel, { visit, reason: 'They had to leave' } as never)
  assert.equal((await rep.one('visit', visit)).cancelReason, 'They had to leave')
  await assert.rejects(rep.call(cancel, { visit, reason: 'again' } as never), code('visits.no-such-step'))
})

test('visits are read by their owner, his manager and whoever reads the customer, and changed by the first two', async () => {
  const visit = await planned()
  await assert.rejects(other.one('visit', visit))
  await assert.rejects(other.call(arrive, { visit } as never), code('kernel.not-found'))
  assert.equal((await admin.one('visit', visit)).state, 'planned')
  const finance = await app.as('finance')
  await assert.rejects(finance.one('visit', visit))
  assert.equal((await manager.list('visit', { filter: { id: visit } })).length, 0)
})

test('visits planned and made are counted apart', async () => {
  await admin.create('visit', [{ subject: 'Late', account: await customer(), plannedFor: '2020-03-01T09:00:00.000Z' }])
  const [total] = await admin.report('visits.made', 'total')
  assert.deepEqual([total!.made, total!.missed, total!.cancelled, total!.far], [1, 1, 1, 1])
  assert.equal(Number(total!.n) - Number(total!.planned), 1)
})
