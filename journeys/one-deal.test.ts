import assert from 'node:assert/strict'
import { department, member, system } from '#kernel'
import { readPdf } from '#kernel/testing'
import { drawSeal } from '../app/demo/seal.ts'
import { openWorkplace, type Row } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'
import { act, actWithYes, attach, lookAt, make, paperAt, pick, tryInVain, write } from './support/pages.ts'

const house = await openWorkplace('zh-CN')
const admin = await house.join('Admin', 'administrator')
const [boss, rep, finance] = [await house.join('Bao', 'manager'), await house.join('Rui', 'rep'), await house.join('Fang', 'finance')]
const marketer = await house.join('Mei', 'marketing')

const dayMs = 86_400_000
const today = new Date(Date.now() + 8 * 3_600_000)
const lastMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 10))
const month = lastMonth.toISOString().slice(0, 7)
const inLastMonth = `${month}-10`
const nextMonth = new Date(today.getTime() + 30 * dayMs).toISOString().slice(0, 10)

type Doors = Parameters<Parameters<typeof journey>[1]>[0]

/** What an administrator sets up once: people, our company with its seal, goods with their cost, who gets leads, how commission is paid. */
async function setUp(doors: Doors): Promise<Visitor> {
  const { engine } = house.server.installation
  const session = { workspace: await engine.workspace('acme'), actor: system('what a journey begins with') }
  await engine.work(session, { via: 'command' }, async (work) => {
    const [east] = await work.create(department, [{ name: '华东', head: boss.id as never }])
    for (const { id } of [boss, rep]) await work.change(member, id, { department: east!.id })
  })
  const chief = await doors.enter(house, admin, { locale: 'zh-CN' })
  const entity = await make(chief, 'legal-entities', async (form) => {
    await write({ name: '知客科技有限公司', taxNumber: '91330100MA2ABCDE1X', defaultTax: '13' })(form)
    await attach(form, 'seal', { name: '公章.png', mimeType: 'image/png', buffer: drawSeal() })
  })
  await house.ask(admin, 'PATCH', `/legal-entities/${entity.id}`, { isDefault: true })
  await make(chief, 'products', write({ name: '仓储系统', code: 'WMS', price: '113000', cost: '60000', unit: '套', taxRate: '13' }))
  await house.ask(admin, 'POST', '/assign-rules', { name: '官网', filter: { source: 'internet' }, seats: [{ person: rep.id }] })
  const tiers = [{ from: 0, rate: 5 }]
  const terms = { name: '回款提成', measure: 'received', basis: 'gross', startsOn: `${month}-01`, tiers }
  const plan = await house.ask(admin, 'POST', '/commission-plans', terms)
  await house.ask(finance, 'POST', `/commission-plans/${plan.id}/activate`, {})
  return chief
}

/** The marketer makes the form for his campaign; the page of the form says under which address it is open to everybody. */
async function makeForm(market: Visitor): Promise<string> {
  const campaign = await make(market, 'campaigns', write({ name: '秋季获客', utm: 'autumn' }))
  const form = await make(market, 'web-forms', async (body) => {
    await write({ name: '官网咨询', leastSeconds: '0' })(body)
    await pick(market, body, 'campaign', '秋季获客')
  })
  await house.ask(marketer, 'PATCH', `/campaigns/${campaign.id}`, { state: 'running' })
  await market.page.getByText(`/f/acme/${form.id}`).first().waitFor()
  return form.id
}

/** He sees who came and by which campaign, and nothing of what is sold to whom. */
async function followLead(market: Visitor, lead: string): Promise<void> {
  await market.go(`/o/leads/${lead}`)
  await market.page.getByRole('heading', { name: '赵启明' }).waitFor()
  await market.page.getByText('秋季获客').first().waitFor()
  for (const path of ['/opportunities', '/accounts', '/quotes', '/contracts', '/receipts', '/commission-statements'])
    await assert.rejects(house.ask(marketer, 'GET', path), /403/, path)
}

/** Somebody who looks for a warehouse system writes to us. */
async function askBySite(doors: Doors, form: string): Promise<void> {
  const guest = await doors.open(house, { locale: 'zh-CN', isPhone: true })
  await guest.go(`/f/acme/${form}`)
  await guest.page.getByLabel(/姓名/).fill('赵启明')
  await guest.page.getByLabel(/移动电话/).fill('138 1234 5678')
  await guest.page.getByLabel(/公司/).fill('华瑞物流')
  await guest.page.getByRole('button', { name: '提交' }).click()
  await guest.page.getByText('谢谢').first().waitFor()
}

