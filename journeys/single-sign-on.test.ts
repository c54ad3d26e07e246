import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { openLocalProvider } from '#kernel/testing'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

/** The provider sends browsers back to an address that was entered there before: the port is known before the house opens. */
const port = await new Promise<number>((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address() as { port: number }
    server.close(() => resolve(free))
  })
})
const callback = `http://127.0.0.1:${port}/sso`
const provider = await openLocalProvider(callback)
const house = await openWorkplace('zh-CN', { PORT: String(port) })
const ada = await house.join('Ada', 'administrator')
const bo = await house.join('Bo', 'rep')

journey('an administrator enters a provider, and a colleague comes in by its button', async ({ enter, open }) => {
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  const { id } = await house.ask(ada, 'POST', '/identity-providers', {
    name: '企业账号',
    issuer: provider.issuer,
    clientId: provider.client.id,
  })
  await go('/admin')
  await page.getByText(say('admin.object.identityProvider.about')).waitFor()
  await go(`/o/identity-providers/${id}`)
  await page.getByText(callback).waitFor()
  await page.getByText(say('provider.secret.none')).waitFor()
  await page.getByLabel(say('provider.secret'), { exact: true }).fill(provider.client.secret)
  await page.getByRole('button', { name: say('provider.secret.keep') }).click()
  await page.getByText(say('provider.secret.there')).waitFor()
  await page.getByRole('button', { name: say('provider.try') }).click()
  await page.getByText(say('provider.answers')).waitFor()
  await shoot('provider', page)

  provider.people.next = { sub: 'bo', email: bo.email, email_verified: true }
  const visitor = await open(house, { locale: 'zh-CN', isPhone: true })
  await visitor.go('/')
  const button = visitor.page.getByRole('button', { name: say('entry.provider', { name: '企业账号' }) })
  await button.waitFor()
  await shoot('sign-in-phone', visitor.page)
  await button.click()
  await visitor.page.getByRole('navigation', { name: say('nav.label') }).waitFor()
  assert.equal(new URL(visitor.page.url()).pathname, '/')

  provider.people.next = { sub: 'stranger', email: 'stranger@example.org', email_verified: true }
  const stranger = await open(house, { locale: 'en', theme: 'dark' })
  await stranger.go('/')
  await shoot('sign-in-dark', stranger.page)
  await stranger.page.getByRole('button', { name: stranger.say('entry.provider', { name: '企业账号' }) }).click()
  await stranger.page.getByText(stranger.say('entry.sso.failed')).waitFor()
  await stranger.page.getByRole('alert').waitFor()
  assert.equal(new URL(stranger.page.url()).search, '', 'the code does not stay in the address')
  await shoot('refused', stranger.page)
})

/** For whoever wants to look: ZHIKE_PICTURES names a folder. */
async function shoot(name: string, page: { screenshot(o: { path: string }): Promise<unknown> }): Promise<void> {
  if (process.env.ZHIKE_PICTURES) await page.screenshot({ path: `${process.env.ZHIKE_PICTURES}/${name}.png` })
}
