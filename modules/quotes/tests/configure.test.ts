import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { sales } from '#manifest/sales'
import * as verbs from '../index.ts'
import { quotes } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes], { locale: 'zh-CN' })
const boss = await app.as('administrator')
const rep = await app.as('rep', { name: 'Rep' })
const stranger = await app.as('rep', { name: 'Stranger' })
const reader = await app.as('readonly')

type Row = Record<string, unknown>
type Reason = Readonly<{ code: string; name: string; other?: string; words?: string }>
type Option = Readonly<{ id: string; name: string; isChosen: boolean; price: { amount: number } | null; reasons: readonly Reason[] }>
const idOf = (value: unknown): string => String((value as { id: string }).id)
const make = async (who: TestPerson, object: string, row: Row) => idOf((await who.create(object, [row]))[0])
const cny = (amount: number) => ({ amount, currency: 'CNY' })

const goods = async (name: string, price: number) => make(boss, 'product', { name, price, cost: price / 2, unit: '台', taxRate: 13 })
const [truck, cabin, heated, plain, radio, antenna, manual, belts] = await Promise.all(
  (
    [
      ['叉车', 100_000],
      ['驾驶室', 8_000],
      ['加热座椅', 1_500],
      ['普通座椅', 500],
      ['车载电台', 2_000],
      ['天线', 300],
      ['手册', 20],
      ['安全带', 150],
    ] as const
  ).map(([name, price]) => goods(name, price)),
)
const freight = await goods('运费', 100)
const list = await make(boss, 'priceList', { name: '重点客户价' })
await boss.create('priceRow', [
  { list, product: truck, price: 90_000 },
  { list, product: heated, price: 1_200 },
])
const seats = await make(boss, 'optionGroup', { name: '座椅', product: truck, pick: 'one', least: 1 })
const extras = await make(boss, 'optionGroup', { name: '附加', product: truck, pick: 'several', most: 3, position: 1 })
const option = (name: string, group: string, goodsId: string | undefined, more: Row = {}) =>
  make(boss, 'productOption', { name, group, product: goodsId, ...more })
const hot = await option('加热座椅', seats, heated)
const cold = await option('普通座椅', seats, plain, { isPreset: true, pricing: 'included' })
const cab = await option('驾驶室', extras, cabin)
const wireless = await option('电台', extras, radio, { quantityRule: 'fixed', quantity: 2 })
const belt = await option('安全带', extras, belts, { quantityRule: 'asked', leastQuantity: 1, mostQuantity: 4 })
const rule = await make(boss, 'optionRule', { product: truck, kind: 'requires', option: hot, other: cab, reason: '加热需要封闭驾驶室' })
const clash = await make(boss, 'optionRule', { product: truck, kind: 'excludes', option: belt, other: wireless })
await boss.create('optionRule', [
  { product: truck, kind: 'adds', part: manual, quantityRule: 'fixed', quantity: 1 },
  { product: truck, kind: 'adds', option: wireless, part: antenna, pricing: 'byList' },
])
const customer = await make(boss, 'account', { name: '华瑞物流', owner: rep.id, priceList: list })
const quoted = (lines: readonly Row[] = []) => make(rep, 'quote', { title: '叉车', account: customer, lines })
const linesOf = (id: string): Promise<Row[]> =>
  boss.list('quoteLine', { filter: { quote: id }, sort: ['position', 'id'], fields: ['*'] } as never)
const configure = (id: string, more: Row, who = rep) => who.call(verbs.configure as never, { quote: id, ...more }) as Promise<Row>
const codesOf = (answer: Row) => (answer.reasons as Reason[]).map(({ code }) => code)
const optionsOf = (answer: Row) => (answer.groups as { options: Option[] }[]).flatMap(({ options }) => options)
const brief = (lines: readonly Row[]) =>
  lines.map(({ description, quantity, price }) => [description, quantity, (price as { amount: number }).amount])

