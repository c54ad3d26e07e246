import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRounds } from '#kernel'
import { findPrices } from '#modules/catalog'
import { fromQuote as contractFrom, sign, toSign } from '#modules/contracts'
import { accept, approve, fromDeal as quoteFrom, send, submit } from '#modules/quotes'
import { confirm } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { fromContract, fromQuote } from '../actions/make.ts'
import { sendBack } from '../actions/send-back.ts'
import { cny, faultOf, openCompany, type Row } from './order-company.ts'

const { app, admin, rep, keeper, accountOf, goods, orderOf, lineOf } = await openCompany()
const idOf = (row: Row | undefined) => String(row!.id)
const make = async (object: string, row: Row) => idOf((await admin.create(object, [row]))[0])

/** Goods that are counted in pieces (台) and sold in boxes of 24 as well. */
async function boxed(onHand: number | null, more: Row = {}): Promise<{ product: string; box: string }> {
  const product = await goods(onHand, 10)
  return { product, box: await make('productUnit', { product, name: '箱', factor: 24, ...more }) }
}
const told = ({ unit, unitFactor, quantity, baseQuantity, price }: Row) => [unit, unitFactor, quantity, baseQuantity, price]
const first = async (object: string, id: string) => ((await admin.one(object, id)).lines as Row[])[0]!
const stockOf = async (product: string) => {
  const { onHand, reserved, available } = await admin.one('product', product)
  return [onHand, reserved, available]
}

async function accepted(quote: string): Promise<string> {
  if ((await admin.call(submit, { quote })).status === 'inApproval') await admin.call(approve, { quote })
  await admin.call(send, { quote })
  await admin.call(accept, { quote, acceptedBy: '王芳', proof: '微信' })
  return quote
}

async function running(lines: readonly Row[]): Promise<string> {
  const contract = await make('contract', { name: '供货合同', account: await accountOf(), owner: rep.id, lines })
  await admin.call(toSign, { contract, acceptUnplanned: true })
  await admin.call(sign, { contract, signedOn: '2030-05-01', winDeal: false })
  return contract
}

test('a quote in boxes becomes an order in boxes; what is reserved, delivered and sent back counts in pieces', async () => {
  const { product } = await boxed(100)
  const account = await accountOf()
  const quote = await make('quote', { title: '报价', account, owner: rep.id, lines: [{ product, quantity: 3, unit: '箱', cost: 0 }] })
  assert.deepEqual(told(await first('quote', quote)), ['箱', 24, 3, 72, cny(240)])
  const order = String((await rep.call(fromQuote, { quote: await accepted(quote) })).order)
  assert.deepEqual(told(await lineOf(order)), ['箱', 24, 3, 72, cny(240)])
  await rep.call(confirm, { order })
  assert.deepEqual(await stockOf(product), [100, 72, 28])
  const line = await lineOf(order)
  assert.deepEqual([line.reserved, line.kept, line.toDeliver], [3, 72, 3])
  const { delivery } = await keeper.call(deliver, { order, quantities: { [String(line.id)]: 1.5 } })
  assert.deepEqual(await stockOf(product), [64, 36, 28])
  await keeper.call(sendBack, { delivery, reason: '多发', settlement: 'exchange', quantities: { [String(line.id)]: 0.5 } })
  assert.deepEqual(await stockOf(product), [76, 48, 28])
  assert.deepEqual([(await lineOf(order)).toDeliver, (await rep.one('order', order)).amount], [2, cny(720)])
  // More boxes than there are pieces for.
  const more = await orderOf([{ product, quantity: 2, unit: '箱' }], { account })
  assert.equal(await faultOf(rep.call(confirm, { order: more })), 'orders.not-available')
})

test('a price is that of the list for the unit, else that of the unit, else so many times that of a piece', async () => {
  const { product, box } = await boxed(null)
  const priceOf = async (line: Row, more: Row = {}) => (await lineOf(await orderOf([{ product, ...line }], more))).price
  assert.deepEqual([await priceOf({}), await priceOf({ unit: '箱' })], [cny(10), cny(240)])
  await admin.change('productUnit', box, { price: 220 })
  assert.deepEqual([await priceOf({ unit: '台' }), await priceOf({ unit: '箱' })], [cny(10), cny(220)])
  const list = await make('priceList', { name: '经销价' })
  const account = await accountOf({ priceList: list })
  // From 48 pieces on, however they are counted.
  await make('priceRow', { list, product, price: 8, minQuantity: 48 })
  assert.deepEqual(await priceOf({ unit: '箱', quantity: 1 }, { account }), cny(220))
  assert.deepEqual(await priceOf({ unit: '箱', quantity: 2 }, { account }), cny(192))
  await make('priceRow', { list, product, price: 180, unit: '箱' })
  assert.deepEqual(await priceOf({ unit: '箱', quantity: 2 }, { account }), cny(180))
  assert.deepEqual(await priceOf({ quantity: 48 }, { account }), cny(8))
  const away = make('priceRow', { list, product, price: 1, unit: '盒' })
  assert.equal(await faultOf(away), 'catalog.unknown-unit')
  // A price by the name of a unit follows its name.
  await admin.change('productUnit', box, { name: '大箱' })
  assert.deepEqual(await priceOf({ unit: '大箱', quantity: 2 }, { account }), cny(180))
})

