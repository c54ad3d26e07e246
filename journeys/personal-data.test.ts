import assert from 'node:assert/strict'
import { assertAccessible } from './support/accessibility.ts'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const payee = {
  name: 'payee',
  labels: { en: 'Payee', 'zh-CN': '收款方' },
  title: 'name',
  fields: {
    name: { kind: 'text', required: true, labels: { en: 'Name', 'zh-CN': '名称' } },
    account: { kind: 'secret', shows: 4, labels: { en: 'Bank account', 'zh-CN': '银行账号' } },
  },
}
await house.ask(ada, 'POST', '/meta/objects', payee)
const told = async (id: string) => (await house.ask(ada, 'POST', `/payees/${id}/reveal`, { field: 'account' })).value

journey('an encrypted value shows as a mask, is told at the eye, and is replaced by typing it whole', async ({ enter }) => {
  const { id } = await house.ask(ada, 'POST', '/payees', { name: '华瑞物流', account: '6222 0210 0111 4321' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go('/o/payees')
  await page.getByText('••••4321').first().waitFor()
  await go(`/o/payees/${id}`)
  const shown = page.locator('.zk-secret')
  assert.equal(await shown.innerText(), '••••4321')
  await page.getByRole('button', { name: `银行账号: ${say('field.secret.show')}` }).click()
  await page.getByText('6222 0210 0111 4321').waitFor()
  await assertAccessible(page, 'a record with an encrypted field')
  await page.getByRole('button', { name: `银行账号: ${say('field.secret.hide')}` }).click()
  assert.equal(await shown.innerText(), '••••4321')
  await page.getByRole('button', { name: say('record.edit-field', { field: '银行账号' }) }).click()
  const input = page.getByRole('textbox', { name: '银行账号' })
  assert.equal(await input.inputValue(), '', 'the mask is no value to go on typing in')
  await input.fill('6217 0001 0002 9999')
  await input.press('Enter')
  await page.getByText('••••9999').first().waitFor()
  assert.equal(await told(id), '6217 0001 0002 9999')
  await page.getByRole('button', { name: say('record.edit-field', { field: '银行账号' }) }).click()
  await page.getByRole('textbox', { name: '银行账号' }).press('Enter')
  await page.getByRole('textbox', { name: '银行账号' }).waitFor({ state: 'detached' })
  assert.equal(await told(id), '6217 0001 0002 9999', 'left as it was')
})

journey('on a phone, in the dark: a person is found and erased once the name is typed', async ({ enter }) => {
  const firm = await house.ask(ada, 'POST', '/accounts', { name: '华瑞', remark: '找 Grace Hopper' })
  const contact = await house.ask(ada, 'POST', '/contacts', { name: 'Grace Hopper', email: 'grace@hopper.example', account: firm.id })
  const { page, say, go } = await enter(house, ada, { locale: 'en', isPhone: true, theme: 'dark' })
  await go('/admin/person')
  await page.getByRole('textbox', { name: say('person.q') }).fill('GRACE@hopper.example')
  await page.getByRole('button', { name: say('person.find'), exact: true }).tap()
  await page.getByRole('heading', { name: say('person.records', { count: 2 }) }).waitFor()
  await assertAccessible(page, 'the page of one person’s data')
  const now = page.getByRole('button', { name: say('person.erase.now') })
  const word = page.getByLabel(say('person.erase.type', { word: 'Grace Hopper' }))
  await word.fill('grace')
  assert.ok(await now.isDisabled())
  await word.fill('Grace Hopper')
  await now.tap()
  await page.locator('.zk-subject-hash').waitFor()
  assert.match(String((await house.ask(ada, 'GET', `/contacts/${contact.id}`)).name), /^\(erased\)/)
  assert.equal((await house.ask(ada, 'GET', `/accounts/${firm.id}`)).remark, '找 (erased)')
})
