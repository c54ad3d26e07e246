import assert from 'node:assert/strict'
import { fillText } from '#kernel'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

/* Pages about customers and their people that are more than a list and a form. */

const house = await openWorkplace('zh-CN')
const boss = await house.join('Boss', 'administrator')
const ada = await house.join('Ada', 'rep')
const ben = await house.join('Ben', 'rep')

type Rows<T> = { rows: readonly T[] }

journey('whether somebody is known already is asked, and whoever has him is asked for access', async ({ enter }) => {
  await house.ask(ben, 'POST', '/accounts', { name: '远望机械有限公司', phone: '0512-66778899' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go('/customers/known')
  await page.getByRole('heading', { name: say('page.customers.known') }).waitFor()
  const field = page.getByRole('searchbox', { name: say('customers.known.what') })
  await field.fill('无人知晓')
  await field.press('Enter')
  await page.getByText(say('customers.known.nobody')).waitFor()
  await field.fill('远望机械')
  await field.press('Enter')
  const found = page.locator('[data-known="account"]')
  await found.getByRole('button', { name: say('form.similar.ask') }).click()
  assert.equal(await found.getByText('远望机械有限公司').count(), 0, 'what it is stays untold')
  const why = found.getByRole('textbox', { name: say('form.similar.why') })
  await why.fill('展会上认识了他们的采购')
  await why.press('Enter')
  await found.getByText(say('form.similar.asked', { count: 1 })).waitFor()
  assert.equal((await house.ask<Rows<object>>(ben, 'GET', '/notices')).rows.length, 1)
})

journey('a customer is followed by the star beside its name, and left again', async ({ enter }) => {
  const { id } = await house.ask(ada, 'POST', '/accounts', { name: '星辰仪表' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/accounts/${id}`)
  await page.getByRole('heading', { name: '星辰仪表' }).first().waitFor()
  const followed = async () => (await house.ask<Rows<object>>(ada, 'GET', '/followings')).rows.length
  await page.getByRole('button', { name: say('activities.follow.start') }).click()
  const off = page.getByRole('button', { name: say('activities.follow.stop') })
  await off.waitFor()
  assert.equal(await followed(), 1)
  await off.click()
  await page.getByRole('button', { name: say('activities.follow.start') }).waitFor()
  assert.equal(await followed(), 0)
})

journey('a contact leaves, and another one of the customer takes over what he had', async ({ enter }) => {
  const account = await house.ask(ada, 'POST', '/accounts', { name: '接力物流' })
  const [old] = [
    await house.ask(ada, 'POST', '/contacts', { name: '老陈', account: account.id }),
    await house.ask(ada, 'POST', '/contacts', { name: '小林', account: account.id }),
  ]
  const deal = await house.ask(ada, 'POST', '/opportunities', { name: '分拣线', account: account.id, contact: old.id })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/customers/successor?ids=${old.id}`)
  await page.getByRole('heading', { name: fillText(say('customers.successor.title'), { name: '老陈' }, 'zh-CN') }).waitFor()
  await page.locator('[data-role="opportunity"]').first().waitFor()
  await page.getByRole('combobox', { name: say('customers.successor.who') }).click()
  await page.locator('.ant-select-item-option', { hasText: '小林' }).click()
  await page.getByRole('button', { name: say('customers.successor.left.do') }).click()
  await page.waitForURL(`**/o/contacts/${old.id}`)
  const { contact } = await house.ask<{ contact: { title: string } }>(ada, 'GET', `/opportunities/${deal.id}`)
  assert.equal(contact.title, '小林')
})

journey('several leads are converted at once, each into a customer of its own', async ({ enter }) => {
  const leads = await Promise.all(
    ['甲', '乙'].map((name, i) =>
      house.ask(ada, 'POST', '/leads', { name: `转化${name}`, company: `转化${name}公司`, mobile: `1390013900${i}` }),
    ),
  )
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/sales/convert?ids=${leads.map(({ id }) => id).join(',')}`)
  await page.getByRole('heading', { name: fillText(say('sales.convert.many'), { count: 2 }, 'zh-CN') }).waitFor()
  await page.getByRole('checkbox', { name: say('action.sales.convert.withOpportunity') }).uncheck()
  await page.getByRole('button', { name: say('sales.convert.do'), exact: true }).click()
  await page.waitForURL('**/o/leads**')
  await page.getByText(say('run.act.done', { count: 2, number: '2' })).waitFor()
  const filter = encodeURIComponent(JSON.stringify({ name: { startsWith: '转化' } }))
  const { rows } = await house.ask<Rows<{ owner: { title: string } }>>(boss, 'GET', `/accounts?fields=*&filter=${filter}`)
  assert.deepEqual(
    rows.map(({ owner }) => owner.title),
    ['Ada', 'Ada'],
  )
})
