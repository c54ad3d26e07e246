import assert from 'node:assert/strict'
import { account } from '#objects/customers'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'
import { countOf } from './support/steps.ts'

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
  await engine.work(session, { via: 'web', now: dayBefore(5) }, (work) => work.change(account, made!.id, { name: '新字号食品' }))
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
