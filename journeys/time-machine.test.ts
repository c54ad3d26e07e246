import assert from 'node:assert/strict'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'
import { columnOf, countOf } from './support/steps.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const dayMs = 86_400_000
const dayBefore = (days: number): Date => new Date(Date.now() - days * dayMs)

/** Work of the past: somebody entered a customer ten days ago and renamed it five days ago; another one came today. */
async function liveThroughDays(): Promise<string> {
  const { engine } = house.server.installation
  const workspace = await engine.workspace('acme')
  const session = { workspace, actor: await engine.actorOf(workspace, ada.id) }
  const [made] = await engine.work(session, { via: 'web', now: dayBefore(10) }, (work) => work.create(account, [{ name: '老字号酱园' }]))
  const deal = { name: '酱园仓储系统', account: made!.id, stage: 'contact' as const }
  const [opened] = await engine.work(session, { via: 'web', now: dayBefore(9) }, (work) => work.create(opportunity, [deal]))
  await engine.work(session, { via: 'web', now: dayBefore(5) }, (work) => work.change(account, made!.id, { name: '新字号食品' }))
  await engine.work(session, { via: 'web', now: dayBefore(4) }, (work) =>
    work.change(opportunity, opened!.id, { name: '食品仓储系统', stage: 'evaluation' }),
  )
  await engine.work(session, { via: 'web' }, (work) => work.create(account, [{ name: '今天的客户' }]))
  return String(made!.id)
}
const id = await liveThroughDays()

journey('a past day is shown as it was, in amber, to read only', async ({ enter }) => {
  const visitor = await enter(house, ada, { locale: 'zh-CN' })
  const { page, say, go } = visitor
  await go('/o/accounts')
  await page.getByRole('link', { name: '今天的客户' }).waitFor()
  await page.getByRole('button', { name: say('top.time-machine') }).click()
  await page.getByRole('region', { name: say('time.label') }).waitFor()
  await page.getByRole('link', { name: '今天的客户' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: '新字号食品' }).waitFor()
  await page.getByText(say('list.read-only'), { exact: true }).first().waitFor()

  await page.locator('input[type=date]').fill(dayBefore(7).toISOString().slice(0, 10))
  await page.getByRole('link', { name: '老字号酱园' }).waitFor()
  assert.equal(await countOf(visitor).innerText(), '1')
  await page.getByRole('link', { name: '老字号酱园' }).click()
  await page.getByRole('heading', { name: '老字号酱园' }).waitFor()
  assert.equal(await page.getByRole('button', { name: say('record.edit-field', { field: say('account.name') }) }).count(), 0)
  assert.ok(page.url().includes(id) && page.url().includes('asOf='))

  await page.getByRole('button', { name: say('time.to-today') }).click()
  await page.getByRole('heading', { name: '新字号食品' }).waitFor()
})

const past = dayBefore(7).toISOString().slice(0, 10)

journey('board, chart and related list of a past day show what stood there then', async ({ enter }) => {
  const visitor = await enter(house, ada, { locale: 'zh-CN' })
  const { page, say, go } = visitor
  await go(`/o/opportunities?view=board&asOf=${past}`)
  const then = columnOf(visitor, say('opportunity.stage.contact'))
  const later = columnOf(visitor, say('opportunity.stage.evaluation'))
  await then.getByRole('link', { name: '酱园仓储系统' }).waitFor()
  await then.getByText('老字号酱园').waitFor()
  assert.equal(await later.getByRole('listitem').count(), 0)
  assert.equal(await page.locator('.zk-board-grip').count(), 0)
  await page.getByRole('button', { name: say('time.to-today') }).click()
  await later.getByRole('link', { name: '食品仓储系统' }).waitFor()
  await later.getByText('新字号食品').waitFor()

  await go(`/o/opportunities?asOf=${past}`)
  await page.getByRole('link', { name: '酱园仓储系统' }).waitFor()
  await page.getByRole('button', { name: say('chart.button') }).click()
  const chart = page.getByRole('complementary', { name: say('chart.label') })
  await chart.getByText(say('opportunity.stage.contact')).first().waitFor()
  assert.equal(await chart.getByText(say('opportunity.stage.evaluation'), { exact: true }).count(), 0)

  await go(`/o/accounts/${id}?asOf=${past}`)
  await page.getByRole('heading', { name: '老字号酱园' }).waitFor()
  await page.getByRole('link', { name: '酱园仓储系统' }).waitFor()
})

journey('the same board on a phone, in the dark', async ({ enter }) => {
  const visitor = await enter(house, ada, { locale: 'zh-CN', isPhone: true, theme: 'dark' })
  const { say, go } = visitor
  await go(`/o/opportunities?view=board&asOf=${past}`)
  await columnOf(visitor, say('opportunity.stage.contact')).getByRole('link', { name: '酱园仓储系统' }).waitFor()
})

journey('how long the past is kept is set, the calendar stops there, and the log is looked at', async ({ enter }) => {
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go('/admin/retention')
  const choice = page.getByRole('combobox', { name: say('retention.of', { objects: say('account.plural') }), exact: true })
  await choice.click()
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/history-retentions') && answer.request().method() === 'POST')
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .getByText(say('retention.months', { count: 12, number: '12' }))
    .click()
  assert.equal((await saved).status(), 201)
  await page.getByRole('button', { name: say('log-check.now') }).click()
  await page.getByText(/全部正常/).waitFor()
  const { horizons } = await house.ask<{ horizons: { account: string } }>(ada, 'GET', '/meta/history')
  const first = horizons.account.slice(0, 10)
  await go(`/o/accounts?asOf=${past}`)
  await page.getByRole('link', { name: '老字号酱园' }).waitFor()
  assert.equal(await page.locator('input[type=date]').getAttribute('min'), first)
  await go('/o/accounts?asOf=2001-01-01')
  await page
    .getByText(new RegExp(`从 ${first} 起保留`))
    .first()
    .waitFor()
})
