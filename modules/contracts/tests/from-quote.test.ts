import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { accept, approve, send, submit } from '#modules/quotes'
import { reopen, win } from '#modules/sales'
import { terminate, voidContract } from '../actions/end.ts'
import { fromQuote } from '../actions/from-quote.ts'
import { sign, toSign } from '../actions/sign.ts'
import { contracts } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const rep = await app.as('rep')
const [reader, stranger] = [await app.as('readonly'), await app.as('rep', { name: 'Stranger' })]
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])

type Row = Record<string, unknown>
const cny = (amount: number) => ({ amount, currency: 'CNY' })
const idOf = (value: unknown): string => String((value as { id: string }).id)
const make = async (who: typeof admin, object: string, row: Row) => idOf((await who.create(object, [row]))[0])
const customer = await make(rep, 'account', { name: '华瑞物流' })
const contact = await make(rep, 'contact', { name: '赵启明', account: customer })

/** A quote of the rep's that the customer has accepted. */
async function accepted(lines: readonly Row[], more: Row = {}) {
  const costed = lines.map((line, position) => ({ cost: 0, taxRate: 13, position, ...line }))
  const quote = await make(admin, 'quote', { title: '设备报价', account: customer, contact, owner: rep.id, lines: costed, ...more })
  await admin.call(submit, { quote })
  if ((await admin.one('quote', quote)).status === 'inApproval') await admin.call(approve, { quote })
  await admin.call(send, { quote })
  await admin.call(accept, { quote, acceptedBy: '赵启明', proof: '微信确认' })
  return quote
}
const linesOf = (contract: string): Promise<Row[]> =>
  rep.list('contractLine', { filter: { contract }, sort: ['position'], fields: ['*'] } as never)

test('positions with the tax in the price and on top stand in one quote, and the contract holds what each comes to with its tax', async () => {
  const quote = await accepted([
    { description: '设备', price: 113, quantity: 1 },
    { description: '服务', price: 100, quantity: 1, taxRate: 6, taxMode: 'onTop' },
  ])
  const row = await admin.one('quote', quote)
  assert.deepEqual([row.net, row.tax, row.gross, row.discountRate], [cny(200), cny(19), cny(219), 0])
  const { contract } = await rep.call(fromQuote, { quote })
  assert.deepEqual((await rep.one('contract', contract as string)).amount, cny(219))
  assert.deepEqual(
    (await linesOf(contract as string)).map(({ price, taxRate }) => [price, taxRate]),
    [
      [cny(113), 13],
      [cny(106), 6],
    ],
  )
})

test('an accepted quote becomes a contract with what was taken, its terms and its people', async () => {
  const deal = await make(rep, 'opportunity', { name: '泵站', account: customer })
  const quote = await accepted(
    [
      { description: '一、设备', kind: 'heading' },
      { description: '水泵', quantity: 3, price: 900, discount: 5, unit: '台', remark: '含底座' },
      { description: '安装', kind: 'optional', price: 300 },
      { description: '培训', kind: 'optional', price: 200, isChosen: true },
      { description: '控制柜', price: 1000 },
      { description: '变频控制柜', kind: 'alternative', price: 1500, isChosen: true },
    ],
    { opportunity: deal, paymentTerms: '30/60/10', deliveryTerms: '四周内送达' },
  )
  const { contract } = await rep.call(fromQuote, { quote })
  const row = await rep.one('contract', contract as string)
  assert.deepEqual(
    [row.name, row.status, row.amount, row.amountFromLines, row.paymentTerms, row.deliveryTerms],
    ['设备报价', 'draft', cny(4265), true, '30/60/10', '四周内送达'],
  )
  assert.deepEqual(
    ['account', 'opportunity', 'quote', 'customerSignatory', 'owner'].map((name) => idOf(row[name])),
    [customer, deal, quote, contact, rep.id],
  )
  assert.deepEqual(
    (await linesOf(contract as string)).map((line) => [
      line.description,
      line.quantity,
      line.price,
      line.discount,
      line.unit,
      line.taxRate,
    ]),
    [
      ['水泵', 3, cny(900), 5, '台', 13],
      ['培训', 1, cny(200), 0, null, 13],
      ['变频控制柜', 1, cny(1500), 0, null, 13],
    ],
  )
})

