import assert from 'node:assert/strict'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'rep')

journey('a list of calls is worked through on a phone: number, words, outcome, the next one', async ({ enter }) => {
  const list = await house.ask(ada, 'POST', '/call-lists', { name: '秋季回访', script: '{name} 您好，我是知客的 Ada' })
  for (const [name, mobile] of [
    ['王一', '13800138001'],
    ['李二', '13800138002'],
  ] as const) {
    const lead = await house.ask(ada, 'POST', '/leads', { name, company: '华瑞', mobile })
    await house.ask(ada, 'POST', `/leads/${lead.id}/call-lead`, { callList: list.id })
  }
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN', isPhone: true })
  await go(`/o/call-lists/${list.id}`)
  await page.getByRole('tab', { name: say('panel.calls.begin') }).tap()
  await page.getByRole('button', { name: say('calls.begin').replace('{{count}}', '2') }).tap()
  await page.getByRole('heading', { name: /王一/ }).waitFor()
  await page.getByText('王一 您好，我是知客的 Ada').waitFor()
  assert.equal(await page.locator('a[href^="tel:"]').first().getAttribute('href'), 'tel:+8613800138001')
  await page.getByRole('textbox', { name: say('calls.words') }).fill('想要报价')
  await page.getByRole('button', { name: say('callEntry.outcome.interested') }).tap()
  await page.getByRole('heading', { name: /李二/ }).waitFor()
  await page.getByRole('button', { name: say('callEntry.outcome.notReached') }).tap()
  await page.getByText(say('calls.nobody-now')).waitFor()
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
  const { rows } = await house.ask<{ rows: { content: string; outcome: string }[] }>(ada, 'GET', '/follow-ups')
  assert.deepEqual(
    rows.map(({ content, outcome }) => [content, outcome]).sort(),
    [
      ['想要报价', 'interested'],
      [say('callEntry.outcome.notReached'), 'notReached'],
    ].sort(),
  )
})
