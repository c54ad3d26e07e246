import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const boss = await house.join('Boss', 'administrator')
const ada = await house.join('Ada', 'rep')

/** Nothing of a page lies beside the screen. */
const fits = async (page: Page) =>
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${page.url()} is wider than the screen`)

journey('out in the field with a phone: day, people, deal, earnings, quote, figures', async ({ enter }) => {
  // The workspace’s day, which begins hours before that of the clock.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const account = await house.ask(ada, 'POST', '/accounts', { name: '海港货运' })
  await house.ask(ada, 'POST', '/contacts', { name: '孙总', account: account.id, mobile: '13800138001' })
  const deal = await house.ask(ada, 'POST', '/opportunities', {
    name: '岸吊改造',
    account: account.id,
    amount: 30_000,
    expectedOn: today,
  })
  await house.ask(ada, 'POST', '/visits', { subject: '看现场', account: account.id, plannedFor: new Date().toISOString() })
  await house.ask(ada, 'POST', '/tasks', { subject: '带样册', account: account.id, dueOn: today })
  await house.ask(ada, 'POST', '/quotes', { title: '岸吊报价', account: account.id, opportunity: deal.id })
  const plan = await house.ask(boss, 'POST', '/commission-plans', {
    name: '签约提成',
    measure: 'signed',
    basis: 'gross',
    startsOn: '2020-01-01',
    tiers: [{ from: 0, rate: 5 }],
  })
  await house.ask(boss, 'POST', `/commission-plans/${plan.id}/activate`, {})

  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN', isPhone: true })
  await go('/calendar')
  const day = page.locator('.zk-calendar-day[data-today="true"]')
  for (const title of ['看现场', '带样册', '岸吊改造']) await day.getByRole('link', { name: title }).waitFor()
  await fits(page)
  await page.getByRole('button', { name: say('activities.calendar.month') }).tap()
  await day.getByRole('link', { name: '带样册' }).waitFor()
  await fits(page)

  await go('/o/contacts')
  await page.getByText('孙总').first().tap()
  await page.getByRole('heading', { name: '孙总' }).waitFor()
  await page.locator('a[href^="tel:"]').first().waitFor()
  await fits(page)

  await go('/calendar')
  await day.getByRole('link', { name: '岸吊改造' }).tap()
  await page.getByRole('heading', { name: '岸吊改造' }).waitFor()
  await page.getByRole('tab', { name: say('panel.commissions.earn') }).tap()
  const earns = page.getByRole('button', { name: say('action.commissions.would-earn') }).first()
  await earns.tap()
  await page.getByText(say('commissions.earn.note')).waitFor()
  await page.getByText(/1,500/).first().waitFor()
  await page
    .getByText(/¥1,500|1,500/)
    .first()
    .waitFor()
  await fits(page)

  await go('/o/quotes')
  await page.getByText('岸吊报价').first().tap()
  await page.getByRole('heading', { name: '岸吊报价' }).waitFor()
  await fits(page)

  await go('/reports/sales.funnel')
  await page
    .getByRole('region', { name: new RegExp(say('report.sales.funnel')) })
    .first()
    .waitFor()
  await fits(page)
})

journey('a week on a laptop: opened, a task made for a day, a colleague’s as far as it may be read', async ({ enter }) => {
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go('/calendar')
  const day = page.locator('.zk-calendar-day[data-today="true"]')
  await day.getByRole('link', { name: '带样册' }).waitFor()
  assert.equal(await page.locator('.zk-calendar-day').count(), 7)
  await day.locator('header a').click()
  await page.getByRole('textbox', { name: say('task.subject') }).fill('写纪要')
  await page
    .getByRole('main')
    .getByRole('button', { name: say('form.create') })
    .click()
  await page.getByRole('heading', { name: '写纪要' }).waitFor()
  await go('/calendar')
  await day.getByRole('link', { name: '写纪要' }).waitFor()
  await page.getByRole('combobox', { name: say('activities.calendar.whose') }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle('Boss', { exact: true }).click()
  await day.getByRole('link', { name: '写纪要' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: say('activities.calendar.after') }).click()
  await page.locator('.zk-calendar-day[data-today="true"]').waitFor({ state: 'detached' })
})
