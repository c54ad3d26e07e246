import assert from 'node:assert/strict'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')

journey('a visitor who leaves no way to be reached hears it while filling in, and nothing is sent', async ({ open }) => {
  const questions = [{ field: 'name' }, { field: 'mobile' }, { field: 'email' }, { field: 'need' }]
  const form = await house.ask(ada, 'POST', '/web-forms', { name: '官网咨询', leastSeconds: 0, questions })
  const { page, go } = await open(house, { locale: 'zh-CN', isPhone: true })
  const sent: string[] = []
  page.on('request', (request) => void (request.method() === 'POST' && sent.push(request.url())))
  await go(`/f/acme/${form.id}`)
  const note = page.getByRole('alert')
  await page.getByLabel(/^姓名|^名称|^联系人/).fill('王小明')
  await page.locator('#q-mobile').focus()
  assert.equal(await note.count(), 0, 'not before somebody went past the question')
  await page.locator('#q-need').focus()
  await note.getByText('请至少留一种联系方式').waitFor()
  assert.equal(await page.locator('#q-email').getAttribute('aria-invalid'), 'true')
  await page.locator('button[type=submit]').click()
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'q-mobile')
  assert.deepEqual(sent, [])
  await page.locator('#q-email').fill('wang@example.com')
  await note.waitFor({ state: 'hidden' })
  assert.equal(await page.locator('#q-email').getAttribute('aria-invalid'), null)
  await page.locator('button[type=submit]').click()
  await page.waitForURL(/sent=1/)
  assert.equal(sent.length, 1)
})
