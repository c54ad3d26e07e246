import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import { stopPromotion } from '#modules/catalog'
import * as verbs from '../index.ts'
import { quotes } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes], { locale: 'zh-CN' })
const boss = await app.as('administrator')
const manager = await app.as('manager')
const rep = await app.as('rep', { name: 'Rep' })

type Row = Record<string, unknown>
const idOf = (value: unknown): string => String((value as { id: string }).id)
const make = async (who: TestPerson, object: string, row: Row) => idOf((await who.create(object, [row]))[0])
const cny = (amount: number) => ({ amount, currency: 'CNY' })
const group = await make(boss, 'productCategory', { name: '设备' })
const below = await make(boss, 'productCategory', { name: '水泵', parent: group })
const pump = await make(boss, 'product', { name: '水泵', price: 1_000, cost: 400, category: below })
const valve = await make(boss, 'product', { name: '阀门', price: 100, cost: 40 })
const filter = await make(boss, 'product', { name: '滤芯', price: 30, cost: 10 })
const customer = await make(boss, 'account', { name: '华瑞物流', owner: rep.id, tags: ['展会'] })
const other = await make(boss, 'account', { name: '鼎新', owner: rep.id })
await boss.create('discountLimit', [{ name: '业务员', roles: ['rep'], mostDiscount: 5 }])

const runs = { startsOn: '2020-01-01', endsOn: '2999-12-31' }
const promote = (name: string, row: Row) => make(manager, 'promotion', { name, ...runs, ...row })
const quoted = (lines: readonly Row[], account = customer) => make(rep, 'quote', { title: '报价', account, lines })
const linesOf = (id: string): Promise<Row[]> =>
  boss.list('quoteLine', { filter: { quote: id }, sort: ['position', 'id'], fields: ['*'] } as never)
const pricesOf = async (lines: readonly Row[], account = customer) =>
  (await linesOf(await quoted(lines, account))).map(({ price, promotionFrom }) => [(price as { amount: number }).amount, promotionFrom])
const act = (verb: keyof typeof verbs, id: string, more: Row = {}) => rep.call(verbs[verb] as never, { quote: id, ...more }) as Promise<Row>
const stop = (id: string) => manager.call(stopPromotion as never, { promotion: id, reason: '试完' })
const states = async () =>
  Object.fromEntries((await rep.list('promotion', { fields: ['name', 'state'] } as never)).map((row: Row) => [row.name, row.state]))

test('a promotion is planned, running or ended by its days, and stopped by hand; only who keeps the catalogue makes and stops it', async () => {
  const soon = await make(manager, 'promotion', { name: '春节', kind: 'percent', rate: 5, startsOn: '2999-01-01', endsOn: '2999-02-01' })
  await make(manager, 'promotion', { name: '旧', kind: 'percent', rate: 90, startsOn: '2020-01-01', endsOn: '2020-02-01' })
  const now = await promote('当前', { kind: 'percent', rate: 90 })
  assert.deepEqual(await states(), { 春节: 'planned', 旧: 'ended', 当前: 'running' })
  await assert.rejects(rep.call(stopPromotion as never, { promotion: now, reason: 'x' }), { code: 'kernel.forbidden' })
  await stop(now)
  await assert.rejects(stop(now) as Promise<unknown>, { code: 'catalog.promotion-stopped' })
  assert.equal((await states()).当前, 'stopped')
  assert.equal(idOf((await manager.one('promotion', soon)).createdBy), manager.id)
  assert.deepEqual(await pricesOf([{ product: pump }]), [[1_000, null]])
  await assert.rejects(
    promote('缺', { kind: 'buyGet' }),
    (fault: { issues: { code: string; path: string }[] }) =>
      fault.issues.filter(({ code }) => code === 'catalog.promotion-lacks').length === 2,
  )
})

test('per cent, amount, price, buy and get, and bundles lower prices, for the products and customers they name, and say so', async () => {
  const percent = await promote('设备九折', { kind: 'percent', rate: 10, items: [{ category: group }], tags: ['展会'] })
  assert.deepEqual(await pricesOf([{ product: pump }, { product: valve, position: 1 }]), [
    [900, '设备九折 (→ 2999-12-31)'],
    [100, null],
  ])
  assert.deepEqual(await pricesOf([{ product: pump }], other), [[1_000, null]])
  await stop(percent)
  const off = await promote('立减', { kind: 'amount', off: 30, items: [{ product: valve }] })
  assert.deepEqual((await pricesOf([{ product: valve, quantity: 2 }]))[0]![0], 70)
  await stop(off)
  const fixed = await promote('特价', { kind: 'price', price: 25, items: [{ product: filter }] })
  assert.deepEqual((await pricesOf([{ product: filter }]))[0]![0], 25)
  await stop(fixed)
  const free = await promote('买二赠一', { kind: 'buyGet', buy: 2, free: 1, items: [{ product: filter }] })
  const id = await quoted([{ product: filter, quantity: 7 }])
  assert.deepEqual((await boss.one('quote', id)).gross, cny(150))
  assert.deepEqual((await pricesOf([{ product: filter, quantity: 2 }]))[0], [30, null])
  await stop(free)
  const bundle = await promote('套餐', { kind: 'bundle', price: 1_050, items: [{ product: pump }, { product: valve, quantity: 2 }] })
  const whole = await quoted([
    { product: pump, quantity: 2 },
    { product: valve, quantity: 4, position: 1 },
    { product: filter, position: 2 },
  ])
  assert.deepEqual((await boss.one('quote', whole)).gross, cny(2_130))
  // A bundle comes about with its last part, and comes apart with it.
  const part = await quoted([{ product: pump }])
  assert.deepEqual((await boss.one('quote', part)).gross, cny(1_000))
  const [made] = await rep.create('quoteLine', [{ quote: part, product: valve, quantity: 2, position: 5 }])
  assert.deepEqual((await boss.one('quote', part)).gross, cny(1_050))
  await rep.remove('quoteLine', [idOf(made)])
  assert.deepEqual((await boss.one('quote', part)).gross, cny(1_000))
  await stop(bundle)
})

