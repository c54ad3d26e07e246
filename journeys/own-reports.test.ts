import assert from 'node:assert/strict'
import { openWorkplace, type Row } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const ben = await house.join('Ben', 'rep')
const deal = (name: string, more: object) => house.ask(ben, 'POST', '/opportunities', { name, expectedOn: '2026-03-10', ...more })
await deal('云帆一期', { amount: 120_000, stage: 'contact', source: 'referral' })
await deal('云帆二期', { amount: 80_000, stage: 'evaluation', source: 'referral' })
await deal('华瑞仓储', { amount: 40_000, stage: 'contact', source: 'phone' })

journey('a report is put together, kept, drilled into, removed and brought back; a chart beside a list becomes one', async ({ enter }) => {
  const { page, say, go } = await enter(house, ben, { locale: 'zh-CN' })
  const choose = async (label: string, option: string) => {
    await page.getByLabel(label, { exact: true }).first().click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
  }
  await go('/reports/own')
  await page.getByRole('button', { name: say('reporting.new') }).click()
  await page.getByLabel(say('ownReport.name'), { exact: true }).fill('各来源商机')
  await choose(say('reporting.drawing'), say('reporting.drawing.table'))
  await choose(say('reporting.group').replace('{{place}}', '1'), say('opportunity.source'))
  await choose(say('reporting.measure'), say('reporting.measure.sum'))
  await choose(say('reporting.measure.of'), say('opportunity.amount'))
  const cell = page.getByRole('link').filter({ hasText: /^20\.0$/ })
  await cell.waitFor()
  // Twice, as an impatient hand does: it is one report.
  await page.getByRole('button', { name: say('reporting.keep'), exact: true }).dblclick()
  await page.waitForURL(/\/reports\/own\/[0-9a-f-]{36}/)
  await cell.click()
  await page.waitForURL(/\/o\/opportunities/)
  await page.getByRole('link', { name: '云帆一期' }).waitFor()
  assert.equal(await page.getByRole('link', { name: '华瑞仓储' }).count(), 0)

  await go('/reports/own')
  await page.getByRole('link', { name: '各来源商机' }).first().waitFor()
  assert.equal(await page.getByRole('link', { name: '各来源商机' }).count(), 1)
  await page.getByRole('link', { name: '各来源商机' }).click()
  await page.getByRole('button', { name: say('reporting.subscribe') }).click()
  await page.getByRole('button', { name: say('reporting.watch.add') }).click()
  await page.getByText(say('reporting.watch.added')).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('reporting.more') }).click()
  await page.getByRole('menuitem', { name: say('reporting.remove') }).click()
  // The toast of the subscription may still stand there.
  await page.getByText(say('reporting.removed').replace('{{name}}', '各来源商机')).waitFor()
  await page
    .getByRole('button', { name: say('toast.undo') })
    .last()
    .click()
  await page.getByRole('link', { name: '各来源商机' }).waitFor()

  await go('/o/opportunities?chart={"by":"stage","measure":"sum","of":"amount"}')
  await page.getByRole('link', { name: say('menu.chart.reporting.edit') }).click()
  await page.getByLabel(say('ownReport.name'), { exact: true }).fill('各阶段金额')
  await page.getByRole('button', { name: say('reporting.keep'), exact: true }).click()
  await page.waitForURL(/\/reports\/own\/[0-9a-f-]{36}/)
  const { rows } = await house.ask<{ rows: readonly (Row & { name: string; body: { draw: string } })[] }>(
    ben,
    'GET',
    '/own-reports?sort=name&fields=name,body',
  )
  assert.deepEqual(rows.map(({ name, body }) => [name, body.draw]).toSorted(), [
    ['各来源商机', 'table'],
    ['各阶段金额', 'bar'],
  ])
})

journey('a ready report is copied and changed, and its figures are saved as a file', async ({ enter }) => {
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go('/reports/sales.funnel')
  const download = page.waitForEvent('download')
  await page
    .getByRole('button', { name: /保存「.*」的数字/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: say('analysis.save.xlsx') }).click()
  assert.match((await download).suggestedFilename(), /\.xlsx$/)
  await page
    .getByRole('link', { name: say('menu.report.reporting.edit') })
    .nth(1)
    .click()
  await page.getByRole('button', { name: say('reporting.keep'), exact: true }).click()
  await page.waitForURL(/\/reports\/own\/[0-9a-f-]{36}/)
  await page.locator('.zk-funnel').waitFor()
})
