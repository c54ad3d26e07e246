import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { advance, lose, reopen, voidDeal, win } from '#modules/sales'
import { movements } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, movements], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const [north, south] = (await admin.create('department', [{ name: '华北' }, { name: '华南' }])).map(({ id }) => String(id))
const manager = await app.as('manager', { department: north! })
const rep = await app.as('rep', { department: north! })
const stranger = await app.as('rep', { department: south!, name: 'Stranger' })

type Row = Record<string, unknown>
const amount = (value: unknown): number | null => (value ? Number((value as { amount: number }).amount) : null)
const [customer] = await rep.create('account', [{ name: '青禾乳业' }])
const deal = async (more: Row = {}): Promise<string> =>
  String((await rep.create('opportunity', [{ name: '产线改造', account: customer!.id, amount: 1_000, ...more }]))[0]!.id)
const movesOf = async (id: string, who = rep): Promise<unknown[]> =>
  (await who.list('dealMove', { filter: { opportunity: id }, sort: ['createdAt', 'id'] })).map(({ kind, change }) => [kind, amount(change)])
const ask = (report: string, key: string, filter: Row, who = rep) => who.report(report, key, filter as never)

test('what comes, grows, shrinks, is put off, moves on and is won is noted; the sum of it is what is open', async () => {
  const id = await deal({ expectedOn: '2030-03-01' })
  await rep.change('opportunity', id, { amount: 1_500 })
  await rep.change('opportunity', id, { amount: 1_200, expectedOn: '2030-04-01' })
  await rep.change('opportunity', id, { expectedOn: '2030-03-15', name: '产线改造二期' })
  await rep.call(advance, { opportunity: id, stage: 'analysis' } as never)
  await rep.change('opportunity', id, { stage: 'evaluation' })
  assert.deepEqual(await movesOf(id), [
    ['added', 1_000],
    ['grown', 500],
    ['shrunk', -300],
    ['pushed', null],
    ['pulled', null],
    ['forward', null],
    ['back', null],
  ])
  assert.equal((await rep.one('opportunity', id)).pushes, 1)
  await rep.call(win, { opportunity: id } as never)
  assert.deepEqual((await movesOf(id)).at(-1), ['won', -1_200])
  await manager.call(reopen, { opportunity: id } as never)
  assert.deepEqual((await movesOf(id)).at(-1), ['reopened', 1_200])
  await rep.call(lose, { opportunity: id, kind: 'price', reason: '预算取消', lostToNobody: true } as never)
  const [total] = await ask('movements.movement', 'total', { opportunity: id })
  assert.deepEqual(
    [amount(total!.net), amount(total!.added), amount(total!.won), amount(total!.lost), total!.pushed],
    [0, 1_000, -1_200, -1_200, 1],
  )
})

test('an undo takes the movement along with what moved', async () => {
  const id = await deal()
  await rep.call(advance, { opportunity: id, stage: 'solution' } as never)
  assert.equal(await rep.count('dealStay', { opportunity: id }), 4)
  const [set] = await rep.changeSets()
  await rep.undo(String(set!.id))
  assert.deepEqual(await movesOf(id), [['added', 1_000]])
  const stays = await rep.list('dealStay', { filter: { opportunity: id } })
  assert.deepEqual(
    stays.map(({ stage, leftAt, wentOn }) => [stage, leftAt, wentOn]),
    [['contact', null, false]],
  )
})

test('the making of a deal is taken back whole, though it moved since', async () => {
  const id = await deal()
  const [made] = await rep.changeSets()
  await rep.call(advance, { opportunity: id, stage: 'solution' } as never)
  await rep.undo(String(made!.id), { conflicts: 'restore' })
  assert.equal(await admin.count('opportunity', { id }), 0)
  assert.deepEqual([await admin.count('dealMove', { opportunity: id }), await admin.count('dealStay', { opportunity: id })], [0, 0])
})

