import assert from 'node:assert/strict'
import { openHouse } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'
import { columnOf, countOf, createWorkspace, drag } from './support/steps.ts'
import { begin, done, dryRun, importFile } from './support/wizard.ts'
import { wordsOf } from './support/words.ts'

const house = await openHouse()

/** Members with their departments, customers, products: what deals refer to comes first. */
async function importBasics(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await importFile(visitor, { plural: 'members', file: 'sales_teams.csv', map: 'sales-teams.map.json', rows: 35 })
  const technology = say('import.take', { value: say('account.industry.technology') })
  await importFile(visitor, { plural: 'accounts', file: 'accounts.csv', rows: 85, settle: () => press(technology) })
  const categories = say('import.make-all', { count: 3, object: say('productCategory') })
  await importFile(visitor, { plural: 'products', file: 'products.csv', rows: 7, settle: () => press(categories) })
}

/** The dry run names what it cannot place: two stages and the product `GTXPro`, each mapped once for all its rows. */
async function importPipeline(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  await dryRun(visitor, { plural: 'opportunities', file: 'sales_pipeline.csv' })
  await page.getByRole('listitem').filter({ hasText: 'GTXPro' }).filter({ hasText: '1,480' }).first().waitFor({ timeout: 60_000 })
  for (const [from, stage] of [
    ['Engaging', 'negotiation'],
    ['Prospecting', 'contact'],
  ] as const) {
    await page.getByRole('combobox', { name: say('import.value-for', { value: from }) }).click()
    await page
      .locator('.ant-select-dropdown:visible')
      .getByTitle(say(`opportunity.stage.${stage}`))
      .click()
  }
  await page.getByRole('button', { name: say('import.take', { value: 'GTX Pro' }), exact: true }).click()
  await begin(visitor, 8_800)
  await done(visitor, 8_800)
}

async function readReports({ page, say, go }: Visitor): Promise<void> {
  await go('/reports/sales.win-rate')
  await page
    .getByText(/^63\.15\s?%$/)
    .first()
    .waitFor()
  await page
    .getByTitle(/10,005,534/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: /SQL/ }).first().click()
  await page
    .getByRole('dialog')
    .getByText(/select/i)
    .first()
    .waitFor()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /close|关闭/i })
    .click()
  await go('/reports/sales.funnel')
  await page
    .getByRole('row')
    .filter({ hasText: say('opportunity.stage.negotiation') })
    .filter({ hasText: '1,589' })
    .waitFor()
}

async function countIs(visitor: Visitor, plural: string, count: string): Promise<void> {
  await visitor.go(`/o/${plural}`)
  await countOf(visitor)
    .filter({ hasText: new RegExp(`^${count}$`) })
    .waitFor()
}

async function takeBack({ page, say, go }: Visitor): Promise<void> {
  await go('/history?tab=imports')
  await page
    .getByRole('navigation', { name: say('page.kernel.history') })
    .getByRole('link')
    .filter({ hasText: 'sales_pipeline.csv' })
    .first()
    .click()
  // The deal that was moved since shows both values; nothing is taken back before somebody has chosen.
  await page.getByRole('button', { name: say('history.restore-all') }).click()
  await page.getByRole('button', { name: say('history.undo.button') }).click()
  // So many go back in the background, and the bar at the bottom says when they have.
  await page.getByText(say('run.undo.done_other').replace('{{number}}', '8,800')).waitFor({ timeout: 60_000 })
}

async function moveDeal(visitor: Visitor): Promise<void> {
  const { page, say, go } = visitor
  await go('/o/opportunities?view=board')
  const card = columnOf(visitor, say('opportunity.stage.contact')).getByRole('listitem').first()
  const name = await card.getByRole('link').first().innerText()
  const target = columnOf(visitor, say('opportunity.stage.evaluation'))
  await drag(visitor, card, target)
  await target.getByRole('link', { name }).waitFor()
  await page.reload()
  await target.getByRole('link', { name }).waitFor()
}

/** The page in another language: no reload, the same figures. Answers the visitor as he reads now. */
async function switchTo(visitor: Visitor, locale: 'en'): Promise<Visitor> {
  const { page, say } = visitor
  const words = wordsOf(locale)
  let loads = 0
  page.on('load', () => {
    loads += 1
  })
  await page
    .getByRole('banner')
    .getByRole('button', { name: say('top.language') })
    .click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await page.getByRole('heading', { name: words('page.kernel.reports') }).waitFor()
  await page.getByText(words('opportunity.stage.negotiation')).first().waitFor()
  assert.equal(loads, 0)
  return { ...visitor, say: words }
}

journey('from an empty house to a win rate on real data, and back with one click', async ({ open }) => {
  const visitor = await open(house, { locale: 'zh-CN' })
  await visitor.go('/')
  await createWorkspace(visitor, '蓝天贸易', 'lantian')
  await importBasics(visitor)
  await importPipeline(visitor)
  for (const [plural, count] of [
    ['accounts', '85'],
    ['products', '7'],
    ['opportunities', '8,800'],
  ] as const)
    await countIs(visitor, plural, count)
  await moveDeal(visitor)
  await readReports(visitor)
  const reader = await switchTo(visitor, 'en')
  await readReports(reader)
  await takeBack(reader)
  await countIs(reader, 'opportunities', '0')
})
