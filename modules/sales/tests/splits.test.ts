import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { releaseSplits } from '../actions/release-splits.ts'
import { reopen } from '../actions/reopen.ts'
import { win } from '../actions/win.ts'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN' })
const east = (await app.system.create('department', [{ name: '华东' }]))[0]!.id as string
const rep = await app.as('rep', { department: east })
const mate = await app.as('rep', { department: east, name: '同事' })
const manager = await app.as('manager', { department: east })

type Row = Record<string, unknown>
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
const half = (person: string, share = 50, more: Row = {}) => ({ person, share, ...more })
async function deal(splits: readonly Row[] = [half(rep.id), half(mate.id)]): Promise<string> {
  const [customer] = await rep.create('account', [{ name: '客户' }])
  const [row] = await rep.create('opportunity', [{ name: '合作单', account: customer!.id, amount: 1_000, splits }])
  return row!.id as string
}
const sharesOf = async (opportunity: string) =>
  (await manager.list('dealSplit', { filter: { opportunity }, sort: ['-share'] })).map(({ share, kind }) => `${share} ${kind}`)

test('normal shares of a deal make 100.00 % or there are none; overlay shares stand apart, on every road', async () => {
  const id = await deal([half(rep.id, 33.33), half(mate.id, 66.67), half(manager.id, 20, { kind: 'overlay' })])
  assert.deepEqual(await sharesOf(id), ['66.67 normal', '33.33 normal', '20 overlay'])
  for (const wrong of [[half(rep.id, 99.99)], [half(rep.id, 60), half(mate.id, 60)]])
    assert.equal(await faultOf(rep.change('opportunity', id, { splits: wrong })), 'sales.splits-not-whole')
  assert.equal(await faultOf(rep.create('dealSplit', [{ opportunity: id, ...half(manager.id, 1) }])), 'sales.splits-not-whole')
  const [one] = await rep.list('dealSplit', { filter: { opportunity: id, share: 33.33 } })
  assert.equal(await faultOf(rep.remove('dealSplit', [one!.id as string])), 'sales.splits-not-whole')
  await rep.change('opportunity', id, { splits: [half(manager.id, 5, { kind: 'overlay' })] })
  assert.deepEqual(await sharesOf(id), ['5 overlay'])
})

test('whoever has a share sees the deal among his', async () => {
  const id = await deal([])
  assert.equal(await faultOf(mate.one('opportunity', id)), 'kernel.not-found')
  await rep.change('opportunity', id, { splits: [half(rep.id), half(mate.id)] })
  const session = { workspace: app.workspace, actor: await app.engine.actorOf(app.workspace, mate.id) }
  const filter = { splits: { some: { person: mate.id } } }
  const seen = JSON.parse(await app.engine.reads.list(session, { object: 'opportunity', limit: 50, filter })) as { rows: Row[] }
  assert.ok(seen.rows.some((row) => row.id === id))
})

test('shares are fixed with the winning; a manager releases them once, with a reason; reopening frees them', async () => {
  const id = await deal()
  await rep.call(win, { opportunity: id })
  const other = { splits: [half(rep.id, 40), half(mate.id, 60)] }
  assert.equal(await faultOf(rep.change('opportunity', id, other)), 'sales.splits-frozen')
  const [line] = await rep.list('dealSplit', { filter: { opportunity: id } })
  assert.match(await faultOf(rep.remove('dealSplit', [line!.id as string])), /splits-(frozen|not-whole)/)
  assert.equal(
    await faultOf(app.system.create('dealSplit', [{ opportunity: id, ...half(manager.id, 5, { kind: 'overlay' }) }])),
    'sales.splits-frozen',
  )
  assert.equal(await faultOf(rep.call(releaseSplits, { opportunity: id, reason: '改分' })), 'kernel.forbidden')
  await manager.call(releaseSplits, { opportunity: id, reason: '同事后期主导' })
  await manager.change('opportunity', id, other)
  assert.deepEqual(await sharesOf(id), ['60 normal', '40 normal'])
  assert.equal((await manager.one('opportunity', id)).splitReason, '同事后期主导')
  assert.equal(await faultOf(manager.change('opportunity', id, { splits: [] })), 'sales.splits-frozen')
  await manager.call(reopen, { opportunity: id })
  await rep.change('opportunity', id, { splits: [] })
  assert.deepEqual(await sharesOf(id), [])
})

test('an undo changes no shares of a won deal, and takes back a winning with them', async () => {
  const id = await deal()
  await rep.change('opportunity', id, { splits: [half(rep.id, 10), half(mate.id, 90)] })
  const [shared] = await rep.changeSets()
  await rep.call(win, { opportunity: id })
  const [won] = await rep.changeSets()
  await assert.rejects(rep.undo(String(shared!.id)))
  assert.deepEqual(await sharesOf(id), ['90 normal', '10 normal'])
  await rep.undo(String(won!.id))
  assert.equal((await rep.one('opportunity', id)).outcome, 'open')
})

test('two that share at once leave no deal with more than all of it', async () => {
  const id = await deal([])
  await Promise.allSettled([rep.id, mate.id].map((person) => rep.create('dealSplit', [{ opportunity: id, ...half(person, 100) }])))
  assert.deepEqual(await sharesOf(id), ['100 normal'])
})