test('options of a product are chosen, required, excluded and counted; the price follows the list of the customer', async () => {
  const id = await quoted()
  const start = await configure(id, { product: truck, trial: true })
  assert.deepEqual([start.isValid, optionsOf(start).find(({ isChosen }) => isChosen)?.name], [true, '普通座椅'])
  assert.deepEqual(optionsOf(start).find(({ name }) => name === '加热座椅')?.price, cny(1_200))
  assert.deepEqual(start.total, cny(90_000))
  const wrong = await configure(id, { product: truck, quantity: 3, choices: [hot, wireless, { option: belt, quantity: 9 }] })
  assert.deepEqual([wrong.isValid, wrong.line, codesOf(wrong)], [false, null, ['quantity', 'requires', 'excludes']])
  assert.equal((wrong.reasons as Reason[])[1]!.words, '加热需要封闭驾驶室')
  assert.equal((await linesOf(id)).length, 0)
  assert.deepEqual(codesOf(await configure(id, { product: truck, choices: [] })), ['group-least'])
  assert.deepEqual(codesOf(await configure(id, { product: truck, choices: [hot, cold, cab] })), ['group-most'])
  const shown = optionsOf(await configure(id, { product: truck, trial: true, choices: [cold, wireless] }))
  assert.deepEqual(
    shown.map(({ name, reasons }) => [name, reasons.map(({ code, other }) => `${code} ${other}`)]),
    [
      ['加热座椅', ['requires 驾驶室']],
      ['普通座椅', []],
      ['驾驶室', []],
      ['电台', []],
      ['安全带', ['excludes 电台']],
    ],
  )
  const good = await configure(id, { product: truck, quantity: 3, choices: [hot, cab, wireless] })
  assert.equal(good.isValid, true)
  assert.deepEqual(brief(await linesOf(id)), [
    ['叉车', 3, 90_000],
    ['加热座椅', 3, 1_200],
    ['驾驶室', 3, 8_000],
    ['车载电台', 2, 2_000],
    ['手册', 1, 0],
    ['天线', 3, 300],
  ])
  assert.deepEqual((await boss.one('quote', id)).gross, cny(3 * (90_000 + 1_200 + 8_000 + 300) + 4_000))
  assert.deepEqual((await boss.one('quote', id)).gross, good.total)
})

test('parts go with what they belong to: with its quantity, its place and its removal; chosen again, the rest stays as it is', async () => {
  const id = await quoted([{ product: freight, position: 5 }])
  const { line } = await configure(id, { product: truck, choices: [hot, cab] })
  await rep.change('quoteLine', String(line), { quantity: 5 })
  assert.deepEqual(
    (await linesOf(id)).map(({ quantity }) => quantity),
    [1, 5, 5, 5, 1],
  )
  const seat = (await linesOf(id)).find(({ description }) => description === '加热座椅')!
  await rep.change('quoteLine', idOf(seat), { quantity: 2, discount: 10, kind: 'optional' })
  const [, , after] = await linesOf(id)
  assert.deepEqual([after!.quantity, after!.discount, after!.kind], [5, 10, 'item'])
  const again = await configure(id, { line, trial: true })
  assert.deepEqual(
    optionsOf(again)
      .filter(({ isChosen }) => isChosen)
      .map(({ name }) => name),
    ['加热座椅', '驾驶室'],
  )
  await configure(id, { line, quantity: 2, choices: [hot, cab, { option: belt, quantity: 4 }] })
  const changed = await linesOf(id)
  assert.deepEqual(
    changed.map(({ description, quantity, discount }) => [description, quantity, discount]),
    [
      ['运费', 1, 0],
      ['叉车', 2, 0],
      ['加热座椅', 2, 10],
      ['驾驶室', 2, 0],
      ['手册', 1, 0],
      ['安全带', 4, 0],
    ],
  )
  const next = String(
    (
      await (async () => {
        await rep.call(verbs.submit, { quote: id } as never)
        return (await rep.call(verbs.revise, { quote: id } as never)) as Row
      })()
    ).quote,
  )
  const copied = await linesOf(next)
  assert.equal(copied.filter(({ head }) => head && idOf(head) === idOf(copied[1])).length, 4)
  // As the form sends it: all lines but the head.
  await rep.change('quote', next, {
    lines: copied.filter((one) => idOf(one) !== idOf(copied[1])).map((one) => ({ id: one.id, quantity: one.quantity })),
  })
  assert.deepEqual(
    (await linesOf(next)).map(({ description }) => description),
    ['运费'],
  )
  const alone = (await configure(next, { product: truck, choices: [cold] })).line
  await rep.remove('quoteLine', [String(alone)])
  assert.deepEqual([(await linesOf(next)).length, (await boss.one('quote', next)).gross], [1, cny(100)])
})

