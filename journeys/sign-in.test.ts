import assert from 'node:assert/strict'
import { totpOf } from '#kernel/testing'
import { openWorkplace, password } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const bo = await house.join('Bo', 'rep')

const typePassword = async ({ page, say }: Visitor, email: string) => {
  await page.getByLabel(say('entry.email')).fill(email)
  await page.getByLabel(new RegExp(`^${say('entry.password')}`)).fill(password)
  await page.getByRole('button', { name: say('entry.sign-in'), exact: true }).click()
}

journey('two steps: set up with the picture, asked for the code, let in by a recovery code', async ({ enter, open }) => {
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go('/settings')
  const card = page.locator('#second-factor')
  await card.getByRole('button', { name: say('factor.set-up') }).click()
  await card.getByLabel(say('factor.password')).fill(password)
  await card.getByRole('button', { name: say('factor.begin') }).click()
  await card.locator('.ant-qrcode svg').waitFor()
  const secret = (await card.locator('.zk-factor-secret').innerText()).replaceAll(' ', '')
  const uri = `otpauth://totp/x?secret=${secret}`
  await card.getByLabel(say('factor.code'), { exact: true }).fill(totpOf(uri, Date.now() - 30_000))
  await card.getByRole('button', { name: say('factor.finish') }).click()
  const recovery = await card
    .getByRole('list', { name: say('factor.codes') })
    .getByRole('listitem')
    .first()
    .innerText()
  await card.getByRole('button', { name: say('factor.codes.kept') }).click()
  await card.getByText(say('factor.on'), { exact: true }).waitFor()

  const second = await open(house, { locale: 'zh-CN', isPhone: true })
  await second.go('/')
  await typePassword(second, ada.email)
  await second.page.getByLabel(say('factor.code'), { exact: true }).fill('000000')
  await second.page.getByRole('button', { name: say('factor.show') }).click()
  await second.page.getByRole('alert').waitFor()
  await second.page.getByLabel(say('factor.code'), { exact: true }).fill(totpOf(uri))
  await second.page.getByRole('button', { name: say('factor.show') }).click()
  await second.page.getByRole('navigation', { name: say('nav.label') }).waitFor()

  const third = await open(house, { locale: 'zh-CN' })
  await third.go('/')
  await typePassword(third, ada.email)
  await third.page.getByRole('button', { name: say('factor.by-recovery') }).click()
  await third.page.getByLabel(say('factor.recovery')).fill(recovery.trim())
  await third.page.getByRole('button', { name: say('factor.show') }).click()
  await third.page.getByRole('navigation', { name: say('nav.label') }).waitFor()

  await go('/settings')
  await page
    .locator('#sessions')
    .getByRole('button', { name: say('sessions.end-others') })
    .click()
  await third.page.reload()
  await third.page.getByLabel(say('entry.email')).waitFor()
})

journey('a passkey of the device opens without a password', async ({ open }) => {
  const here = { address: house.address.replace('127.0.0.1', 'localhost') }
  const visitor = await open(here, { locale: 'zh-CN' })
  const { page, say, go } = visitor
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await go('/')
  await typePassword(visitor, bo.email)
  await page.getByRole('navigation', { name: say('nav.label') }).waitFor()
  await go('/settings')
  const card = page.locator('#passkeys')
  await card.getByLabel(say('passkeys.name')).fill('测试设备')
  await card.getByRole('button', { name: say('passkeys.add') }).click()
  await card.getByText('测试设备').waitFor()
  await page.evaluate(() => fetch('/api/v1/session', { method: 'DELETE', headers: { 'x-zhike': '1' } }).then(() => undefined))
  await go('/')
  await page.getByRole('button', { name: say('entry.passkey') }).click()
  await page.getByRole('navigation', { name: say('nav.label') }).waitFor()
  const person = await page.evaluate(async () => (await (await fetch('/api/v1/session')).json()) as { person: { name: string } })
  assert.equal(person.person.name, 'Bo')
  await go('/settings')
  await card.getByRole('button', { name: say('passkeys.remove') }).click()
  await card.getByText('测试设备').waitFor({ state: 'detached' })
})
