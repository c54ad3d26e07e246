import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
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

journey('from a form on a site to a customer: given out, answered on a phone, converted, and taken back', async ({ open, enter }) => {
  let form = ''
  const site = await openSite(() => form)
  const seats = [{ person: anna.id }, { person: ben.id }]
  await house.ask(chief, 'POST', '/assign-rules', { name: '官网', filter: { source: 'internet' }, seats })
  form = (await house.ask(chief, 'POST', '/web-forms', { name: '官网咨询', sites: [site], leastSeconds: 0 })).id
  await house.ask(anna, 'POST', '/accounts', { name: '华瑞物流' })

  const visitor = await open(house, { locale: 'zh-CN', isPhone: true })
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

  const told = await house.ask<{ rows: readonly { kind: string }[] }>(anna, 'GET', '/notices')
  assert.deepEqual(
    told.rows.map(({ kind }) => kind),
    ['leads.given'],
    'one event, one notice',
  )
  const { page, say, go } = await enter(house, anna, { locale: 'zh-CN', isPhone: true })
  await go('/today')
  const waiting = page.locator('[data-worklist="leads.to-answer"]')
  await waiting.getByText('赵启明').click()
  await page.getByRole('heading', { name: '赵启明' }).waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  const see = () => house.ask(anna, 'GET', `/leads/${id}?fields=*`)
  const given = await see()
  assert.deepEqual([given.assignReason, given.status, given.touchCount], ['ownerOfCustomer', 'new', 1])
  await page.getByText('autumn').first().waitFor()
  await page.getByRole('button', { name: say('activities.compose') }).click()
  await page.getByRole('textbox', { name: say('followUp.content') }).fill('已电话沟通，约周三演示')
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/follow-ups') && answer.request().method() === 'POST')
  await page.getByRole('button', { name: say('activities.save') }).click()
  assert.equal((await saved).status(), 201)
  const answered = await see()
  assert.deepEqual([answered.status, answered.answerIsLate], ['working', false])

  // Beside the customer of the same name, which is offered and not joined by itself.
  await page
    .getByRole('button', { name: say('record.more'), exact: true })
    .first()
    .click()
  await page.getByRole('menuitem', { name: say('action.sales.convert'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('status').filter({ hasText: '华瑞物流' }).waitFor()
  await dialog.getByRole('button', { name: say('action.sales.convert'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  const converted = await see()
  assert.equal(converted.status, 'qualified')
  const accounts = async () => (await house.ask<{ rows: readonly Row[] }>(anna, 'GET', '/accounts?fields=name')).rows.length
  assert.equal(await accounts(), 2)

  const toast = page.locator('.zk-toast', { hasText: say('action.sales.convert') })
  const undone = page.waitForResponse((answer) => answer.url().includes('/undo') && answer.request().method() === 'POST')
  await toast.getByRole('button', { name: say('toast.undo') }).click()
  assert.equal((await undone).status(), 200)
  assert.deepEqual([(await see()).status, await accounts()], ['working', 1])
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