test('a factor that changes afterwards leaves what was written down, and documents that go on with it', async () => {
  const { product, box } = await boxed(null)
  const deal = await make('opportunity', {
    name: '项目',
    account: await accountOf(),
    owner: rep.id,
    lines: [{ product, quantity: 2, unit: '箱' }],
  })
  assert.deepEqual(told(await first('opportunity', deal)), ['箱', 24, 2, 48, cny(240)])
  await admin.change('productUnit', box, { factor: 20 })
  const { quote } = await rep.call(quoteFrom, { opportunity: deal })
  const quoted = await first('quote', String(quote))
  assert.deepEqual(told(quoted), ['箱', 24, 2, 48, cny(240)])
  assert.deepEqual(quoted.listPrice, cny(240))
  await rep.change('quoteLine', String(quoted.id), { quantity: 3 })
  assert.deepEqual(told(await first('quote', String(quote))), ['箱', 24, 3, 72, cny(240)])
  await admin.change('quoteLine', String(quoted.id), { cost: 0 })
  const { contract } = await admin.call(contractFrom, { quote: await accepted(String(quote)) })
  assert.deepEqual(told(await first('contract', String(contract))), ['箱', 24, 3, 72, cny(240)])
  await admin.change('productUnit', box, { isActive: false })
  await admin.call(toSign, { contract, acceptUnplanned: true })
  await admin.call(sign, { contract, signedOn: '2030-05-01', winDeal: false })
  const { order } = await rep.call(fromContract, { contract })
  assert.deepEqual(told(await lineOf(String(order))), ['箱', 24, 3, 72, cny(240)])
  // What is new is counted by what holds today.
  assert.equal(await faultOf(orderOf([{ product, unit: '箱' }])), 'catalog.unknown-unit')
  await admin.change('productUnit', box, { isActive: true })
  assert.deepEqual(told(await lineOf(await orderOf([{ product, unit: '箱' }]))), ['箱', 20, 1, 20, cny(200)])
})

test('a contract in boxes is called off in pieces as well, and what is left of it counts both', async () => {
  const { product } = await boxed(null)
  const contract = await running([{ product, quantity: 10, unit: '箱', price: 240, description: '终端' }])
  const one = String((await rep.call(fromContract, { contract })).order)
  await rep.change('orderLine', String((await lineOf(one)).id), { quantity: 36, unit: '台' })
  assert.deepEqual(told(await lineOf(one)), ['台', null, 36, 36, cny(10)])
  await rep.call(confirm, { order: one })
  const rest = await lineOf(String((await rep.call(fromContract, { contract })).order))
  assert.deepEqual(told(rest), ['箱', 24, 8.5, 204, cny(240)])
  const agreed = await first('contract', contract)
  assert.equal(await faultOf(admin.change('contractLine', String(agreed.id), { unit: '台' })), 'contracts.agreed')
})

test('lines without a unit, and in words that no unit has, count as one each; of a product with units other words are refused with their names', async () => {
  const plain = await goods(10)
  const order = await orderOf([
    { product: plain, quantity: 2 },
    { product: plain, unit: '套', position: 1 },
    { description: '运费', unit: '次', price: 5, position: 2 },
  ])
  const lines = (await admin.one('order', order)).lines as Row[]
  assert.deepEqual(
    lines.map(({ unit, unitFactor, baseQuantity }) => [unit, unitFactor, baseQuantity]),
    [
      ['台', null, 2],
      ['套', null, 1],
      ['次', null, 1],
    ],
  )
  await rep.call(confirm, { order })
  assert.deepEqual(await stockOf(plain), [10, 3, 7])
  const { product } = await boxed(null)
  const known = (fault: { code: string; details: unknown }) => {
    assert.deepEqual([fault.code, (fault.details as Row).units], ['catalog.unknown-unit', '台, 箱'])
    return true
  }
  await assert.rejects(orderOf([{ product, unit: '盒' }]), known)
  await assert.rejects(make('contract', { name: '合同', account: await accountOf(), lines: [{ product, unit: '盒', price: 1 }] }), known)
  await assert.rejects(make('opportunity', { name: '项目', account: await accountOf(), lines: [{ product, unit: '盒' }] }), known)
  assert.equal(await faultOf(make('productUnit', { product, name: '台', factor: 2 })), 'catalog.unit-is-own')
  assert.equal(await faultOf(make('productUnit', { product, name: '托', factor: 0 })), 'kernel.bad-value')
})