test('of those that came to a stage: how many went on, were lost there, or are there still; left out ones count as reached', async () => {
  const product = String((await admin.create('product', [{ name: '控制柜' }]))[0]!.id)
  const of = { 'opportunity.product': product }
  const [won, lost, open] = [await deal({ product }), await deal({ product }), await deal({ product })]
  await rep.call(advance, { opportunity: won!, stage: 'analysis' } as never)
  await rep.call(win, { opportunity: won! } as never)
  await rep.call(advance, { opportunity: lost!, stage: 'evaluation' } as never)
  await rep.call(lose, { opportunity: lost!, kind: 'price', reason: '价格', lostToNobody: true } as never)
  await rep.change('opportunity', open!, { need: '两条产线' })
  const rows = await ask('movements.path', 'stages', of)
  const told = rows.map(({ stage, entered, wentOn, here, lost: gone, skipped }) => [stage, entered, wentOn, here, gone, skipped].join(' '))
  assert.deepEqual(told.slice(0, 3), ['contact 3 2 1 0 0', 'evaluation 2 1 0 1 1', 'analysis 1 1 0 0 0'])
  assert.deepEqual(told.slice(3), ['solution 1 1 0 0 1', 'tender 1 1 0 0 1', 'negotiation 1 1 0 0 1', 'signing 1 1 0 0 1'])
  const days = await ask('movements.path', 'days', of)
  assert.deepEqual(
    days.map(({ stage, n, median, upper }) => [stage, n, Number(median), Number(upper)]),
    [
      ['contact', 2, 0, 0],
      ['evaluation', 1, 0, 0],
      ['analysis', 1, 0, 0],
    ],
  )
  const furthest = await ask('movements.path', 'furthest', { ...of, stage: 'contact' })
  assert.deepEqual(
    furthest.map((row) => [row.furthest, row.n]),
    [
      ['contact', 1],
      ['evaluation', 1],
      ['won', 1],
    ],
  )
})

test('a deal that never was one leaves the open business and every figure of stages', async () => {
  const product = String((await admin.create('product', [{ name: '重复' }]))[0]!.id)
  const id = await deal({ product })
  await manager.call(voidDeal, { opportunity: id, reason: '重复录入' } as never)
  assert.deepEqual((await movesOf(id)).at(-1), ['void', -1_000])
  assert.deepEqual(await ask('movements.path', 'stages', { 'opportunity.product': product }), [])
})

test('nobody else reads what happened to a deal, nobody writes it, and it goes with the deal', async () => {
  const id = await deal()
  assert.deepEqual(await movesOf(id, stranger), [])
  assert.equal((await movesOf(id, manager)).length, 1)
  assert.equal(await stranger.count('dealStay', { opportunity: id }), 0)
  await assert.rejects(rep.create('dealMove', [{ title: 'x', opportunity: id, kind: 'won' }]))
  await assert.rejects(
    admin.change('dealMove', String((await admin.list('dealMove', { filter: { opportunity: id } }))[0]!.id), { kind: 'won' }),
  )
  await rep.remove('opportunity', [id])
  assert.equal(await admin.count('dealMove', { opportunity: id }), 0)
})

test('what comes from a file has no stages behind it, and is counted apart', async () => {
  const before = await ask('movements.history', 'known', {}, admin)
  const old = { name: '老商机', stage: 'analysis', amount: 500 }
  await admin.work((work) => app.engine.writes.create(work, 'opportunity', [old]), { via: 'import' })
  const [after] = await ask('movements.history', 'known', {}, admin)
  assert.deepEqual([after!.all, after!.unknown], [Number(before[0]!.all) + 1, Number(before[0]!.unknown) + 1])
  const [row] = await admin.list('opportunity', { filter: { name: '老商机' } })
  await admin.change('opportunity', String(row!.id), { stage: 'tender' })
  assert.deepEqual(await movesOf(String(row!.id), admin), [['forward', null]])
})

test('many at once: each has its own, by few statements', async () => {
  const rows = await rep.create(
    'opportunity',
    Array.from({ length: 60 }, (_, i) => ({ name: `批量${i}`, account: customer!.id, amount: i + 1 })),
  )
  const ids = rows.map(({ id }) => String(id))
  const toAll = { filter: { id: { in: ids } }, to: { stage: 'evaluation' }, expect: 60 }
  await app.atMost(20, () => rep.work((work) => app.engine.writes.changeWhere(work, 'opportunity', toAll)))
  assert.equal(await rep.count('dealMove', { opportunity: { in: ids }, kind: 'forward' }), 60)
  assert.equal(await rep.count('dealStay', { opportunity: { in: ids }, wentOn: true }), 60)
})
