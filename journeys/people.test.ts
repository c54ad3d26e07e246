import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openWorkplace, password } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const device = { locale: 'zh-CN' } as const

/** The link of the letter to an address, where it lies when there is no mail server. */
async function linkTo(email: string): Promise<string> {
  const folder = join(house.dataDir, 'letters')
  for (let tries = 0; tries < 50; tries += 1) {
    const names = await readdir(folder).catch(() => [] as string[])
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    const link = texts.find((text) => text.includes(email))?.match(/\/welcome\?token=[\w-]+/)?.[0]
    if (link) return link
    await new Promise((later) => setTimeout(later, 100))
  }
  throw new Error(`no letter to ${email}`)
}

const lineOf = ({ page }: Visitor, name: string) => page.getByRole('row').filter({ hasText: name })

async function invite({ page, say, go }: Visitor, name: string, email: string): Promise<void> {
  await go('/admin/people')
  await page.getByRole('button', { name: say('people.invite'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('member.name')).fill(name)
  await dialog.getByLabel(say('member.email')).fill(email)
  await dialog.getByRole('button', { name: say('people.invite.send') }).click()
  await page.getByText(say('people.done.invite', { name, email })).waitFor()
}

journey('a colleague is invited, comes in, leaves, and another one goes on with the work', async ({ enter, open }) => {
  const admin = await enter(house, ada, device)
  const { page, say } = admin
  await invite(admin, '周敏', 'min@acme.example')
  await lineOf(admin, '周敏').getByText(say('people.state.pending')).waitFor()

  const guest = await open(house, device)
  await guest.go(await linkTo('min@acme.example'))
  await guest.page.getByLabel(guest.say('entry.password.new')).fill(password)
  await guest.page.getByRole('button', { name: guest.say('entry.welcome.begin') }).click()
  await guest.page.getByRole('navigation', { name: guest.say('nav.label') }).waitFor()
  await guest.go('/o/accounts/new')
  await guest.page.getByLabel(new RegExp(`^${guest.say('account.name')}`)).fill('周敏的客户')
  await guest.page.keyboard.press('Control+Enter')
  await guest.page.getByRole('heading', { name: '周敏的客户' }).waitFor()

  await admin.go('/admin/people')
  await lineOf(admin, '周敏').getByText(say('people.state.active')).waitFor()
  await page.getByRole('button', { name: say('people.steps', { name: '周敏' }) }).click()
  await page.getByRole('menuitem', { name: say('people.step.hand-over') }).click()
  const drawer = page.locator('.ant-drawer-content-wrapper:visible')
  await drawer.getByText(say('account.plural')).waitFor()
  await drawer.getByLabel(say('handover.all'), { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByText('Ada', { exact: true }).click()
  await drawer.getByRole('button', { name: say('handover.begin') }).click()
  await drawer.getByRole('button', { name: say('handover.close') }).click()
  await lineOf(admin, '周敏').getByText(say('people.state.inactive')).waitFor()
  const { rows } = await house.ask<{ rows: { owner: { title: string } }[] }>(ada, 'GET', '/accounts?fields=owner')
  assert.deepEqual(
    rows.map(({ owner }) => owner.title),
    ['Ada'],
  )
  await guest.go('/o/accounts')
  await guest.page.getByRole('button', { name: guest.say('entry.sign-in'), exact: true }).waitFor()
})
