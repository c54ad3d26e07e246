import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openWorkplace, type Row } from './support/house.ts'
import { journey } from './support/journey.ts'
import { cellOf } from './support/steps.ts'

const house = await openWorkplace('en')
const ada = await house.join('Ada', 'administrator')
const device = { locale: 'en' } as const

/** Whether the element that has the focus shows it. */
const showsFocus = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return false
    const look = getComputedStyle(element)
    return (look.outlineStyle !== 'none' && look.outlineWidth !== '0px') || look.boxShadow !== 'none' || element.matches('.ag-cell-focus')
  })

journey('a list is read, opened and edited without a mouse', async ({ enter }) => {
  const names = ['Alpha Trading', 'Beta Works', 'Gamma Labs'].map((name) => ({ name }))
  const { rows } = await house.ask<{ rows: readonly Row[] }>(ada, 'POST', '/accounts', names)
  const [alpha, beta] = rows
  const visitor = await enter(house, ada, device)
  const { page, say, go } = visitor
  await go('/o/accounts?sort=name')
  await cellOf(visitor, alpha!.id, 'name').click({ position: { x: 200, y: 8 } })
  await page.keyboard.press('ArrowDown')
  await cellOf(visitor, beta!.id, 'name').and(page.locator('.ag-cell-focus')).waitFor()

  await page.keyboard.press('e')
  await page.locator('input:focus').waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Beta Factory')
  await Promise.all([page.waitForResponse((response) => response.request().method() === 'PATCH'), page.keyboard.press('Enter')])
  await page.getByRole('link', { name: 'Beta Factory' }).waitFor()
  assert.equal((await house.ask(ada, 'GET', `/accounts/${beta!.id}`)).name, 'Beta Factory')

  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Beta Factory' }).waitFor()
  await page.keyboard.press('e')
  await page
    .getByRole('dialog')
    .getByRole('textbox', { name: new RegExp(`^${say('account.name')}`) })
    .waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
})

journey('every key of the frame does what the list of keys says', async ({ enter }) => {
  const { page, say, go } = await enter(house, ada, device)
  await go('/o/accounts')
  await page.getByRole('link', { name: 'Gamma Labs' }).waitFor()

  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: say('keys.title') }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  await page.keyboard.press('/')
  const builder = page.getByRole('tooltip')
  await builder
    .getByRole('combobox', { name: say('filter.field'), expanded: true })
    .and(page.locator(':focus'))
    .waitFor()
  await page.keyboard.press('Escape')
  await builder.getByRole('combobox', { name: say('filter.field'), expanded: false }).waitFor()
  await page.keyboard.press('Escape')
  await builder.waitFor({ state: 'detached' })

  await page.keyboard.press('Control+k')
  const search = page.getByRole('combobox', { name: say('top.search.hint') })
  await search.fill('gamma')
  await page.getByRole('option', { name: /Gamma Labs/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Gamma Labs' }).waitFor()

  await page.keyboard.press('Control+k')
  await search.waitFor()
  await page.keyboard.press('Escape')
  await search.waitFor({ state: 'detached' })

  await page.keyboard.press('c')
  const focused = (name: string) => page.getByRole('menuitem', { name, exact: true }).and(page.locator(':focus'))
  // The menu takes the cursor when it has opened.
  await focused(say('account')).waitFor()
  await page.keyboard.press('ArrowDown')
  await focused(say('contact')).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /^New / }).waitFor()
})

journey('the focus is visible wherever Tab leads', async ({ enter }) => {
  const { page, go } = await enter(house, ada, device)
  await go('/o/accounts')
  await page.getByRole('link', { name: 'Gamma Labs' }).waitFor()
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160))
    assert.ok(await showsFocus(page), `step ${step}: no focus to be seen on ${at}`)
    if (await page.evaluate(() => document.activeElement?.closest('.ag-root') !== null)) break
  }
})
