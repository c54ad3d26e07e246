import assert from 'node:assert/strict'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'
import { countOf } from './support/steps.ts'

const house = await openWorkplace('zh-CN')
const boss = await house.join('Ada', 'administrator')
const rep = await house.join('Ren', 'rep')
const device = { locale: 'zh-CN' } as const

journey('a rep sees only what is his own in list, board, search and by typed address', async ({ enter }) => {
  const theirs = await house.ask(boss, 'POST', '/accounts', { name: '深圳南山智造' })
  const own = await house.ask(rep, 'POST', '/accounts', { name: '深圳福田智造' })
  await house.ask(boss, 'POST', '/opportunities', { name: '南山产线改造', account: theirs.id, amount: 900_000 })
  await house.ask(rep, 'POST', '/opportunities', { name: '福田产线改造', account: own.id, amount: 100_000 })
  const visitor = await enter(house, rep, device)
  const { page, say, go } = visitor

  await go('/o/accounts')
  await page.getByRole('link', { name: '深圳福田智造' }).waitFor()
  assert.equal(await countOf(visitor).innerText(), '1')
  assert.equal(await page.getByText('南山').count(), 0)

  await go('/o/opportunities?view=board')
  await page.getByRole('link', { name: '福田产线改造' }).waitFor()
  assert.equal(await page.getByText('南山').count(), 0)

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: say('top.search.hint') }).fill('智造')
  await page.getByRole('option', { name: /深圳福田智造/ }).waitFor()
  assert.equal(await page.getByRole('option', { name: /南山/ }).count(), 0)
  await page.getByRole('combobox', { name: say('top.search.hint') }).fill('南山')
  await page.getByRole('option', { name: /深圳福田智造/ }).waitFor({ state: 'detached' })
  assert.equal(await page.getByRole('option', { name: /深圳南山|产线/ }).count(), 0)
  await page.keyboard.press('Escape')

  for (const path of [`/o/accounts/${theirs.id}`, '/o/accounts/01900000-0000-7000-8000-000000000000']) {
    await go(path)
    await page.getByRole('heading', { name: say('page.not-found') }).waitFor()
  }

  await go('/o/opportunities/new')
  await page.getByRole('combobox', { name: say('opportunity.account') }).fill('智造')
  await page.locator('.ant-select-item-option').filter({ hasText: '深圳福田智造' }).waitFor()
  assert.equal(await page.getByText('深圳南山智造').count(), 0)
})
