import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPdf, type TestPerson, testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { papers } from '#manifest/papers'
import { payments } from '#manifest/payments'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { send, submit } from '#modules/quotes'
import { quotePdf } from '../index.ts'
import { documents } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, papers, quotes, contracts, payments, documents], {
  locale: 'zh-CN',
})
const boss = await app.as('administrator')
const rep = await app.as('rep', { name: '林晓' })
const stranger = await app.as('rep', { name: 'Stranger' })

type Row = Record<string, unknown>
const idOf = (value: unknown): string => String((value as { id: string }).id)
const make = async (who: TestPerson, object: string, row: Row) => idOf((await who.create(object, [row]))[0])
const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC', 'base64')
const seal = await boss.work((work) => work.files.keep({ name: '章.png', type: 'image/png', content: pixel }))
await boss.create('legalEntity', [{ name: '知客科技有限公司', registeredAddress: '上海市浦东新区张江路 1 号', isDefault: true, seal }])
const customer = await make(rep, 'account', { name: '华瑞物流集团' })
const longName = `超长名称${'无空格型号ABCDEF'.repeat(16)}`.slice(0, 290)
const lines = [
  { position: 0, kind: 'heading', description: '设备' },
  { position: 1, description: longName, price: 1000, quantity: 2, taxRate: 13, cost: 787878.11 },
  ...Array.from({ length: 60 }, (_, i) => ({ position: i + 2, description: `备件 ${i + 1}`, price: 10, taxRate: 13, cost: 787878.11 })),
]
const quoted = () => make(boss, 'quote', { title: '泵站报价', account: customer, lines, owner: rep.id })

/** The file of an action's answer, read back. */
async function fileOf(answer: Row) {
  const content = await app.system.work((work) => work.files.content(idOf(answer.file)))
  return readPdf(content!)
}
const draw = async (id: string, more: Row = {}, who = rep) => fileOf(await who.call(quotePdf, { quote: id, ...more }))

test('a quote becomes a PDF in three languages whatever the language of its maker, with pages counted and no cost on it', async () => {
  const id = await quoted()
  const [cn, tw, en] = [await draw(id), await draw(id, { language: 'zh-TW' }), await draw(id, { language: 'en' })]
  assert.ok(cn.pages.length >= 2)
  assert.match(cn.pages[0]!, new RegExp(`第1页，共${cn.pages.length}页`))
  assert.match(cn.text, /华瑞物流集团/)
  assert.match(cn.text, /报价单/)
  assert.match(cn.text, /贰仟陆佰元整/)
  assert.match(tw.text, /報價單/)
  assert.match(en.text, /Quotation/)
  assert.match(en.pages.at(-1)!, new RegExp(`Page${en.pages.length}of${en.pages.length}`))
  assert.ok(cn.text.includes(longName.replace(/\s/g, '')) || cn.pages[0]!.includes('超长名称'))
  for (const { text } of [cn, tw, en]) assert.doesNotMatch(text, /787,?878/)
  const heads = cn.pages.slice(0, -1).filter((page) => page.includes('数量'))
  assert.equal(heads.length, cn.pages.length - 1)
})

test('a draft bears a mark and no seal; what was approved bears the seal and no mark', async () => {
  const id = await quoted()
  const draft = await draw(id)
  assert.ok(draft.pages.every((page) => page.includes('草稿')))
  assert.equal(draft.pictures, 0)
  await rep.call(submit, { quote: id })
  const approved = await draw(id)
  assert.doesNotMatch(approved.text, /草稿/)
  assert.equal(approved.pictures, 1)
})

test('prices and tax columns may be left out', async () => {
  const id = await quoted()
  assert.doesNotMatch((await draw(id, { withTax: false })).text, /税率/)
  const bare = await draw(id, { withPrices: false })
  assert.doesNotMatch(bare.text, /1,000\.00|2,600\.00|贰仟/)
})

test('what is sent is kept as a file of the quote, each issue beside the others; strangers see none', async () => {
  const id = await quoted()
  await rep.call(submit, { quote: id })
  await draw(id)
  await rep.call(send, { quote: id })
  const kept = await rep.list('madeDocument', { filter: { quote: id }, sort: ['issue'] })
  assert.deepEqual(
    kept.map(({ issue, isValid }) => [issue, isValid]),
    [
      [1, true],
      [2, true],
    ],
  )
  assert.equal(await stranger.count('madeDocument', { quote: id }), 0)
  await assert.rejects(stranger.call(quotePdf, { quote: id }), { code: 'kernel.not-found' })
  const two = await Promise.all([rep.call(quotePdf, { quote: id }), rep.call(quotePdf, { quote: id })])
  assert.equal(new Set(two.map(({ file }) => idOf(file))).size, 2)
  const issues = (await rep.list('madeDocument', { filter: { quote: id } })).map(({ issue }) => issue)
  assert.equal(new Set(issues).size, 4)
})

test('a paper holds nothing that is hidden from its maker: neither prices, nor sums, nor whom it is for', async () => {
  const hidden = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'hidden']))
  const sums = ['gross', 'net', 'tax', 'handDiscount', 'discountRate']
  const ofLines = ['price', 'listPrice', 'gross', 'net', 'tax', 'discount']
  const grants = {
    ...Object.fromEntries(
      ['member', 'legalEntity', 'bankAccount', 'product', 'contact', 'madeDocument'].map((name) => [name, { read: 'all' }]),
    ),
    account: { read: 'all', fields: hidden(['name']) },
    quote: { read: 'all', fields: hidden(sums) },
    quoteLine: { read: 'all', fields: hidden(ofLines) },
  }
  await boss.create('role', [{ key: 'packer', name: '装箱', grants }])
  const packer = await app.as('packer', { name: '装箱员' })
  const id = await make(boss, 'quote', {
    title: '装箱单',
    account: customer,
    owner: rep.id,
    lines: [{ description: '水泵', price: 71_717, quantity: 3, taxRate: 13, cost: 1 }],
  })
  const { text } = await draw(id, {}, packer)
  assert.match(text, /水泵/)
  for (const secret of [/71,?717/, /215,?151/, /拾壹万|贰拾壹万/, /华瑞物流集团/]) assert.doesNotMatch(text, secret)
})
