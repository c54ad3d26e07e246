import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { openWorkplace } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const device = { locale: 'zh-CN' } as const
/** Everything this browser was told by the server, as text. */
const listen = ({ page }: Visitor): string[] => {
  const told: string[] = []
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/api/'))
      response.text().then(
        (text) => told.push(`${response.url()} ${text}`),
        () => undefined,
      )
  })
  return told
}

/** Chooses a step with a person of the page of people. */
async function step({ page, say }: Visitor, name: string, key: string): Promise<void> {
  await page.getByRole('button', { name: say('people.steps', { name }) }).click()
  await page.getByRole('menuitem', { name: say(`people.step.${key}`) }).click()
}

journey('masked numbers: no page, answer or file shows the digits', async ({ enter }) => {
  const digits = ['13873916502', '7391', '138 7391']
  const all = { read: 'all', create: true, update: 'all', export: true }
  await house.ask(ada, 'POST', '/meta/roles', {
    key: 'desk',
    name: '前台',
    grants: { account: all, contact: { ...all, fields: { mobile: 'masked', workPhone: 'masked' } } },
  })
  const desk = await house.join('Desk', 'desk')
  const { id } = await house.ask(ada, 'POST', '/contacts', { name: '周敏', mobile: '13873916502', workPhone: '13873916502' })
  const visitor = await enter(house, desk, device)
  const { page, say, go } = visitor
  const told = listen(visitor)
  const shown: string[] = []
  const look = async () => void shown.push(await page.content())

  await go('/o/contacts')
  await page
    .getByText(/\*{4}6502/)
    .first()
    .waitFor()
  await look()
  await go(`/o/contacts/${id}`)
  await page
    .getByText(/\*{4}6502/)
    .first()
    .waitFor()
  await look()
  await go('/o/contacts')
  await page
    .getByText(/\*{4}6502/)
    .first()
    .waitFor()
  await page.locator(`[row-id="${id}"] .ag-selection-checkbox, [row-id="${id}"] input[type=checkbox]`).first().click()
  await page
    .getByRole('button', { name: say('list.export') })
    .first()
    .click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(say('list.export.csv')).click()])
  const file = await readFile((await download.path())!, 'utf8')
  assert.ok(file.includes('周敏') && file.includes('****6502'), file)
  await go('/o/contacts?q=13873916502')
  await page.getByRole('search').waitFor()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  assert.equal(await page.getByText('周敏').count(), 0)

  assert.ok(told.length > 3)
  for (const digit of digits)
    assert.deepEqual(
      [...shown, ...told.filter((text) => !text.includes('q=13873916502')), file].filter((text) => text.includes(digit)),
      [],
      digit,
    )
})

journey('a wall is built from conditions; who has the role reaches what is behind it no more', async ({ enter }) => {
  const rep = await house.join('Rong', 'readonly')
  for (const province of ['广东', '浙江']) await house.ask(ada, 'POST', '/accounts', { name: `${province}茶业`, province })
  const { page, say, go } = await enter(house, ada, device)
  await go('/admin/roles?role=readonly')
  await page
    .getByRole('rowheader')
    // Behind the name stands how many fields are exceptions.
    .getByRole('button', { name: new RegExp(`^${say('account.plural')}( |$)`) })
    .click()
  await page.getByRole('button', { name: say('filter.add'), exact: true }).click()
  await page
    .getByRole('button', { name: say('filter.add'), exact: true })
    .last()
    .click()
  await page.keyboard.type(say('account.province'))
  await page.keyboard.press('Enter')
  await page.getByLabel(say('account.province')).last().fill('广东')
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: say('form.save') }).click()
  await page.getByText(say('rights.role.saved', { name: say('member.roles.readonly') })).waitFor()
  const seen = (await house.ask<{ rows: { name: string }[] }>(rep, 'GET', '/accounts?fields=name')).rows
  assert.deepEqual(
    seen.map(({ name }) => name),
    ['广东茶业'],
  )
})

journey('see as another person, share a record, deactivate: the open session ends', async ({ enter }) => {
  const rep = await house.join('Rui', 'rep')
  const { id } = await house.ask(ada, 'POST', '/accounts', { name: '苏州工坊', owner: ada.id })
  const one = await enter(house, ada, device)
  const { page, say, go } = one
  await go('/admin/people')
  await step(one, 'Rui', 'see-as')
  const banner = page.getByText(say('seeing.as', { name: 'Rui' }))
  await banner.waitFor()
  await go('/o/accounts')
  await page.getByRole('search').waitFor()
  await banner.waitFor()
  assert.equal(await page.getByText('苏州工坊').count(), 0)
  await page.getByRole('button', { name: say('seeing.end') }).click()
  await banner.waitFor({ state: 'detached' })

  await house.ask(ada, 'POST', `/accounts/${id}/shares`, { person: rep.id })
  const other = await enter(house, rep, device)
  await other.go(`/o/accounts/${id}`)
  await other.page.getByRole('heading', { name: '苏州工坊' }).waitFor()

  await go('/admin/people')
  await step(one, 'Rui', 'deactivate')
  await page.getByText(say('people.done.deactivate', { name: 'Rui' })).waitFor()
  await other.page.reload()
  await other.page.getByLabel(say('entry.email')).waitFor()
})