test('a position that changes its product or unit asks for the price of that, unless one is typed along', async () => {
  const [pump, valve] = [(await boxed(null)).product, await goods(null, 80)]
  const account = await accountOf()
  const made = {
    opportunity: await make('opportunity', { name: '项目', account, owner: rep.id, lines: [{ product: pump, price: 9 }] }),
    quote: await make('quote', { title: '报价', account, owner: rep.id, lines: [{ product: pump, price: 9 }] }),
    order: await orderOf([{ product: pump, price: 9 }], { account }),
  }
  for (const [head, id] of Object.entries(made)) {
    const change = async (values: Row) => {
      await rep.change(`${head}Line`, String((await first(head, id)).id), values)
      const { unit, price } = await first(head, id)
      return [unit, price]
    }
    assert.deepEqual(await change({ quantity: 2 }), ['台', cny(9)], head)
    assert.deepEqual(await change({ unit: '箱' }), ['箱', cny(240)], head)
    assert.deepEqual(await change({ unit: '台', price: 9.5 }), ['台', cny(9.5)], head)
    assert.deepEqual(await change({ product: valve }), ['台', cny(80)], head)
    assert.deepEqual(await change({ product: pump, price: 7, unit: '箱' }), ['箱', cny(7)], head)
    assert.deepEqual(await change({ product: valve }), ['台', cny(80)], head)
  }
  const name = (await admin.one('product', valve)).name
  assert.deepEqual([(await first('quote', made.quote)).description, (await first('order', made.order)).description], [name, name])
})

test('what a quote in boxes costs and gains is that of their pieces', async () => {
  const { product } = await boxed(null)
  await admin.change('product', product, { cost: 6 })
  const quote = await make('quote', {
    title: '报价',
    account: await accountOf(),
    owner: rep.id,
    lines: [{ product, quantity: 2, unit: '箱' }],
  })
  const line = await first('quote', quote)
  assert.deepEqual([line.cost, line.margin], [cny(144), cny(192)])
  await rep.change('quoteLine', String(line.id), { unit: '台' })
  assert.deepEqual((await first('quote', quote)).cost, cny(6))
})

test('prices of many positions in many units are found in one statement more than those of one', async () => {
  const [plain, { product }] = [await goods(null), await boxed(null)]
  const buyer = { account: await accountOf(), on: '2030-05-20', currency: 'CNY' }
  const many = (unit: string | null) =>
    Array.from({ length: 100 }, (_, i) => ({
      product: i % 2 ? plain : product,
      quantity: i,
      unit,
      unitFactor: unit && i % 2 === 0 ? 24 : null,
    }))
  await app.atMost(5, () => rep.work((work) => findPrices(work, buyer, many(null))))
  const found = await app.atMost(6, () => rep.work((work) => findPrices(work, buyer, many('箱'))))
  assert.deepEqual([found[0]?.price, found[1]?.price], [cny(240), cny(100)])
})

test('what is brought in by import counts in its unit within a minute; what is older than a unit of that name stays one each', async () => {
  const [{ product }, plain] = [await boxed(100), await goods(null)]
  const old = await orderOf([{ product: plain, quantity: 3, unit: '托' }])
  await make('productUnit', { product: plain, name: '托', factor: 10 })
  await app.database.pool.query(
    `UPDATE ${app.workspace.schema}.order_line SET created_at = created_at - interval '1 day' WHERE order_id = $1`,
    [old],
  )
  const account = await accountOf()
  const lines = [{ product, quantity: 2, unit: '箱', price: 240 }]
  const bring = (object: string, row: Row) =>
    admin.work((work) => work.create({ name: object } as never, [row] as never), { via: 'import' }) as Promise<readonly Row[]>
  const brought = {
    order: idOf((await bring('order', { account, status: 'confirmed', lines }))[0]),
    quote: idOf((await bring('quote', { title: '报价', account, currency: 'CNY', lines: [{ ...lines[0], cost: 7 }] }))[0]),
    contract: idOf((await bring('contract', { name: '合同', account, lines }))[0]),
    opportunity: idOf((await bring('opportunity', { name: '项目', account, lines }))[0]),
  }
  const rounds = openRounds({ engine: app.engine, log: { info() {}, warn() {}, error: (_details, message) => assert.fail(message) } })
  await rounds.run(app.workspace, new Date('2030-05-20T09:01:00Z'))
  for (const [object, id] of Object.entries(brought)) assert.deepEqual(told(await first(object, id)), ['箱', 24, 2, 48, cny(240)], object)
  assert.deepEqual((await first('quote', brought.quote)).cost, cny(7))
  assert.deepEqual(await stockOf(product), [100, 48, 52])
  assert.deepEqual(told(await lineOf(old)), ['托', 1, 3, 3, cny(100)])
})
