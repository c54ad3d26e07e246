import assert from 'node:assert/strict'
import { openHouse } from './support/house.ts'
import { journey } from './support/journey.ts'
import { columnOf, countOf, createWorkspace, drag } from './support/steps.ts'
import { wordsOf } from './support/words.ts'

const house = await openHouse()
const names = { 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' } as const

journey('a newcomer creates a workspace in Chinese, sells, and takes it back', async ({ open }) => {
  const visitor = await open(house, { locale: 'zh-CN' })
  const { page, say, go } = visitor
  await go('/')
  await createWorkspace(visitor, '蓝天贸易', 'lantian')
  await page.getByText(say('home.first', { objects: say('account.plural') })).waitFor()

  await page
    .getByRole('navigation', { name: say('nav.label') })
    .getByRole('link', { name: say('account.plural'), exact: true })
    .click()
  await page
    .getByRole('link', { name: say('list.empty.first') })
    .or(page.getByRole('button', { name: say('object.create', { object: say('account') }) }))
    .first()
    .click()
  await page.getByLabel(say('account.name')).fill('上海云帆科技有限公司')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: '上海云帆科技有限公司' }).waitFor()

  await page.keyboard.press('c')
  await page.getByRole('menuitem', { name: say('opportunity'), exact: true }).click()
  await page.getByLabel(say('opportunity.name')).fill('云帆一期')
  await page.getByLabel(say('opportunity.amount'), { exact: true }).fill('120000')
  await page
    .getByRole('main')
    .getByRole('button', { name: say('form.create') })
    .click()
  await page.getByRole('heading', { name: '云帆一期' }).waitFor()

  await go('/o/opportunities?view=board')
  const target = columnOf(visitor, say('opportunity.stage.evaluation'))
  await drag(visitor, page.getByRole('listitem').filter({ hasText: '云帆一期' }), target)
  await target.getByRole('link', { name: '云帆一期' }).waitFor()
  await page.reload()
  await target.getByRole('link', { name: '云帆一期' }).waitFor()

  await go('/history')
  await page
    .getByRole('navigation', { name: say('page.kernel.history') })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('button', { name: say('history.undo.button') }).click()
  await page.getByRole('button', { name: say('history.look') }).waitFor()
  await go('/o/opportunities?view=board')
  await columnOf(visitor, say('opportunity.stage.contact')).getByRole('link', { name: '云帆一期' }).waitFor()
})

journey('the language changes without reload and stays with the person', async ({ enter }) => {
  const person = { id: '', name: 'Ada', email: 'ada@lantian.example', key: '' }
  const visitor = await enter(house, person, { locale: 'zh-CN' })
  const { page, say, go } = visitor
  await go('/o/accounts')
  await page.getByRole('heading', { name: say('account.plural'), level: 1 }).waitFor()
  let loads = 0
  page.on('load', () => {
    loads += 1
  })
  for (const locale of ['en', 'zh-TW', 'en'] as const) {
    const said = wordsOf(locale)
    await page
      .getByRole('banner')
      .getByRole('button', {
        name: new RegExp(`^(${['zh-CN', 'en', 'zh-TW'].map((one) => wordsOf(one as 'en')('top.language')).join('|')})$`),
      })
      .click()
    await page.getByRole('menuitem', { name: names[locale] }).click()
    await page.getByRole('heading', { name: said('account.plural'), level: 1 }).waitFor()
    await page.getByRole('columnheader', { name: said('account.name') }).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), locale)
  }
  assert.equal(loads, 0)
  await page.reload()
  await page.getByRole('heading', { name: wordsOf('en')('account.plural'), level: 1 }).waitFor()
  assert.equal(await countOf({ page, say: wordsOf('en') }).innerText(), '1')
  // Changed on another device: this one begins in the former language, and who is signed in has the last word.
  for (const locale of ['zh-CN', 'en', 'zh-TW'] as const) {
    await page.evaluate(
      (chosen) =>
        fetch('/api/v1/session', {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ locale: chosen }),
        }),
      locale,
    )
    await page.reload()
    await page.getByRole('heading', { name: wordsOf(locale)('account.plural'), level: 1 }).waitFor()
    assert.equal(await page.locator('html').getAttribute('lang'), locale)
  }
})
