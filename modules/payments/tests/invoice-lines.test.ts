import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Letter, openPosts } from '#kernel'
import { testApp } from '#kernel/testing'
import { activities } from '#manifest/activities'
import { catalog } from '#manifest/catalog'
import { company } from '#manifest/company'
import { contracts } from '#manifest/contracts'
import { customers } from '#manifest/customers'
import { quotes } from '#manifest/quotes'
import { sales } from '#manifest/sales'
import { sign, toSign } from '#modules/contracts'
import { approve, deliver, issue, redden } from '../actions/invoices.ts'
import { payments } from '../module.ts'

const app = await testApp([customers, activities, catalog, sales, company, quotes, contracts, payments], { locale: 'zh-CN' })
const admin = await app.as('administrator')
const rep = await app.as('rep', { name: '林晓' })
const finance = await app.as('finance')
await admin.create('legalEntity', [{ name: '知客科技', isDefault: true }])

type Row = Record<string, unknown>
const idOf = (row: Row | undefined) => String(row!.id)
const cny = (amount: number) => ({ amount, currency: 'CNY' })
const faultOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => assert.fail('went through'),
    (fault: { code: string; issues?: readonly { code: string }[] }) => fault.issues?.[0]?.code ?? fault.code,
  )
let made = 0

async function running(amount = 10_000) {
  made += 1
  const account = idOf((await rep.create('account', [{ name: `客户${made}` }]))[0])
  const contract = idOf((await rep.create('contract', [{ name: `合同${made}`, account, amount }]))[0])
  await rep.call(toSign, { contract, acceptUnplanned: true })
  await rep.call(sign, { contract, winDeal: false })
  return { account, contract }
}
async function out(shares: readonly Row[], account: string, more: Row = {}): Promise<string> {
  const invoice = idOf((await rep.create('invoice', [{ account, shares, ...more }]))[0])
  await finance.call(approve, { invoice })
  await finance.call(issue, { invoice, invoiceNumber: `L-${(made += 1)}` })
  return invoice
}
const linesOf = async (invoice: string) =>
  ((await finance.one('invoice', invoice)).shares as Row[]).map(({ quantity, amount, taxRate, net, tax }) => [
    quantity,
    amount,
    taxRate,
    net,
    tax,
  ])
const figures = async (invoice: string) => {
  const row = await finance.one('invoice', invoice)
  return [row.amount, row.net, row.tax]
}

test('one invoice holds several rates; each line is rounded by itself, and a line without a rate has that of its invoice', async () => {
  const { account, contract } = await running()
  const shares = [
    { contract, description: '终端', quantity: 3, price: 33.35, taxRate: 13 },
    { contract, description: '实施', amount: 106, taxRate: 6 },
    { contract, description: '培训', amount: 50 },
  ]
  const [asked] = await rep.create('invoice', [{ account, taxRate: 1, shares }])
  const invoice = idOf(asked)
  // 100.05 at 13 % is 88.54 and 11.51; 106 at 6 % is 100 and 6; 50 at 1 % is 49.50 and 0.50.
  assert.deepEqual(await figures(invoice), [cny(256.05), cny(238.04), cny(18.01)])
  await finance.call(approve, { invoice })
  assert.deepEqual(await linesOf(invoice), [
    [3, cny(100.05), 13, cny(88.54), cny(11.51)],
    [null, cny(106), 6, cny(100), cny(6)],
    [null, cny(50), 1, cny(49.5), cny(0.5)],
  ])
  assert.deepEqual(await figures(invoice), [cny(256.05), cny(238.04), cny(18.01)])
  const sums = await finance.aggregate({
    object: 'invoiceShare',
    by: ['taxRate'],
    measures: { net: { sum: 'net' }, tax: { sum: 'tax' } },
    filter: { invoice },
  })
  assert.deepEqual(
    sums.map(({ taxRate, net, tax }) => [taxRate, net, tax]).toSorted(([a], [b]) => Number(a) - Number(b)),
    [
      [1, cny(49.5), cny(0.5)],
      [6, cny(100), cny(6)],
      [13, cny(88.54), cny(11.51)],
    ],
  )
})

