import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toSign } from '#modules/contracts'
import { win } from '#modules/sales'
import { contractPdf, fromContract, fromCustomer, fromQuote, preview } from '../index.ts'
import { idOf, openCompany, type Row } from './company.ts'

const { app, boss, rep, make, customer, fileOf } = await openCompany()
const pump = await make(boss, 'product', {
  name: '水泵 A',
  code: 'P-1',
  price: 1000,
  cost: 787878,
  specification: '三相 380V',
  description: '节能水泵',
})
const deal = await make(rep, 'opportunity', { name: '泵站', account: customer })
const quote = await make(boss, 'quote', {
  title: '泵站改造',
  account: customer,
  opportunity: deal,
  owner: rep.id,
  paymentTerms: '货到付款',
  lines: [{ product: pump, quantity: 2, price: 1000, taxRate: 13, cost: 787878 }],
})
const templateOf = async (kind: string, language: string): Promise<string> =>
  idOf((await boss.list('documentTemplate', { filter: { kind, language } }))[0])
const template = (more: Row) => make(boss, 'documentTemplate', { name: `T ${Math.random()}`, about: 'quote', body: '# {{title}}', ...more })

test('a proposal is made from its template in three languages: product sheets of the lines, references with permission, no cost', async () => {
  const won = await make(boss, 'account', { name: '东方电力', mayBeNamed: true, reference: '三座泵站', industry: 'energy' })
  const other = await make(boss, 'account', { name: '不愿具名客户' })
  for (const account of [won, other])
    await boss.call(win, { opportunity: await make(boss, 'opportunity', { name: '泵站', account, amount: 100 }) })
  for (const [language, word] of [
    ['zh-CN', '产品说明'],
    ['zh-TW', '產品說明'],
    ['en', 'Theproducts'],
  ] as const) {
    const made = await rep.call(fromQuote, { quote, template: await templateOf('proposal', language), acceptMissing: true })
    const { text } = await fileOf(made)
    assert.match(text, new RegExp(word))
    assert.match(text, /三相380V/)
    assert.match(text, /东方电力/)
    assert.match(text, /华瑞物流集团/)
    assert.match(text, /林晓/)
    assert.doesNotMatch(text, /不愿具名|787,?878|undefined|\{\{|\[\[/)
  }
  const [kept] = await rep.list('madeDocument', { filter: { quote }, sort: ['-createdAt'] })
  assert.equal(kept!.edition, 1)
  assert.equal(idOf(kept!.owner), rep.id)
})

test('what is empty is named before anything is made', async () => {
  const id = await template({ body: '{{account.name}} {{contact.name}} {{deliveryTerms}}\n{{#if remark}}\n{{remark}}\n{{/if}}' })
  const before = await boss.count('madeDocument', {})
  await assert.rejects(rep.call(fromQuote, { quote, template: id }), (fault: { code: string; details: { missing: string[] } }) => {
    assert.equal(fault.code, 'documents.missing')
    assert.equal(fault.details.missing.length, 2)
    assert.match(fault.details.missing[0]!, /›/)
    return true
  })
  assert.equal(await boss.count('madeDocument', {}), before)
  await rep.call(fromQuote, { quote, template: id, acceptMissing: true })
})

test('a template that names an unknown field is refused by every road, and so is one about inner figures', async () => {
  for (const body of [
    '{{nonsense}}',
    '{{account.nonsense}}',
    '[[lines: cost]]',
    '{{margin}}',
    '[[foo]]',
    '{{#if title}} open',
    '{{title|upper}}',
  ]) {
    await assert.rejects(template({ body }), { code: 'documents.unknown-field' }, body)
    await assert.rejects(
      boss.work((work) => app.engine.writes.create(work, 'documentTemplate', [{ name: body, about: 'quote', body }]), { via: 'import' }),
      { code: 'documents.unknown-field' },
    )
  }
})

test('a change of the text is another edition, and each paper says of which it was made', async () => {
  const id = await template({ body: '# {{title}}' })
  await rep.call(fromQuote, { quote, template: id })
  await boss.change('documentTemplate', id, { body: '# {{title}} neu' })
  await boss.change('documentTemplate', id, { remark: 'only a remark' })
  await rep.call(fromQuote, { quote, template: id })
  const made = await boss.list('madeDocument', { filter: { template: id }, sort: ['issue'] })
  assert.deepEqual(
    made.map(({ edition }) => edition),
    [1, 2],
  )
})

test('markup in values stays text, and conditions choose', async () => {
  const named = await make(rep, 'account', { name: '**星**{{title}}[[lines]]' })
  const id = await template({ about: 'account', body: '# {{name}}\n{{#if kind = company}}\n公司\n{{else}}\n个人\n{{/if}}' })
  const { text } = await fileOf(await rep.call(fromCustomer, { account: named, template: id }))
  assert.match(text, /\*\*星\*\*\{\{title\}\}\[\[lines\]\]/)
  assert.match(text, /公司/)
  assert.doesNotMatch(text, /个人/)
})

test('a contract is drawn from its template; a draft bears the mark, and no seal before somebody stamped', async () => {
  const contract = await make(rep, 'contract', {
    name: '泵站合同',
    account: customer,
    amount: 12345.6,
    lines: [{ description: '水泵', quantity: 1, price: 12345.6 }],
    plan: [{ instalment: 1, name: '首付', dueOn: '2030-01-01', amount: 12345.6 }],
  })
  const words = '壹万贰仟叁佰肆拾伍元陆角整'
  const draft = await fileOf(await rep.call(contractPdf, { contract, language: 'zh-CN' }))
  assert.ok(draft.pages.every((page) => page.includes('草稿')))
  assert.match(draft.text, new RegExp(words))
  assert.match(draft.text, /招商银行上海分行/)
  await rep.call(toSign, { contract })
  const made = await fileOf(
    await rep.call(fromContract, { contract, template: await templateOf('contract', 'zh-TW'), acceptMissing: true }),
  )
  assert.match(made.text, /銷售合約/)
  assert.match(made.text, /首付/)
  assert.doesNotMatch(made.text, /草稿/)
  assert.equal(made.pictures, 0)
})

test('whoever may not read a record makes no paper of it', async () => {
  const stranger = await app.as('rep', { name: 'Stranger' })
  await assert.rejects(stranger.call(fromQuote, { quote, template: await templateOf('proposal', 'en') }), { code: 'kernel.not-found' })
})

test('a preview bears its mark and is kept with no record', async () => {
  const before = await boss.count('madeDocument', {})
  const shown = await fileOf(await boss.call(preview, { documentTemplate: await templateOf('proposal', 'zh-CN') }))
  assert.match(shown.text, /预览/)
  assert.equal(await boss.count('madeDocument', {}), before)
})

test('a discount stands on a paper as it was given; a table with a column for each says per cent and amount of every line', async () => {
  const off = await make(boss, 'quote', {
    title: '折扣',
    account: customer,
    owner: rep.id,
    lines: [
      { product: pump, quantity: 2, price: 1000, discount: 7.5, taxRate: 13, cost: 1 },
      { description: '安装', quantity: 1, price: 400, discountAmount: 50, taxRate: 13, cost: 1, position: 1 },
    ],
  })
  const paper = async (body: string) => (await fileOf(await rep.call(fromQuote, { quote: off, template: await template({ body }) }))).text
  const usual = await paper('[[lines]]')
  assert.match(usual, /7\.5%/)
  assert.match(usual, /[-−–]\s?50\.00/)
  assert.doesNotMatch(usual, /12\.5%/)
  const both = await paper('[[lines: description, price, discount, discountAmount, gross]]')
  for (const part of [/7\.5%/, /150\.00/, /12\.5%/, /50\.00/]) assert.match(both, part)
  await assert.rejects(template({ body: '[[lines: discountAmountt]]' }), { code: 'documents.unknown-field' })
})
