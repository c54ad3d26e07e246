import assert from 'node:assert/strict'
import { department, member, system } from '#kernel'
import { openWorkplace, type Row } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const admin = await house.join('Admin', 'administrator')
const [boss, rep, finance] = [await house.join('Bao', 'manager'), await house.join('Rui', 'rep'), await house.join('Fang', 'finance')]

const dayMs = 86_400_000
const headMs = 4_000
const today = new Date(Date.now() + 8 * 3_600_000)
const lastMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 10))
const month = lastMonth.toISOString().slice(0, 7)
const inLastMonth = `${month}-10`
const nextMonth = new Date(today.getTime() + 30 * dayMs).toISOString().slice(0, 10)

type Doors = Parameters<Parameters<typeof journey>[1]>[0]
type Fill = Readonly<Record<string, string>>

/** What an administrator sets up once: people, our company, goods with their cost, who gets leads, how commission is paid, and the marketer's form. */
async function setUp(): Promise<string> {
  const { engine } = house.server.installation
  const session = { workspace: await engine.workspace('acme'), actor: system('what a journey begins with') }
  await engine.work(session, { via: 'command' }, async (work) => {
    const [east] = await work.create(department, [{ name: '华东', head: boss.id as never }])
    for (const { id } of [boss, rep]) await work.change(member, id, { department: east!.id })
  })
  const make = (path: string, body: Row | Record<string, unknown>) => house.ask(admin, 'POST', path, body)
  await make('/legal-entities', { name: '知客科技有限公司', isDefault: true, defaultTax: 13, taxNumber: '91330100MA2ABCDE1X' })
  await make('/products', { name: '仓储系统', code: 'WMS', price: 113_000, cost: 60_000, unit: '套', taxRate: 13 })
  await make('/assign-rules', { name: '官网', filter: { source: 'internet' }, seats: [{ person: rep.id }] })
  const plan = await make('/commission-plans', {
    name: '回款提成',
    measure: 'received',
    basis: 'gross',
    startsOn: `${month}-01`,
    tiers: [{ from: 0, rate: 5 }],
  })
  await house.ask(finance, 'POST', `/commission-plans/${plan.id}/activate`, {})
  return (await make('/web-forms', { name: '官网咨询', leastSeconds: 0 })).id
}

/** Presses an action of the record that is open, fills what it asks for, and waits until it is done. Answers what the server said. */
async function act(
  visitor: Visitor,
  name: string,
  fill?: (dialog: ReturnType<Visitor['page']['getByRole']>) => Promise<void>,
): Promise<Row> {
  const { page, say } = visitor
  const [, verb] = name.split('.')
  const label = say(`action.${name}`)
  const button = page.getByRole('main').getByRole('button', { name: label, exact: true }).first()
  const more = page.getByRole('button', { name: say('record.more'), exact: true }).first()
  await more.waitFor()
  const done = page.waitForResponse((answer) => answer.request().method() === 'POST' && new URL(answer.url()).pathname.endsWith(`/${verb}`))
  // A step that the one before has opened comes to the head a moment later; what is no step onward stands in the menu.
  const isStep = await button.waitFor({ timeout: headMs }).then(
    () => true,
    () => false,
  )
  if (isStep) await button.click()
  else {
    await more.click()
    await page.getByRole('menuitem', { name: label, exact: true }).click()
  }
  const dialog = page.getByRole('dialog')
  const isAsked = await Promise.race([
    done.then(() => false),
    dialog.waitFor().then(
      () => true,
      () => false,
    ),
  ])
  if (isAsked) {
    await fill?.(dialog)
    await dialog.getByRole('button', { name: label, exact: true }).click()
  }
  const answer = await done
  assert.ok(answer.ok(), `${name}: ${answer.status()} ${await answer.text()}`)
  if (isAsked) await dialog.waitFor({ state: 'detached' })
  return (await answer.json()) as Row
}

const write = (values: Fill) => async (dialog: ReturnType<Visitor['page']['getByRole']>) => {
  for (const [field, value] of Object.entries(values))
    await dialog.locator(`[data-field="${field}"] :is(input, textarea)`).first().fill(value)
}
const pick = async ({ page }: Visitor, dialog: ReturnType<Visitor['page']['getByRole']>, field: string, option: string) => {
  const box = dialog.locator(`[data-field="${field}"]`).getByRole('combobox')
  await box.click()
  await box.fill(option)
  // Beside what is found a new one of that name is offered.
  await page.getByTitle(option, { exact: true }).last().click()
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
  const made = await act(seller, 'sales.convert')
  const [customer, deal] = [String(made.account), String(made.opportunity)]
  const [product] = (await house.ask<{ rows: readonly Row[] }>(rep, 'GET', '/products?limit=1')).rows
  await house.ask(rep, 'PATCH', `/opportunities/${deal}`, { lines: [{ product: product!.id, quantity: 1, price: 113_000 }] })
  return { customer, deal }
}

