import assert from 'node:assert/strict'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

type Row = { id: string; [name: string]: unknown }

const house = await openWorkplace('zh-CN')
const [ada, bo, admin] = [await house.join('Ada', 'manager'), await house.join('Bo', 'rep'), await house.join('Chef', 'administrator')]

journey('a customer: who reports to whom, a contact from elsewhere, the blacklist, and changing hands', async ({ enter }) => {
  const [account, elsewhere] = [
    await house.ask<Row>(ada, 'POST', '/accounts', { name: '华瑞物流' }),
    await house.ask<Row>(ada, 'POST', '/accounts', { name: '华瑞仓储' }),
  ]
  const boss = await house.ask<Row>(ada, 'POST', '/contacts', { name: '王总', account: account.id })
  const clerk = await house.ask<Row>(ada, 'POST', '/contacts', { name: '小李', account: account.id })
  const guest = await house.ask<Row>(ada, 'POST', '/contacts', { name: '赵顾问', account: elsewhere.id })
  await house.ask(ada, 'PATCH', `/contacts/${guest.id}`, { affiliations: [{ account: account.id, title: '顾问' }] })
  const superior = async (id: string) => ((await house.ask<Row>(ada, 'GET', `/contacts/${id}`)).reportsTo as Row | null)?.id ?? null

  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/accounts/${account.id}`)
  const box = (id: string) => page.locator(`[data-person="${id}"]`)
  await box(guest.id).getByText(say('customers.also-here')).waitFor()
  await box(clerk.id).dragTo(box(boss.id))
  await page
    .locator('li', { has: box(boss.id) })
    .locator('ul')
    .locator(`[data-person="${clerk.id}"]`)
    .waitFor()
  assert.equal(await superior(clerk.id), boss.id)

  await page.getByRole('button', { name: say('record.more'), exact: true }).click()
  await page.getByRole('menuitem', { name: say('action.customers.blacklist') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: say('action.customers.blacklist.reason') }).fill('三次违约')
  await dialog.getByRole('button', { name: say('action.customers.blacklist') }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.locator('.zk-record-name').getByText(say('account.blacklist.warn')).waitFor()
  await go('/o/accounts')
  await page.locator('.zk-title-cell', { hasText: '华瑞物流' }).getByText(say('account.blacklist.warn')).waitFor()

  const phone = await enter(house, ada, { locale: 'en', isPhone: true, theme: 'dark' })
  await phone.go(`/o/accounts/${account.id}`)
  await phone.page.getByRole('tab', { name: phone.say('panel.customers.people') }).click()
  await phone.page.getByRole('button', { name: phone.say('customers.change-superior').replace('{{name}}', '赵顾问') }).click()
  await phone.page.locator('.ant-select-item-option', { hasText: '王总' }).first().click()
  await phone.page.getByText(phone.say('customers.moved')).waitFor()
  assert.equal(await superior(guest.id), boss.id)

  await phone.page
    .getByRole('button', { name: phone.say('record.more'), exact: true })
    .first()
    .click()
  await phone.page.getByRole('menuitem', { name: phone.say('action.customers.transfer') }).click()
  await phone.page.getByRole('heading', { name: phone.say('customers.transfer.one').replace('{{name}}', '华瑞物流') }).waitFor()
  await phone.page.getByRole('combobox').click()
  await phone.page.locator('.ant-select-item-option', { hasText: 'Bo' }).first().click()
  await phone.page.getByRole('button', { name: phone.say('customers.transfer.do'), exact: true }).click()
  await phone.page.getByText(phone.say('customers.transfer.done').replace('{{count}}', '1').replace('{{name}}', 'Bo')).waitFor()
  const owners = await Promise.all(
    ['accounts/', 'contacts/', 'contacts/'].map(
      async (path, i) => (await house.ask<Row>(admin, 'GET', `/${path}${[account, boss, guest][i]!.id}`)).owner as Row,
    ),
  )
  assert.deepEqual(
    owners.map(({ title }) => title),
    ['Bo', 'Bo', 'Ada'],
    'his own contacts went along, those of the other customer did not',
  )
  assert.equal((await house.ask<Row>(bo, 'GET', `/accounts/${account.id}`)).blacklist, 'warn')
})