test('tax on top and a discount of the whole are in the prices, to the cent', async () => {
  const cases = [
    { lines: [{ description: 'A', quantity: 3, price: 33.33 }], taxMode: 'onTop' },
    {
      lines: [
        { description: 'A', quantity: 7, price: 10 },
        { description: 'B', quantity: 1.5, price: 9.99 },
      ],
      handDiscount: 0.05,
    },
    { lines: [{ description: 'A', quantity: 100_000, price: 1 }], handDiscount: 0.03 },
    {
      lines: [
        { description: 'A', quantity: 999.5, price: 12.34 },
        { description: 'B', quantity: 0.25, price: 80 },
      ],
      taxMode: 'onTop',
      handDiscount: 7.77,
    },
  ]
  for (const { lines, ...terms } of cases) {
    const quote = await accepted(lines, terms)
    const { contract } = await rep.call(fromQuote, { quote })
    const [{ gross }, { amount }] = [await rep.one('quote', quote), await rep.one('contract', contract as string)]
    assert.deepEqual(amount, gross, JSON.stringify(lines))
    const made = await linesOf(contract as string)
    assert.ok(made.every(({ price }) => (price as { amount: number }).amount > 0))
    const pieces = made.reduce((sum, line) => sum + Number(line.quantity), 0)
    assert.equal(
      pieces,
      lines.reduce((sum, line) => sum + line.quantity, 0),
    )
  }
})

test('only what was accepted, and once; a contract that was voided makes room for another', async () => {
  const early = await make(rep, 'quote', { title: '草稿', account: customer, lines: [{ description: 'A', price: 1 }] })
  await assert.rejects(rep.call(fromQuote, { quote: early }), { code: 'contracts.quote-not-accepted' })
  const quote = await accepted([{ description: 'A', price: 10 }])
  await assert.rejects(reader.call(fromQuote, { quote }), { code: 'kernel.forbidden' })
  await assert.rejects(stranger.call(fromQuote, { quote }), { code: 'kernel.not-found' })
  const tries = await Promise.allSettled([1, 2, 3].map(() => rep.call(fromQuote, { quote })))
  const made = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  assert.equal(made.length, 1)
  for (const one of tries) if (one.status === 'rejected') assert.equal(one.reason.code, 'contracts.quote-taken')
  await assert.rejects(rep.remove('quote', [quote]))
  await rep.call(voidContract, { contract: made[0]!.contract, reason: '改签' })
  await rep.call(fromQuote, { quote })
})

test('a deal that was signed for is not opened again; one without a contract is', async () => {
  const won = async (name: string) => {
    const opportunity = await make(admin, 'opportunity', { name, account: customer, amount: 100 })
    await admin.call(win, { opportunity })
    return opportunity
  }
  const [free, signed] = [await won('未签'), await won('已签')]
  const contract = await make(admin, 'contract', { name: '合同', account: customer, opportunity: signed, amount: 100 })
  await admin.call(toSign, { contract, acceptUnplanned: true })
  await admin.call(sign, { contract })
  await admin.call(reopen, { opportunity: free })
  const refused = (fault: { code: string; details: { contracts: string[]; instalments: number } }) => {
    assert.equal(fault.code, 'contracts.deal-signed')
    assert.deepEqual([fault.details.contracts.map((one) => one.split(' ')[1]), fault.details.instalments], [['合同'], 0])
    return true
  }
  await assert.rejects(admin.call(reopen, { opportunity: signed }), refused)
  await assert.rejects(admin.change('opportunity', signed, { stage: 'contact' }), refused)
  await admin.call(terminate, { contract, reason: '客户停产', openPlan: 'waive' })
  await assert.rejects(admin.call(reopen, { opportunity: signed }), refused)
  assert.equal((await admin.one('opportunity', signed)).outcome, 'won')
})
