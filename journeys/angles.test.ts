import assert from 'node:assert/strict'
import { assertAccessible } from './support/accessibility.ts'
import { openWorkplace, type Row } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const ben = await house.join('Ben', 'rep')
const deal = (name: string, more: object) => house.ask(ben, 'POST', '/opportunities', { name, expectedOn: '2026-03-10', ...more })
await deal('云帆一期', { amount: 900_000, stage: 'contact', source: 'referral' })
await deal('云帆二期', { amount: 60_000, stage: 'evaluation', source: 'referral' })
await deal('华瑞仓储', { amount: 40_000, stage: 'contact', source: 'phone' })
await deal('华瑞二期', { amount: 50_000, stage: 'evaluation', source: 'phone' })
await house.ask(ada, 'POST', '/opportunities', { name: '别人的', amount: 5_000_000, stage: 'contact', source: 'internet' })

const report = await house.ask<Row>(ben, 'POST', '/own-reports', {
  name: '商机金额',
  object: 'opportunity',
  filter: { stage: { in: ['contact', 'evaluation'] } },
  body: {
    draw: 'figure',
    by: [],
    figures: [
      { key: 'amount', measure: 'sum', of: 'amount' },
      { key: 'large', label: '大单', measure: 'count', filter: { amount: { gte: 60_000 } } },
      { key: 'all', label: '全部', measure: 'count' },
      { key: 'rate', label: '大单率', ratio: ['large', 'all'] },
    ],
  },
})

const titles = ({ page }: Visitor) => page.locator('.zk-angle h2').allTextContents()
const card = ({ page }: Visitor, label: string) => page.getByRole('region', { name: label, exact: true })

journey('a report from several angles: what it differs by most first, records behind a group, a report of an angle', async ({ enter }) => {
  const visitor = await enter(house, ben, { locale: 'zh-CN' })
  const { page, say, go } = visitor
  await go(`/reports/own/${report.id}`)
  await page.getByRole('button', { name: say('page.reporting.angles') }).click()
  const [stage, source] = [say('opportunity.stage'), say('opportunity.source')]
  // 940,000 of 1,050,000 stand in one stage, 960,000 in one source.
  await card(visitor, source).getByText(say('reporting.angles.apart').replace('{{share}}', '83%')).waitFor()
  await card(visitor, stage).getByText(say('reporting.angles.apart').replace('{{share}}', '79%')).waitFor()
  assert.deepEqual((await titles(visitor)).slice(0, 2), [source, stage])
  // What others own is not in it, nor what all these deals have in common.
  assert.equal(await card(visitor, source).getByText(say('opportunity.source.internet')).count(), 0)
  assert.equal((await titles(visitor)).includes(say('system.owner')), false)
  await page.getByRole('combobox', { name: say('reporting.angles.fields') }).click()
  await page.keyboard.press('Escape')
  await assertAccessible(page, 'a report from several angles')

  await page.getByRole('combobox', { name: say('reporting.figures') }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle('大单率', { exact: true }).click()
  await card(visitor, source).getByRole('row').filter({ hasText: '100.0%' }).waitFor()
  await card(visitor, stage).getByRole('row').filter({ hasText: '50.0%' }).first().waitFor({ state: 'detached' })
  await card(visitor, source)
    .getByRole('link', { name: say('opportunity.source.phone'), exact: true })
    .click()
  await page.waitForURL(/\/o\/opportunities/)
  await page.getByRole('link', { name: '华瑞仓储' }).waitFor()
  assert.equal(await page.getByRole('link', { name: '云帆一期' }).count(), 0)

  await page.goBack()
  await card(visitor, source)
    .getByRole('link', { name: say('reporting.angles.keep').replace('{{field}}', source) })
    .click()
  await page.getByRole('button', { name: say('reporting.keep'), exact: true }).click()
  await page.waitForURL(/\/reports\/own\/[0-9a-f-]{36}$/)
  const { rows } = await house.ask<{ rows: readonly (Row & { name: string; body: { by: unknown; figures: readonly Row[] } })[] }>(
    ben,
    'GET',
    '/own-reports?sort=name&fields=name,body',
  )
  const kept = rows.find(({ name }) => name === `商机金额 · ${source}`)
  assert.deepEqual([kept?.body.by, kept?.body.figures[0]?.key], [[{ field: 'source' }], 'rate'])
})

journey('the angles of a report stand one below the other on a phone', async ({ enter }) => {
  const visitor = await enter(house, ben, { locale: 'en', isPhone: true, theme: 'dark' })
  await visitor.go(`/reports/own/${report.id}/angles`)
  const cards = visitor.page.locator('.zk-angle')
  await cards.nth(1).waitFor()
  const lefts = await cards.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)))
  assert.equal(new Set(lefts).size, 1)
  await assertAccessible(visitor.page, 'the angles of a report on a phone')
})
