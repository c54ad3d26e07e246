import assert from 'node:assert/strict'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')

journey('converting a lead takes the customer that is there already', async ({ enter }) => {
  const there = await house.ask(ada, 'POST', '/accounts', { name: '华瑞物流（上海）有限公司' })
  const lead = await house.ask(ada, 'POST', '/leads', { name: '赵启明', company: '華瑞物流上海', im: 'zhao-qm' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/leads/${lead.id}`)
  await page.getByRole('heading', { name: '赵启明' }).waitFor()
  await page.getByRole('button', { name: say('action.sales.convert'), exact: true }).click()
  const customers = page.locator('.zk-convert-part[data-part=account]')
  await customers.getByRole('radio', { name: '华瑞物流（上海）有限公司' }).check()
  const done = page.waitForResponse((answer) => answer.url().endsWith('/convert') && answer.request().method() === 'POST')
  await page.getByRole('button', { name: say('sales.convert.do'), exact: true }).click()
  assert.equal((await done).status(), 200)
  const { account } = await house.ask<{ account: { id: string } }>(ada, 'GET', `/leads/${lead.id}`)
  assert.equal(account.id, there.id)
})
