import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reopen } from '#modules/sales'
import { answer, dispute } from '../actions/disputes.ts'
import { approve, calculate, countMonth, lock } from '../actions/statements.ts'
import { amount, faultOf, openCompany } from './company.ts'

const { rep, mate, stranger, manager, finance, reader, month, plan, won, statementOf, linesOf, figures, count, pay } = await openCompany()
const first = await plan()

test('a statement is the sum of its lines: base × share × rate, rounded once, the rest to the largest share', async () => {
  const splits = [
    { person: rep.id, share: 33.33 },
    { person: mate.id, share: 33.33 },
    { person: stranger.id, share: 33.34 },
  ]
  await won(100, `${month(3)}-10`, { splits })
  await count(first, month(3))
  const parts = await Promise.all([rep, mate, stranger].map(async (one) => amount((await statementOf(one, month(3)))!.total)))
  assert.deepEqual(parts, [3.33, 3.33, 3.34])
  const [line] = await linesOf(await statementOf(stranger, month(3)))
  assert.deepEqual(
    [amount(line!.base), line!.share, line!.rate, line!.factor, amount(line!.result), line!.planRevision, line!.on],
    [100, 33.34, 10, 1, 3.34, 1, `${month(3)}-10`],
  )
})

test('a locked month never changes; a deal that is opened again is taken back in the next open month', async () => {
  for (const one of [rep, mate, stranger]) await pay(one, month(3))
  const deal = await won(2_000, `${month(2)}-05`)
  await count(first, month(2))
  const paid = await pay(rep, month(2))
  await manager.call(reopen, { opportunity: deal })
  await count(first, month(1))
  assert.deepEqual(await figures(rep, month(2)), [['normal', 2_000, 10, 200]])
  assert.deepEqual(await figures(rep, month(1)), [['correction', -2_000, 10, -200]])
  const statement = await finance.one('commissionStatement', paid)
  assert.deepEqual([statement.status, amount(statement.total)], ['locked', 200])
  const [line] = await linesOf(statement)
  assert.equal(await faultOf(finance.remove('commissionLine', [line!.id as string])), 'kernel.forbidden')
})

test('nobody sees what another earns unless his role says so', async () => {
  const mine = (await statementOf(rep, month(2)))!.id as string
  const [line] = await linesOf({ id: mine })
  assert.equal(amount((await rep.one('commissionStatement', mine)).total), 200)
  assert.equal(amount((await manager.one('commissionStatement', mine)).total), 200)
  for (const other of [mate, stranger]) {
    assert.equal(await faultOf(other.one('commissionStatement', mine)), 'kernel.not-found')
    assert.equal(await faultOf(other.one('commissionLine', line!.id as string)), 'kernel.not-found')
    assert.equal(await other.count('commissionStatement', { owner: rep.id }), 0)
  }
  assert.equal(await faultOf(reader.list('commissionStatement')), 'kernel.forbidden')
  assert.equal(await faultOf(rep.list('commissionPlan')), 'kernel.forbidden')
  const sums = await mate.aggregate({ object: 'commissionLine', measures: { total: { sum: 'result' }, n: 'count' } })
  assert.equal(sums[0]!.n, 1)
})

test('two counts at once make each line once', async () => {
  await won(500, `${month(1)}-07`, {}, mate)
  await Promise.all([1, 2, 3].map(() => finance.call(countMonth, { commissionPlan: first, month: month(1) })))
  assert.deepEqual(await figures(mate, month(1)), [['normal', 500, 10, 50]])
  const id = (await statementOf(mate, month(1)))!.id
  const tries = await Promise.allSettled([1, 2].map(() => finance.call(calculate, { commissionStatement: id })))
  assert.deepEqual(tries.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
})

test('a dispute waits for its answer, which may bring a line of its own; nobody approves his own', async () => {
  const statement = await statementOf(mate, month(1))
  const [line] = await linesOf(statement)
  const commissionStatement = statement!.id
  const commissionLine = line!.id
  assert.equal(await faultOf(manager.call(dispute, { commissionLine, reason: '不对' })), 'commissions.not-yours')
  await mate.call(dispute, { commissionLine, reason: '少算了一单' })
  assert.equal((await statementOf(mate, month(1)))!.status, 'disputed')
  assert.equal(await faultOf(manager.call(approve, { commissionStatement })), 'commissions.dispute-open')
  assert.equal((await manager.list('task', { filter: { owner: manager.id } })).length, 1)
  assert.equal(await faultOf(mate.call(answer, { commissionLine, outcome: 'accepted', answer: '我说对' })), 'kernel.forbidden')
  await manager.call(answer, { commissionLine, outcome: 'accepted', answer: '补上', adjustment: 30 })
  assert.equal(amount((await statementOf(mate, month(1)))!.total), 80)
  await manager.call(approve, { commissionStatement })
  assert.equal(await faultOf(manager.call(lock, { commissionStatement })), 'kernel.forbidden')
  await finance.call(lock, { commissionStatement, paidOn: '2026-01-15' })
  assert.equal((await statementOf(mate, month(1)))!.paidOn, '2026-01-15')
  assert.equal(await faultOf(finance.undo(String((await finance.changeSets())[0]!.id))), 'commissions.locked')
})