test('parts of an optional or alternative position count where it counts', async () => {
  const id = await quoted([{ product: freight, position: 5 }])
  const { line } = await configure(id, { product: truck, choices: [cold, cab] })
  await rep.change('quoteLine', String(line), { kind: 'optional' })
  assert.deepEqual((await boss.one('quote', id)).gross, cny(100))
  await rep.change('quoteLine', String(line), { isChosen: true })
  assert.deepEqual((await boss.one('quote', id)).gross, cny(98_100))
  await rep.change('quoteLine', String(line), { kind: 'alternative' })
  assert.deepEqual((await boss.one('quote', id)).gross, cny(98_000))
})

test('what does not hold is neither submitted nor sent; rules that change later leave a quote as it is and say what holds no more', async () => {
  const bare = await quoted([{ product: truck }])
  const refused = { code: 'quotes.configuration-invalid' }
  await assert.rejects(rep.call(verbs.submit, { quote: bare } as never), refused)
  const id = await quoted()
  await configure(id, { product: truck, choices: [cold, wireless] })
  await rep.call(verbs.submit, { quote: id } as never)
  await boss.change('productOption', wireless, { isActive: false })
  const check = async (who = rep) => (await who.call(verbs.checkConfiguration as never, { quote: id })) as Row
  const told = (await check(reader)).lines as { reasons: Reason[] }[]
  assert.deepEqual(
    told[0]!.reasons.map(({ code, name }) => [code, name]),
    [['gone', '车载电台']],
  )
  await assert.rejects(rep.call(verbs.send, { quote: id } as never), refused)
  await boss.change('productOption', wireless, { isActive: true })
  assert.equal((await check()).isValid, true)
  await rep.call(verbs.send, { quote: id } as never)
  await boss.change('optionRule', clash, { isActive: false })
  await boss.change('productOption', wireless, { isActive: false })
  assert.deepEqual(brief(await linesOf(id)).length, 5)
  await assert.rejects(configure(id, { product: truck, choices: [cold] }), { code: 'quotes.is-fixed' })
  await boss.change('productOption', wireless, { isActive: true })
  await boss.change('optionRule', clash, { isActive: true })
})

test('who may not change a quote chooses nothing on it; two at once leave one set of parts', async () => {
  const id = await quoted()
  await assert.rejects(configure(id, { product: truck }, stranger), { code: 'kernel.not-found' })
  await assert.rejects(configure(id, { product: truck }, reader), (fault: { code: string }) => fault.code.startsWith('kernel.'))
  await assert.rejects(configure(id, { product: cabin }), { code: 'quotes.nothing-to-configure' })
  const { line } = await configure(id, { product: truck, choices: [cold] })
  await Promise.all([configure(id, { line, choices: [cold, cab] }), configure(id, { line, choices: [cold, cab] })])
  assert.deepEqual(
    (await linesOf(id)).map(({ description }) => description),
    ['叉车', '普通座椅', '手册', '驾驶室'],
  )
  await assert.rejects(
    boss.create('optionRule', [{ product: truck, kind: 'requires', option: hot, other: hot }]),
    (fault: { issues: { code: string }[] }) => fault.issues.some(({ code }) => code === 'catalog.rule-of-one'),
  )
  await boss.remove('optionRule', [rule])
  assert.equal((await configure(id, { line, choices: [hot] })).isValid, true)
})