test('a line takes name, unit, rate and class of goods from its product, the class also from the category above; its sum follows quantity and price', async () => {
  const { account, contract } = await running()
  const [above] = await admin.create('productCategory', [{ name: '硬件', taxCode: '1090511000000000000' }])
  const [category] = await admin.create('productCategory', [{ name: '手持', parent: above!.id }])
  const [goods, own] = await admin.create('product', [
    { name: '终端 A', unit: '台', taxRate: 13, category: category!.id },
    { name: '软件', unit: '套', taxRate: 6, category: category!.id, taxCode: '3040201000000000000' },
  ])
  const [row] = await rep.create('invoice', [
    {
      account,
      shares: [
        { contract, product: goods!.id, quantity: 2, price: 100 },
        { contract, product: own!.id, quantity: 1, price: 50, amount: 999 },
      ],
    },
  ])
  const lines = (await rep.one('invoice', idOf(row))).shares as Row[]
  assert.deepEqual(
    lines.map(({ description, unit, taxRate, taxCode, amount }) => [description, unit, taxRate, taxCode, amount]),
    [
      ['终端 A', '台', 13, '1090511000000000000', cny(200)],
      ['软件', '套', 6, '3040201000000000000', cny(50)],
    ],
  )
  await rep.change('invoiceShare', idOf(lines[0]), { quantity: 3 })
  assert.deepEqual((await rep.one('invoice', idOf(row))).amount, cny(350))
})

test('a red invoice takes all of a blue one back line by line, or part of it by value, at its rates', async () => {
  const { account, contract } = await running()
  const shares = [
    { contract, description: '终端', quantity: 2, price: 113, taxRate: 13 },
    { contract, description: '实施', amount: 106, taxRate: 6 },
  ]
  const whole = await out(shares, account)
  const { invoice: red } = await finance.call(redden, { invoice: whole, reason: '退货' })
  assert.deepEqual(await linesOf(String(red)), [
    [-2, cny(-226), 13, cny(-200), cny(-26)],
    [null, cny(-106), 6, cny(-100), cny(-6)],
  ])
  const second = await out(shares, account)
  const { invoice: part } = await finance.call(redden, { invoice: second, amount: 166, reason: '折让' })
  assert.deepEqual(await linesOf(String(part)), [
    [null, cny(-113), 13, cny(-100), cny(-13)],
    [null, cny(-53), 6, cny(-50), cny(-3)],
  ])
  assert.equal(await faultOf(finance.call(redden, { invoice: second, amount: 166.01, reason: '多' })), 'payments.over-reversed')
})

const quiet = { info() {}, warn() {}, error: (details: object, message: string) => assert.fail(`${message} ${JSON.stringify(details)}`) }
type Send = (letter: Letter) => Promise<void>
const postsBy = (send: Send | null) =>
  openPosts({ engine: app.engine, mailer: send && { send }, publicUrl: 'https://crm.example.com', log: quiet }).run(
    app.workspace,
    new Date(Date.now() + 60_000),
  )
const paperOf = () =>
  finance.work((work) => work.files.keep({ name: '发票.ofd', type: 'application/ofd', content: Buffer.from('OFD of the tax office') }))