/** The quote is made from the deal, approved, sent, and accepted by the customer on his phone. */
async function quoteAndAccept(doors: Doors, seller: Visitor, deal: string): Promise<string> {
  await seller.go(`/o/opportunities/${deal}`)
  const made = await act(seller, 'quotes.from-deal')
  const quote = String(made.quote)
  await seller.go(`/o/quotes/${quote}`)
  assert.equal((await act(seller, 'quotes.submit')).status, 'approved')
  const { linkKey } = await act(seller, 'quotes.send')
  const guest = await doors.open(house, { locale: 'zh-CN', isPhone: true })
  await guest.go(`/q/acme/${linkKey}`)
  await guest.page.getByText('113,000.00').first().waitFor()
  await guest.page.locator('#name').fill('赵启明')
  await guest.page.locator('button[value=accept]').click()
  await seller.page.getByText(seller.say('quote.status.accepted')).first().waitFor()
  return quote
}

/** The contract comes from the quote, is planned, printed, and signed last month: the deal is won with it. */
async function signContract(seller: Visitor, quote: string): Promise<string> {
  await seller.go(`/o/quotes/${quote}`)
  const contract = String((await act(seller, 'contracts.from-quote')).contract)
  await seller.go(`/o/contracts/${contract}`)
  await act(seller, 'contracts.plan', async (dialog) => {
    await write({ count: '2', firstOn: nextMonth })(dialog)
  })
  await act(seller, 'contracts.to-sign')
  await act(seller, 'contracts.sign', write({ signedOn: inLastMonth }))
  await seller.page.getByText(seller.say('contract.status.running')).first().waitFor()
  return contract
}

/** Finance books what the customer paid last month, and bills it. */
async function payAndBill(books: Visitor, { customer, contract }: Readonly<{ customer: string; contract: string }>): Promise<string> {
  const came = { amount: 113_000, receivedOn: inLastMonth, payerName: '华瑞物流', account: customer }
  const receipt = (await house.ask(finance, 'POST', '/receipts', came)).id
  const { name } = await house.ask(finance, 'GET', `/contracts/${contract}`)
  await books.go(`/o/receipts/${receipt}`)
  await act(books, 'payments.allocate', (dialog) => pick(books, dialog, 'contract', String(name)))
  await act(books, 'payments.confirm')
  const shares = [{ contract, amount: 113_000 }]
  const invoice = (await house.ask(rep, 'POST', '/invoices', { kind: 'ordinary', account: customer, titleName: '华瑞物流', shares })).id
  await books.go(`/o/invoices/${invoice}`)
  await act(books, 'payments.approve')
  await act(books, 'payments.issue', write({ invoiceNumber: '24332000000012345678' }))
  await books.page.getByText(books.say('invoice.status.issued')).first().waitFor()
  return receipt
}

/** Last month is counted and closed; the rep sees five per cent of what came less its tax, his manager agrees, finance pays. */
async function payCommission(doors: Doors, books: Visitor, seller: Visitor): Promise<string> {
  const [plan] = (await house.ask<{ rows: readonly Row[] }>(finance, 'GET', '/commission-plans')).rows
  await books.go(`/o/commission-plans/${plan!.id}`)
  await act(books, 'commissions.count-month', write({ month }))
  const [statement] = (await house.ask<{ rows: readonly Row[] }>(rep, 'GET', '/commission-statements')).rows
  const path = `/o/commission-statements/${statement!.id}`
  await books.go(path)
  await act(books, 'commissions.calculate')
  await seller.go(path)
  await seller.page
    .getByText(/5,000\.00/)
    .first()
    .waitFor()
  const manager = await doors.enter(house, boss, { locale: 'zh-CN', isPhone: true })
  await manager.go(path)
  await act(manager, 'commissions.approve')
  await books.go(path)
  await act(books, 'commissions.lock')
  await seller.page.getByText(seller.say('commissionStatement.status.locked')).first().waitFor()
  return String(statement!.id)
}

const refused = async (person: typeof rep, path: string, body: object = {}): Promise<string> =>
  house.ask(person, 'POST', path, body).then(
    () => 'went through',
    (error: Error) => error.message,
  )

/** What may be taken back is, and where it may not a counter entry stands: the deal stays won while its contract runs, money goes back as a refund, and the paid month stays as it was. */
async function takeBack(
  books: Visitor,
  { deal, receipt, statement }: Readonly<{ deal: string; receipt: string; statement: string }>,
): Promise<void> {
  assert.match(await refused(boss, `/opportunities/${deal}/reopen`), /409|422/)
  const sets = (await house.ask<{ rows: readonly Row[] }>(finance, 'GET', '/change-sets')).rows
  const issued = sets.find(({ counts }) => Object.keys(counts as object).includes('invoice'))
  assert.match(await refused(finance, `/change-sets/${issued!.id}/undo`), /40|422/)
  await books.go(`/o/receipts/${receipt}`)
  const back = await act(books, 'payments.refund', write({ amount: '113000', reason: '项目取消' }))
  await books.go(`/o/receipts/${back.receipt}`)
  await act(books, 'payments.confirm')
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
  await askBySite(doors, await setUp())
  const seller = await doors.enter(house, rep, { locale: 'zh-CN' })
  const { customer, deal } = await convertLead(seller)
  const quote = await quoteAndAccept(doors, seller, deal)
  const contract = await signContract(seller, quote)
  assert.equal((await house.ask(rep, 'GET', `/opportunities/${deal}`)).outcome, 'won')
  const books = await doors.enter(house, finance, { locale: 'zh-CN' })
  const receipt = await payAndBill(books, { customer, contract })
  const statement = await payCommission(doors, books, seller)
  await takeBack(books, { deal, receipt, statement })
})
