import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { customers } from '#manifest/customers'
import { lose, reopen, voidDeal, win } from '#modules/sales'
import { sales } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales], { locale: 'zh-CN', now: '2030-05-20T09:00:00Z' })
const boss = await app.as('administrator')
const rep = await app.as('rep')
const make = async (who: TestPerson, object: string, row: Readonly<Record<string, unknown>>): Promise<string> =>
  String((await who.create(object, [row]))[0]!.id)
const [huawang, beichen] = (await Promise.all(['华网科技', '北辰软件'].map((name) => make(rep, 'competitor', { name })))) as [
  string,
  string,
]
let count = 0
async function dealWith(...rivals: readonly Readonly<Record<string, unknown>>[]): Promise<string> {
  const account = await make(rep, 'account', { name: `客户 ${++count}`, industry: 'logistics' })
  return make(rep, 'opportunity', { name: `项目 ${count}`, account, amount: 100_000, rivals })
}
const rivalsOf = async (opportunity: string) =>
  (await boss.list('dealRival', { filter: { opportunity }, sort: ['createdAt'] })).map(({ competitor, result }) => [
    (competitor as { title: string }).title,
    result,
  ])
const tasksOf = (opportunity: string) => boss.list('task', { filter: { opportunity }, sort: ['createdAt'] })

test('everybody adds to what is known of a competitor, and nobody has him twice in a deal', async () => {
  const other = await app.as('rep', { name: 'Other' })
  await other.change('competitor', huawang, { weaknesses: '交付慢', priceLevel: 'lower' })
  assert.equal((await rep.one('competitor', huawang)).weaknesses, '交付慢')
  await assert.rejects(make(rep, 'competitor', { name: '华网科技' }))
  await assert.rejects(dealWith({ competitor: huawang }, { competitor: huawang }))
})

test('a loss says to whom where competitors are known, and each of them has won or lost with it', async () => {
  const deal = await dealWith({ competitor: huawang, price: 88_000 }, { competitor: beichen })
  await assert.rejects(rep.call(lose, { opportunity: deal, kind: 'price' }), (fault: { code: string; details: { rivals: string[] } }) => {
    assert.equal(fault.code, 'sales.lost-to-whom')
    assert.deepEqual(fault.details.rivals.toSorted(), ['北辰软件', '华网科技'].toSorted())
    return true
  })
  await rep.call(lose, { opportunity: deal, kind: 'price', reason: '价格', lostTo: huawang })
  assert.deepEqual(
    new Map((await rivalsOf(deal)) as [string, string][]),
    new Map([
      ['华网科技', 'lostTo'],
      ['北辰软件', 'lostBoth'],
    ]),
  )
  await rep.call(reopen, { opportunity: deal })
  assert.deepEqual(
    (await rivalsOf(deal)).map(([, result]) => result),
    ['there', 'there'],
  )
  const nobody = await dealWith({ competitor: beichen })
  await rep.call(lose, { opportunity: nobody, kind: 'price', reason: '预算取消', lostToNobody: true })
  assert.deepEqual(await rivalsOf(nobody), [['北辰软件', 'lostBoth']])
  const alone = await dealWith()
  await assert.rejects(rep.call(lose, { opportunity: alone, kind: 'price' }), { code: 'sales.lost-to-whom' })
  await rep.call(lose, { opportunity: alone, kind: 'price', lostToNobody: true })
})

test('whoever got a deal is counted although nobody had noted him; a won deal is won against all who were there', async () => {
  const lost = await dealWith()
  await rep.call(lose, { opportunity: lost, kind: 'price', reason: '关系', lostTo: beichen })
  assert.deepEqual(await rivalsOf(lost), [['北辰软件', 'lostTo']])
  const won = await dealWith({ competitor: huawang }, { competitor: beichen, result: 'withdrew' })
  await rep.call(win, { opportunity: won })
  assert.deepEqual(
    new Map((await rivalsOf(won)) as [string, string][]),
    new Map([
      ['华网科技', 'wonAgainst'],
      ['北辰软件', 'withdrew'],
    ]),
  )
})