/** The lead becomes a customer, a contact and a deal with a line of what is wanted. */
async function convertLead(seller: Visitor): Promise<Readonly<{ customer: string; deal: string }>> {
  await seller.go('/today')
  await seller.page.locator('[data-worklist="leads.to-answer"]').getByText('赵启明').click()
  await seller.page.getByRole('heading', { name: '赵启明' }).waitFor()
  const { page, say } = seller
  await page.getByRole('button', { name: say('action.sales.convert'), exact: true }).click()
  // The page of the conversion has a button of the same words.
  await page.locator('.zk-convert-part').first().waitFor()
  const answer = page.waitForResponse((one) => one.url().endsWith('/convert') && one.request().method() === 'POST')
  await page.getByRole('button', { name: say('sales.convert.do'), exact: true }).click()
  const made = (await (await answer).json()) as Row
  const [customer, deal] = [String(made.account), String(made.opportunity)]
  const [product] = (await house.ask<{ rows: readonly Row[] }>(rep, 'GET', '/products?limit=1')).rows
  await house.ask(rep, 'PATCH', `/opportunities/${deal}`, { lines: [{ product: product!.id, quantity: 1, price: 113_000 }] })
  return { customer, deal }
}

/** What the customer was taken out for, with its receipt: the manager agrees, finance pays it out. */
async function spend(seller: Visitor, manager: Visitor, o: Readonly<{ deal: string; books: Visitor }>): Promise<void> {
  const { name } = await house.ask(rep, 'GET', `/opportunities/${o.deal}`)
  const { id } = await make(seller, 'expenses', async (form) => {
    await write({ purpose: '客户考察差旅', amount: '1280', receiptNumber: '033002100611' })(form)
    await pick(seller, form, 'opportunity', String(name))
    await form
      .locator('[data-field="files"]')
      .getByRole('button', { name: seller.say('field.lines.add') })
      .click()
    await attach(form, 'files', { name: '发票.png', mimeType: 'image/png', buffer: drawSeal() })
  })
  const steps = [
    [seller, 'expenses.submit', 'inApproval'],
    [manager, 'expenses.approve', 'approved'],
    [o.books, 'expenses.pay', 'paid'],
  ] as const
  for (const [who, step, status] of steps) {
    await who.go(`/o/expenses/${id}`)
    await act(who, step)
    await who.page
      .getByText(who.say(`expense.status.${status}`))
      .first()
      .waitFor()
  }
}

/** The quote is made from the deal, approved, sent, and accepted by the customer on his phone. */
async function quoteAndAccept(doors: Doors, seller: Visitor, deal: string): Promise<string> {
  await seller.go(`/o/opportunities/${deal}`)
  const made = await act(seller, 'quotes.from-deal')
  const quote = String(made.quote)
  const page = `/o/quotes/${quote}`
  const says = [/华瑞物流/, /仓储系统/, /13%/, /100,000\.00/, /113,000\.00/, /壹拾壹万叁仟元整/, /知客科技有限公司/]
  lookAt(await paperAt(seller, page, 'documents.quote-pdf'), { pages: 1, words: says, mark: '草稿' })
  assert.equal((await act(seller, 'quotes.submit')).status, 'approved')
  const { linkKey } = await act(seller, 'quotes.send')
  const guest = await doors.open(house, { locale: 'zh-CN', isPhone: true })
  await guest.go(`/q/acme/${linkKey}`)
  await guest.page.getByText('113,000.00').first().waitFor()
  await guest.page.locator('#name').fill('赵启明')
  await guest.page.locator('button[value=accept]').click()
  await seller.page.getByText(seller.say('quote.status.accepted')).first().waitFor()
  lookAt(await paperAt(seller, page, 'documents.quote-pdf'), { pages: 1, words: says, pictures: 1 })
  return quote
}

/** The contract comes from the quote, is planned, printed, sealed, and signed last month: the deal is won with it. */
async function signContract(seller: Visitor, manager: Visitor, quote: string): Promise<string> {
  await seller.go(`/o/quotes/${quote}`)
  const contract = String((await act(seller, 'contracts.from-quote')).contract)
  const page = `/o/contracts/${contract}`
  await seller.go(page)
  await act(seller, 'contracts.plan', write({ count: '2', firstOn: nextMonth }))
  const says = [/销售合同/, /甲方（买方）：华瑞物流/, /知客科技有限公司/, /113,000\.00/, /壹拾壹万叁仟元整/, /56,500\.00/, /授权代表签字/]
  lookAt(await paperAt(seller, page, 'documents.contract-pdf'), { pages: 1, words: says, mark: '草稿' })
  await act(seller, 'contracts.to-sign')
  const wish = { contract, copies: 2, purpose: '与客户签约' }
  const seal = (await house.ask(rep, 'POST', '/seal-requests', wish)).id
  await seller.go(`/o/seal-requests/${seal}`)
  await actWithYes(seller, 'documents.ask-seal', { decider: manager, title: '用印' })
  await manager.go(`/o/seal-requests/${seal}`)
  await act(manager, 'documents.stamp')
  lookAt(await paperAt(seller, page, 'documents.contract-pdf'), { pages: 2, words: says, pictures: 1 })
  await act(seller, 'contracts.sign', write({ signedOn: inLastMonth }))
  await seller.page.getByText(seller.say('contract.status.running')).first().waitFor()
  return contract
}

