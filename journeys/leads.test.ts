import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { department, member, runRound, system } from '#kernel'
import { rounds } from '#modules/leads'
import { lead } from '#objects/customers'
import { openWorkplace, type Row } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const [chief, anna, ben] = [await house.join('Chief', 'manager'), await house.join('Anna', 'rep'), await house.join('Ben', 'rep')]

/** The site of a company, which shows the form by its snippet. */
async function openSite(form: () => string): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>价格</title><h1>价格</h1>
      <script src="${house.address}/f/acme/${form()}?as=script" data-title="咨询" async></script>`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  after(() => new Promise((done) => server.close(done).closeAllConnections()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const { engine } = house.server.installation
const asSystem = { workspace: await engine.workspace('acme'), actor: system('what a journey begins with') }
const hour = 3_600_000

/** As if the lead had come in two days ago, and nobody had answered: the rounds of a few minutes take the steps of its rule. */
async function letWait(id: string): Promise<void> {
  const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString()
  await engine.work(asSystem, { via: 'command' }, (work) =>
    work.change(lead, id, { answerFrom: ago(96), answerDueAt: ago(90), answerNextAt: ago(91) } as never),
  )
  for (const now of [new Date(), new Date()]) for (const round of rounds) await runRound(engine, asSystem.workspace, round, { now })
}

const toldOf = async (person: typeof anna): Promise<string[]> =>
  (await house.ask<{ rows: readonly { kind: string }[] }>(person, 'GET', '/notices')).rows.map(({ kind }) => kind)

type Journey = Parameters<Parameters<typeof journey>[1]>[0]
type Visit = Awaited<ReturnType<Journey['enter']>>

/** A department with its head, a pool, a rule that gives out leads, a form on a site, and a customer of the same name. */
async function openHouse() {
  await engine.work(asSystem, { via: 'command' }, async (work) => {
    const [east] = await work.create(department, [{ name: '华东', head: chief.id as never }])
    for (const { id } of [anna, ben]) await work.change(member, id, { department: east!.id })
  })
  const admin = await house.join('Admin', 'administrator')
  const pool = await house.ask(admin, 'POST', '/pools', { name: '华东公海' })
  await house.ask(admin, 'POST', '/shares', { object: 'pool', record: pool.id, granteeKind: 'role', grantee: 'rep' })
  let form = ''
  const site = await openSite(() => form)
  const seats = [{ person: anna.id }, { person: ben.id }]
  await house.ask(chief, 'POST', '/assign-rules', { name: '官网', filter: { source: 'internet' }, seats })
  form = (await house.ask(chief, 'POST', '/web-forms', { name: '官网咨询', sites: [site], leastSeconds: 0 })).id
  await house.ask(anna, 'POST', '/accounts', { name: '华瑞物流' })
  return { admin, site }
}

async function fillForm(visitor: Awaited<ReturnType<Journey['open']>>, site: string): Promise<void> {
  await visitor.go(`${site}/?utm_campaign=autumn`)
  const frame = visitor.page.frameLocator('iframe')
  // What is missing is said, and what was typed is kept.
  await frame.getByLabel(/姓名/).fill('赵启明')
  await frame.getByRole('button', { name: '提交' }).click()
  await frame.getByRole('alert').waitFor()
  assert.equal(await frame.getByLabel(/姓名/).inputValue(), '赵启明')
  await frame.getByLabel(/移动电话/).fill('138 1234 5678')
  await frame.getByLabel(/公司/).fill('华瑞物流')
  // Whoever presses twice is one lead all the same.
  await frame.getByRole('button', { name: '提交' }).dblclick()
  await frame.getByRole('status').getByText('谢谢').waitFor()
}

async function menu({ page, say }: Pick<Visit, 'page' | 'say'>, name: string): Promise<void> {
  await page
    .getByRole('button', { name: say('record.more'), exact: true })
    .first()
    .click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}

async function release({ page, say, go }: Visit, customer: string): Promise<void> {
  await go(`/o/accounts/${customer}`)
  await page.getByRole('heading', { name: '华瑞物流' }).first().waitFor()
  await menu({ page, say }, say('action.pools.release'))
  const giving = page.locator('.zk-release')
  // The only pool there is stands in the field already.
  await giving.getByText('华东公海').first().waitFor()
  await giving.locator('[data-field="reason"]').getByRole('combobox').click()
  await page
    .locator('.ant-select-item-option', { hasText: say('action.pools.release.reason.weakIntent') })
    .first()
    .click()
  await giving.getByRole('button', { name: say('action.pools.release'), exact: true }).click()
  await giving.waitFor({ state: 'detached' })
}

/** Takes a change set back on its page, whatever became of its records since. */
async function takeBack({ page, say, go }: Visit, changeSet: string): Promise<void> {
  await go(`/history/${changeSet}`)
  const button = page.getByRole('button', { name: say('history.undo.button') })
  await button.waitFor()
  const all = page.getByRole('button', { name: say('history.restore-all') })
  if (await all.isVisible()) await all.click()
  const undone = page.waitForResponse((answer) => answer.url().endsWith('/undo') && answer.request().method() === 'POST')
  await button.click()
  assert.equal((await undone).status(), 200)
}

/** On a phone: told of by a notice, found in the day's work, and answered by a follow-up. Answers the lead. */
async function answerWaiting({ page, say, go }: Visit): Promise<string> {
  await go('/notices')
  await page.getByText(say('notice.leads.waits')).first().waitFor()
  await go('/today')
  const waiting = page.locator('[data-worklist="leads.to-answer"]')
  await waiting.getByText('赵启明').click()
  await page.getByRole('heading', { name: '赵启明' }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  const see = () => house.ask(anna, 'GET', `/leads/${id}?fields=*`)
  const given = await see()
  assert.deepEqual([given.assignReason, given.status, given.touchCount], ['ownerOfCustomer', 'new', 1])
  await page.getByText('autumn').first().waitFor()
  await page.getByRole('tab', { name: say('record.details') }).click()
  await page.getByText(say('lead.assignReason.ownerOfCustomer')).first().waitFor()
  await page.getByRole('tab', { name: say('record.timeline') }).click()
  await page.getByRole('button', { name: say('activities.compose') }).click()
  await page.getByRole('textbox', { name: say('followUp.content') }).fill('已电话沟通，约周三演示')
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/follow-ups') && answer.request().method() === 'POST')
  await page.getByRole('button', { name: say('activities.save') }).click()
  assert.equal((await saved).status(), 201)
  const answered = await see()
  assert.deepEqual([answered.status, answered.answerIsLate], ['working', true])
  return id
}

/** The customer of the same name and the contact of the same number are offered with the reason; this is another house, and all is to be new. */
async function convertBeside({ page, say }: Pick<Visit, 'page' | 'say'>): Promise<void> {
  await menu({ page, say }, say('action.sales.convert'))
  const part = (name: string) => page.locator(`.zk-convert-part[data-part=${name}]`)
  const reason = say('sales.convert.reason.fields').replace('{{fields}}', say('account.name'))
  await part('account').locator('.zk-convert-offer', { hasText: '华瑞物流' }).filter({ hasText: reason }).waitFor()
  for (const name of ['account', 'contact'])
    await part(name)
      .getByRole('radio', { name: say(`sales.convert.new.${name}`) })
      .check()
  // What the lead says is shown, what is refused stands beside its field, and the rest stays as it was typed.
  await part('account')
    .getByRole('textbox', { name: say('account.name') })
    .fill('')
  await part('opportunity')
    .getByRole('textbox', { name: say('opportunity.name') })
    .fill('华瑞物流 WMS')
  const press = () => page.getByRole('button', { name: say('sales.convert.do'), exact: true }).click()
  await press()
  await part('account').getByRole('alert').waitFor()
  await part('account')
    .getByRole('textbox', { name: say('account.name') })
    .fill('华瑞物流')
  await press()
  await page.getByRole('heading', { name: '华瑞物流 WMS' }).first().waitFor()
}

journey('from a form on a site to a customer, another rep, the pool and out of it, and all of it back', async ({ open, enter }) => {
  const { admin, site } = await openHouse()
  const visitor = await open(house, { locale: 'zh-CN', isPhone: true })
  await fillForm(visitor, site)

  assert.deepEqual(await toldOf(anna), ['leads.given'], 'one event, one notice')
  const [waits] = (await house.ask<{ rows: readonly Row[] }>(anna, 'GET', '/leads')).rows
  await letWait(waits!.id)
  assert.deepEqual((await toldOf(anna)).toSorted(), ['leads.given', 'leads.waits'])
  assert.deepEqual(await toldOf(chief), ['leads.unanswered'])
  // The head sees in his notices that nobody has answered.
  const head = await enter(house, chief, { locale: 'zh-CN' })
  await head.go('/notices')
  await head.page.getByText(head.say('notice.leads.unanswered')).first().waitFor()
  const visit = await enter(house, anna, { locale: 'zh-CN', isPhone: true })
  const { page, say, go } = visit
  const id = await answerWaiting(visit)
  const see = () => house.ask(anna, 'GET', `/leads/${id}?fields=*`)

  await convertBeside({ page, say })
  const converted = await see()
  assert.equal(converted.status, 'qualified')
  const accounts = async () => (await house.ask<{ rows: readonly Row[] }>(anna, 'GET', '/accounts?fields=name')).rows.length
  assert.equal(await accounts(), 2)

  const customer = (converted.account as Row).id
  const ownerOf = async () => ((await house.ask(admin, 'GET', `/accounts/${customer}`)).owner as { title: string } | null)?.title ?? null
  await go(`/o/accounts/${customer}`)
  await page.getByRole('heading', { name: '华瑞物流' }).first().waitFor()
  await menu({ page, say }, say('action.customers.transfer'))
  await page.getByRole('combobox').fill('Ben')
  await page.locator('.ant-select-item-option', { hasText: 'Ben' }).first().click()
  await page.getByRole('button', { name: say('customers.transfer.do'), exact: true }).click()
  await page.getByText(say('customers.transfer.done').replace('{{count}}', '1').replace('{{name}}', 'Ben')).waitFor()
  assert.equal(await ownerOf(), 'Ben')

  const other = await enter(house, ben, { locale: 'zh-CN', isPhone: true })
  await release(other, customer)
  assert.equal(await ownerOf(), null)

  await go(`/o/accounts/${customer}`)
  await page.getByRole('heading', { name: '华瑞物流' }).first().waitFor()
  await menu({ page, say }, say('action.pools.claim'))
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('action.pools.claim'), exact: true })
    .click()
  const claimed = page.locator('.zk-toast', { hasText: say('action.pools.claim') })
  await claimed.waitFor()
  assert.equal(await ownerOf(), 'Anna')

  // Each step back, the last one first.
  const undone = page.waitForResponse((answer) => answer.url().includes('/undo') && answer.request().method() === 'POST')
  await claimed.getByRole('button', { name: say('toast.undo') }).click()
  assert.equal((await undone).status(), 200)
  assert.equal(await ownerOf(), null)
  const lastOf = async (person: typeof anna, by: (set: Row) => boolean = () => true) =>
    (await house.ask<{ rows: readonly Row[] }>(person, 'GET', '/change-sets')).rows.find((set) => !set.undoneBy && !set.undoes && by(set))!
      .id
  await takeBack(other, await lastOf(ben))
  assert.equal(await ownerOf(), 'Ben')
  await takeBack(visit, await lastOf(anna))
  assert.equal(await ownerOf(), 'Anna')
  await takeBack(visit, await lastOf(anna))
  assert.deepEqual([(await see()).status, await accounts()], ['working', 1])
  await takeBack(visit, await lastOf(anna))
  const unanswered = await see()
  assert.deepEqual([unanswered.status, unanswered.answeredAt, unanswered.answerIsLate], ['new', null, null])
  // Who had filled in the form was nobody: an administrator takes it back, and whom it was given to with it.
  const office = await enter(house, admin, { locale: 'zh-CN' })
  const came = (await house.ask<{ rows: readonly Row[] }>(admin, 'GET', `/leads/${id}/history?limit=50`)).rows.find(
    ({ kind }) => kind === 'create',
  )
  await takeBack(office, String(came!.changeSet))
  assert.equal((await house.ask<{ rows: readonly Row[] }>(admin, 'GET', '/leads')).rows.length, 0)
})

journey('lines are typed in a table with the value they are in order by: holidays and steps', async ({ enter }) => {
  const { page, say, go } = await enter(house, chief, { locale: 'zh-CN' })
  const add = async (path: string, field: string, fill: (row: ReturnType<typeof page.getByRole>) => Promise<void>) => {
    await go(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('e')
    const form = page.getByRole('dialog')
    const lines = form.locator('.zk-lines').filter({ has: page.getByRole('button', { name: say('field.lines.add') }) })
    await lines.getByRole('button', { name: say('field.lines.add') }).click()
    await fill(lines.getByRole('row').last())
    await form.getByRole('button', { name: say('form.save') }).click()
    await form.waitFor({ state: 'detached' })
    await page.getByRole('table', { name: say(field) }).waitFor()
  }
  const first = async (plural: string) => (await house.ask<{ rows: readonly Row[] }>(chief, 'GET', `/${plural}?limit=1`)).rows[0]!.id
  const calendar = await first('work-calendars')
  await add(`/o/work-calendars/${calendar}`, 'workCalendar.days', async (row) => {
    await row.getByLabel(say('calendarDay.day')).fill('2026-10-01')
    await row.getByLabel(say('calendarDay.name')).fill('国庆节')
  })
  const kept = await house.ask<{ days: readonly Row[] }>(chief, 'GET', `/work-calendars/${calendar}?fields=*`)
  assert.deepEqual(
    kept.days.map(({ day, name }) => [day, name]),
    [['2026-10-01', '国庆节']],
  )
  const rule = await first('answer-rules')
  await add(`/o/answer-rules/${rule}`, 'answerRule.steps', async (row) => {
    await row.getByLabel(say('answerStep.afterMinutes')).fill('30')
  })
  const { steps } = await house.ask<{ steps: readonly Row[] }>(chief, 'GET', `/answer-rules/${rule}?fields=*`)
  assert.deepEqual(
    steps.map(({ afterMinutes }) => afterMinutes),
    [30, 90, 120],
  )
})