test('an invoice is mailed with its file, is delivered once the server took it, and says so where there is none', async () => {
  const { account, contract } = await running()
  const invoice = await out([{ contract, description: '货款', amount: 100 }], account)
  assert.equal(await faultOf(finance.call(deliver, { invoice, sentTo: 'zhao@huarui.example' })), 'payments.no-file')
  await finance.change('invoice', invoice, { paper: await paperOf() })
  assert.equal((await finance.call(deliver, { invoice, sentTo: 'zhao@huarui.example' })).status, 'issued')
  await postsBy(null)
  const waiting = await finance.one('invoice', invoice)
  assert.deepEqual([waiting.status, waiting.mailState], ['issued', 'waiting'])
  assert.match(String(waiting.mailNote), /未发出.*no mail server is set/)
  // Pressed again it goes out at once.
  await finance.call(deliver, { invoice })
  const sent: Letter[] = []
  await postsBy(async (letter) => void sent.push(letter))
  await postsBy(async (letter) => void sent.push(letter))
  assert.equal(sent.length, 1)
  const [{ to, subject, text, attachments }] = sent as [Letter]
  assert.equal(to, 'zhao@huarui.example')
  assert.match(subject, /知客科技 发票 L-/)
  assert.match(text, /¥100\.00/)
  assert.deepEqual(
    attachments!.map(({ name, type, content }) => [name, type, Buffer.from(content).toString()]),
    [['发票.ofd', 'application/ofd', 'OFD of the tax office']],
  )
  const row = await finance.one('invoice', invoice)
  assert.deepEqual(
    [row.status, row.mailState, row.mailNote, Boolean(row.mailedAt), Boolean(row.deliveredOn)],
    ['delivered', 'sent', null, true, true],
  )
  assert.equal(await faultOf(finance.call(deliver, { invoice })), 'payments.no-such-step')
})

test('what a mail server refuses is said on the invoice, which is not delivered, and can be sent elsewhere', async () => {
  const { account, contract } = await running()
  const invoice = await out([{ contract, description: '货款', amount: 100 }], account)
  await finance.change('invoice', invoice, { paper: await paperOf() })
  await finance.call(deliver, { invoice, sentTo: 'nobody@huarui.example' })
  await postsBy(() => Promise.reject(Object.assign(new Error('550 no such user'), { responseCode: 550, command: 'RCPT TO' })))
  const row = await finance.one('invoice', invoice)
  assert.deepEqual([row.status, row.mailState], ['issued', 'refused'])
  assert.match(String(row.mailNote), /550 no such user/)
  await finance.call(deliver, { invoice, sentTo: 'zhao@huarui.example' })
  const sent: string[] = []
  await postsBy(async ({ to }) => void sent.push(to))
  assert.deepEqual(sent, ['zhao@huarui.example'])
  assert.equal((await finance.one('invoice', invoice)).status, 'delivered')
})

test('an invoice whose file has lost its content is not mailed without it: it says so, its owner hears it once, and it goes out when the file is back', async () => {
  const { account, contract } = await running()
  const invoice = await out([{ contract, description: '货款', amount: 100 }], account)
  const paper = await paperOf()
  await finance.change('invoice', invoice, { paper })
  await finance.call(deliver, { invoice, sentTo: 'zhao@huarui.example' })
  const files = `${app.workspace.schema}.stored_file`
  const { rows } = await app.database.pool.query(`SELECT hash FROM ${files} WHERE id = $1`, [paper.id])
  const keep = (hash: string) => app.database.pool.query(`UPDATE ${files} SET hash = $1 WHERE id = $2`, [hash, paper.id])
  await keep('0'.repeat(64))
  const sent: Letter[] = []
  const send: Send = async (letter) => void sent.push(letter)
  await postsBy(send)
  await finance.change('invoice', invoice, { remark: '文件丢失' })
  await postsBy(send)
  const row = await finance.one('invoice', invoice)
  assert.deepEqual([sent.length, row.status, row.mailState], [0, 'issued', 'waiting'])
  assert.match(String(row.mailNote), /发票\.ofd/)
  const told = await app.database.pool.query(
    `SELECT person FROM ${app.workspace.schema}.notice WHERE kind = 'payments.mail-refused' AND record_id = $1`,
    [invoice],
  )
  assert.equal(told.rows.length, 1)
  await keep(String(rows[0].hash))
  await finance.call(deliver, { invoice })
  await postsBy(send)
  assert.deepEqual([sent.length, sent[0]?.attachments?.length, (await finance.one('invoice', invoice)).status], [1, 1, 'delivered'])
})