type Sold = Readonly<{ customer: string; deal: string; contract: string }>
type Paid = Readonly<{ receipt: string; invoice: string }>

/** Finance books what the customer paid last month, bills it, and draws up his account. */
async function payAndBill(books: Visitor, { customer, contract }: Sold): Promise<Paid> {
  const receipt = (
    await make(books, 'receipts', async (form) => {
      await write({ amount: '113000', receivedOn: inLastMonth, payerName: '华瑞物流' })(form)
      await pick(books, form, 'account', '华瑞物流')
    })
  ).id
  const { name } = await house.ask(finance, 'GET', `/contracts/${contract}`)
  await books.go(`/o/receipts/${receipt}`)
  await act(books, 'payments.allocate', (dialog) => pick(books, dialog, 'contract', String(name)))
  await act(books, 'payments.confirm')
  const shares = [{ contract, amount: 113_000 }]
  const wish = { kind: 'electronic', account: customer, titleName: '华瑞物流', taxRate: 13, shares }
  const invoice = (await house.ask(rep, 'POST', '/invoices', wish)).id
  await books.go(`/o/invoices/${invoice}`)
  await act(books, 'payments.approve')
  await act(books, 'payments.issue', async (dialog) => {
    await write({ invoiceNumber: '24332000000012345678' })(dialog)
    await attach(dialog, 'paper', { name: '发票.png', mimeType: 'image/png', buffer: drawSeal() })
  })
  for (const fact of [books.say('invoice.status.issued'), '24332000000012345678', '113,000.00', '13,000.00', '发票.png'])
    await books.page.getByText(fact).first().waitFor()
  await books.go(`/o/accounts/${customer}`)
  const { file } = await act(books, 'documents.statement', write({ from: `${month}-01` }))
  const sent = await books.page.context().request.get(`/api/v1/files/${(file as Row).id}`)
  lookAt(await readPdf(await sent.body()), { pages: 1, words: [/客户对账单/, /华瑞物流/, /收款/, /113,000\.00/, /期末余额/] })
  return { receipt, invoice }
}

/** Last month is counted and closed; the rep sees five per cent of what came less its tax, his manager agrees, finance pays. */
async function payCommission(books: Visitor, seller: Visitor, manager: Visitor): Promise<string> {
  const [plan] = (await house.ask<{ rows: readonly Row[] }>(finance, 'GET', '/commission-plans')).rows
  await books.go(`/o/commission-plans/${plan!.id}`)
  await act(books, 'commissions.count-month', write({ month }))
  const [statement] = (await house.ask<{ rows: readonly Row[] }>(rep, 'GET', '/commission-statements')).rows
  const path = `/o/commission-statements/${statement!.id}`
  await books.go(path)
  await act(books, 'commissions.calculate')
  const says = [/提成单/, /Rui/, /回款提成/, /5%/, /5,000\.00/]
  lookAt(await paperAt(seller, path, 'commissions.statement-pdf'), { pages: 1, words: says, mark: '未审核' })
  await seller.page
    .getByText(/5,000\.00/)
    .first()
    .waitFor()
  await manager.go(path)
  await act(manager, 'commissions.approve')
  await books.go(path)
  await act(books, 'commissions.lock')
  await seller.page.getByText(seller.say('commissionStatement.status.locked')).first().waitFor()
  lookAt(await paperAt(seller, path, 'commissions.statement-pdf'), { pages: 1, words: [...says, /已锁定/] })
  return String(statement!.id)
}