test('the highest goes first: one that stands alone lets nothing follow, others add up; a typed price stays', async () => {
  const low = await promote('满场九折', { kind: 'percent', rate: 10, isExclusive: false })
  const high = await promote('水泵减百', { kind: 'amount', off: 100, items: [{ product: pump }], isExclusive: false, priority: 9 })
  const id = await quoted([{ product: pump }, { product: pump, price: 950, position: 1 }])
  const [both, typed] = await linesOf(id)
  assert.deepEqual([both!.price, both!.promotionFrom], [cny(810), '水泵减百 (→ 2999-12-31) · 满场九折 (→ 2999-12-31)'])
  assert.deepEqual(
    (both!.promotionParts as Row[]).map(({ given }) => given),
    [100, 90],
  )
  assert.deepEqual([typed!.price, typed!.promotion, typed!.promotionPrice], [cny(950), null, cny(810)])
  await manager.change('promotion', high, { isExclusive: true })
  assert.deepEqual(await pricesOf([{ product: pump }]), [[900, '水泵减百 (→ 2999-12-31)']])
  await Promise.all([stop(low), stop(high)])
})

test('what the promotion gives is no discount of the rep: limits look at what he gives on top', async () => {
  const id = await promote('半价', { kind: 'percent', rate: 50 })
  const within = await quoted([{ product: pump }])
  assert.deepEqual([(await boss.one('quote', within)).discountRate, (await boss.one('quote', within)).exceeds], [0, null])
  const beyond = await quoted([{ product: pump, discount: 8 }])
  assert.deepEqual([(await boss.one('quote', beyond)).discountRate, (await boss.one('quote', beyond)).exceeds], [8, ['discount']])
  await act('submit', within)
  await act('send', within)
  await stop(id)
  assert.deepEqual([(await linesOf(within))[0]!.price, idOf((await linesOf(within))[0]!.promotion)], [cny(500), id])
})

test('uses and budget end it, however many go out at once; what came to nothing is free again; the report counts used, won and given', async () => {
  const id = await promote('前两单', { kind: 'percent', rate: 20, mostUses: 2 })
  const ready = await Promise.all(
    [1, 2, 3].map(async () => {
      const one = await quoted([{ product: pump }])
      await act('submit', one)
      return one
    }),
  )
  const sent = await Promise.allSettled(ready.map((one) => act('send', one)))
  const failed = sent.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))
  assert.deepEqual(failed, ['catalog.promotion-used-up'])
  assert.deepEqual(await pricesOf([{ product: pump }]), [[1_000, null]])
  const out = ready.filter((_, i) => sent[i]!.status === 'fulfilled')
  const of = async () => {
    const { usedCount, wonCount, givenSum } = await boss.one('promotion', id)
    return [usedCount, wonCount, givenSum]
  }
  assert.deepEqual(await of(), [2, 0, cny(400)])
  await act('decline', out[0]!, { reason: '太贵' })
  await act('accept', out[1]!, { acceptedBy: '赵', proof: '合同' })
  assert.deepEqual(await of(), [1, 1, cny(200)])
  assert.deepEqual((await pricesOf([{ product: pump }]))[0]![0], 800)
  const report = await boss.aggregate({
    object: 'promotionUse',
    by: ['state'],
    measures: { n: 'count', given: { sum: 'given' } },
    filter: { promotion: id },
    sort: ['state'],
  } as never)
  assert.deepEqual(
    (report as Row[]).map(({ state, n }) => [state, n]),
    [
      ['won', 1],
      ['lost', 1],
    ],
  )
  await stop(id)
  const poor = await promote('预算', { kind: 'amount', off: 100, items: [{ product: pump }], budget: 150 })
  const two = await quoted([{ product: pump, quantity: 2 }])
  await act('submit', two)
  await assert.rejects(act('send', two), { code: 'catalog.promotion-over-budget' })
  await stop(poor)
})