test('the day on which to try again is a task, which moves with the day and ends when the deal is opened again', async () => {
  const deal = await dealWith()
  const call = await make(rep, 'task', { subject: '打电话', opportunity: deal })
  await rep.call(lose, { opportunity: deal, kind: 'price', reason: '预算', winBackOn: '2030-11-01', lostToNobody: true })
  const [ended, again] = await tasksOf(deal)
  assert.deepEqual([ended!.id, ended!.state, ended!.result], [call, 'cancelled', '预算'])
  assert.deepEqual([again!.state, again!.dueOn, (again!.owner as { id: string }).id], ['open', '2030-11-01', rep.id])
  assert.match(String(again!.subject), /^再次争取：项目/)
  await rep.change('opportunity', deal, { winBackOn: '2031-01-15' })
  assert.deepEqual((await tasksOf(deal)).map((one) => [one.state, one.dueOn]).slice(1), [['open', '2031-01-15']])
  await rep.call(reopen, { opportunity: deal })
  assert.deepEqual(
    (await tasksOf(deal)).map((one) => one.state),
    ['cancelled', 'cancelled'],
  )
})

test('losing is one step: taking it back opens competitors and tasks again', async () => {
  const deal = await dealWith({ competitor: huawang })
  await make(rep, 'task', { subject: '打电话', opportunity: deal })
  await rep.call(lose, { opportunity: deal, kind: 'price', reason: '价格', lostTo: huawang, winBackOn: '2030-09-01' })
  const [set] = await rep.changeSets()
  await rep.undo(String(set!.id))
  assert.deepEqual(await rivalsOf(deal), [['华网科技', 'there']])
  assert.deepEqual(
    (await tasksOf(deal)).map((one) => [one.subject, one.state]),
    [['打电话', 'open']],
  )
})

test('two who lose a deal at once close it once', async () => {
  const deal = await dealWith({ competitor: huawang })
  const outcomes = await Promise.allSettled(
    [huawang, beichen].map((lostTo) =>
      rep.call(lose, { opportunity: deal, kind: 'price', reason: '价格', lostTo, winBackOn: '2030-09-01' }),
    ),
  )
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await tasksOf(deal)).length, 1)
})

test('what never was a deal is void by a manager alone, counts as neither won nor lost, and can be opened again', async () => {
  const deal = await dealWith()
  const manager = await app.as('administrator')
  await assert.rejects(rep.call(voidDeal, { opportunity: deal, reason: '重复' }))
  await manager.call(voidDeal, { opportunity: deal, reason: '重复录入' })
  const row = await rep.one('opportunity', deal)
  assert.deepEqual(
    [row.outcome, row.stage, row.closedOn, row.probability, row.voidReason],
    ['void', 'contact', '2030-05-20', 0, '重复录入'],
  )
  await assert.rejects(rep.call(win, { opportunity: deal }), { code: 'sales.opportunity-closed' })
  await assert.rejects(rep.change('opportunity', deal, { stage: 'analysis' }), { code: 'kernel.invalid' })
  assert.equal(await rep.count('opportunity', { id: deal, outcome: { in: ['won', 'lost', 'open'] } }), 0)
  await rep.call(reopen, { opportunity: deal })
  const again = await rep.one('opportunity', deal)
  assert.deepEqual([again.outcome, again.closedOn, again.probability, again.reopenings], ['open', null, 10, 1])
})

test('wins, losses and price gaps by competitor are counted from deals', async () => {
  const rows = await boss.aggregate({
    object: 'dealRival',
    by: ['competitor', 'opportunity.account.industry'],
    measures: { won: { count: 'id', filter: { result: 'wonAgainst' } }, lost: { count: 'id', filter: { result: 'lostTo' } } },
    filter: { 'opportunity.outcome': { in: ['won', 'lost'] } },
    sort: ['competitor'],
  })
  const of = (id: string) => rows.find((row) => (row.competitor as { id: string }).id === id)!
  assert.equal(Number(of(huawang).won), 1)
  assert.equal(Number(of(beichen).lost) >= 1, true)
  const [deal] = await rep.list('opportunity', {
    filter: { rivals: { some: { price: { empty: false } } } },
    fields: ['rivalPrice', 'rivalGap'],
  })
  assert.deepEqual([(deal!.rivalPrice as { amount: number }).amount, (deal!.rivalGap as { amount: number }).amount], [88_000, -12_000])
})