/** What stands cannot be taken away, and the refusal says what to do instead: an issued invoice is reversed by a red one, money that came goes back as a refund. */
async function counter(books: Visitor, { receipt, invoice }: Paid, chief: Visitor): Promise<void> {
  const sets = (await house.ask<{ rows: readonly Row[] }>(finance, 'GET', '/change-sets')).rows
  const issued = sets.find(({ counts }) => Object.keys(counts as object).includes('invoice'))
  await assert.rejects(house.ask(finance, 'POST', `/change-sets/${issued!.id}/undo`, {}), /已开具，不能删除或撤销，请使用红冲。/)
  await books.go(`/o/invoices/${invoice}`)
  const why = books.say('fault.payments.not-voidable')
  await tryInVain(books, 'payments.void', { fill: write({ reason: '项目取消' }), why })
  await books.go(`/o/invoices/${invoice}`)
  const red = String((await act(books, 'payments.redden', write({ reason: '项目取消' }))).invoice)
  await books.go(`/o/invoices/${red}`)
  await act(books, 'payments.approve')
  await act(books, 'payments.issue', write({ invoiceNumber: '24332000000087654321' }))
  await books.page.getByText('−¥113,000.00').first().waitFor()
  await books.go(`/o/receipts/${receipt}`)
  const back = await act(books, 'payments.refund', write({ amount: '113000', reason: '项目取消' }))
  await books.go(`/o/receipts/${back.receipt}`)
  await actWithYes(books, 'payments.confirm', { decider: chief, title: '退款审批' })
}

/** A deal that was signed for stays won, with its contract in force and after that has ended: what is taken back stands against it. */
async function takeBack(manager: Visitor, o: Readonly<{ books: Visitor; chief: Visitor; sold: Sold; paid: Paid }>): Promise<void> {
  const { deal, contract } = o.sold
  await manager.go(`/o/opportunities/${deal}`)
  const why = /该商机已赢单并签有合同（.*HT-.*回款计划 2 期.*），不能重新打开。/
  await tryInVain(manager, 'sales.reopen', { why })
  await counter(o.books, o.paid, o.chief)
  await manager.go(`/o/contracts/${contract}`)
  await act(manager, 'contracts.terminate', async (dialog) => {
    await write({ reason: '项目取消' })(dialog)
    await pick(manager, dialog, 'openPlan', manager.say('action.contracts.terminate.openPlan.waive'))
  })
  const ended = await house.ask(finance, 'GET', `/contracts/${contract}?fields=*`)
  const sums = ['billed', 'received'].map((name) => (ended[name] as { amount: number } | null)?.amount ?? 0)
  assert.deepEqual([ended.status, ...sums], ['terminated', 0, 0])
  await manager.go(`/o/opportunities/${deal}`)
  await tryInVain(manager, 'sales.reopen', { why })
  assert.equal((await house.ask(rep, 'GET', `/opportunities/${deal}`)).outcome, 'won')
}

/** The paid month stays as it was; what went back stands against it in this one. */
async function countBack(statement: string): Promise<void> {
  const paid = await house.ask(finance, 'GET', `/commission-statements/${statement}?fields=*`)
  assert.deepEqual([paid.status, (paid.total as { amount: number }).amount], ['locked', 5_000])
  const [plan] = (await house.ask<{ rows: readonly Row[] }>(finance, 'GET', '/commission-plans')).rows
  const thisMonth = today.toISOString().slice(0, 7)
  await house.ask(finance, 'POST', `/commission-plans/${plan!.id}/count-month`, { month: thisMonth })
  const filter = encodeURIComponent(JSON.stringify({ month: thisMonth, owner: rep.id }))
  const [open] = (await house.ask<{ rows: readonly Row[] }>(finance, 'GET', `/commission-statements?fields=*&filter=${filter}`)).rows
  assert.equal((open!.total as { amount: number }).amount, -5_000)
}

journey('one deal from the web form to the commission statement, and what of it can be taken back', async (doors) => {
  const chief = await setUp(doors)
  const market = await doors.enter(house, marketer, { locale: 'zh-CN' })
  await askBySite(doors, await makeForm(market))
  const [lead] = (await house.ask<{ rows: readonly Row[] }>(marketer, 'GET', '/leads')).rows
  await followLead(market, lead!.id)
  const seller = await doors.enter(house, rep, { locale: 'zh-CN' })
  const { customer, deal } = await convertLead(seller)
  const [books, manager] = [await doors.enter(house, finance, { locale: 'zh-CN' }), await doors.enter(house, boss, { locale: 'zh-CN' })]
  await spend(seller, manager, { deal, books })
  const contract = await signContract(seller, manager, await quoteAndAccept(doors, seller, deal))
  const sold: Sold = { customer, deal, contract }
  assert.equal((await house.ask(rep, 'GET', `/opportunities/${deal}`)).outcome, 'won')
  const paid = await payAndBill(books, sold)
  const statement = await payCommission(books, seller, manager)
  await takeBack(manager, { books, chief, sold, paid })
  await countBack(statement)
})
