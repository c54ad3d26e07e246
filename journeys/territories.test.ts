import assert from 'node:assert/strict'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const [boss, anna, ben] = [await house.join('Boss', 'administrator'), await house.join('Anna', 'rep'), await house.join('Ben', 'rep')]

journey('a plan of territories is previewed; a deal is registered, and a second one refused', async ({ enter }) => {
  const make = async (plural: string, row: object) => (await house.ask(boss, 'POST', `/${plural}`, row)).id
  const model = await make('territory-models', { name: '2026 方案', owners: 'unowned' })
  const east = await make('territories', { name: '华东', model, filter: { province: '安徽' } })
  await make('territory-members', { territory: east, person: anna.id, role: 'lead', mayWrite: true })
  const account = await make('accounts', { name: '合肥机床', province: '安徽', city: '合肥市', owner: null })
  await make('opportunities', { name: '机床联网', account, amount: 120_000, owner: null })

  const month = `${new Date().getUTCFullYear()}-06-01`
  await make('sales-targets', { whom: 'person', person: anna.id, measure: 'signed', month, amount: 300_000 })

  const chief = await enter(house, boss, { locale: 'zh-CN' })
  await chief.go(`/o/territory-models/${model}`)
  await chief.page.getByText(chief.say('territories.preview.none')).waitFor()
  await chief.page.getByRole('button', { name: chief.say('action.territories.preview'), exact: true }).click()

  // While the preview waits for its minute: Ben registers, Anna comes second.
  const registering = async (who: typeof anna, project: string) => {
    const { page, say, go } = await enter(house, who, { locale: 'zh-CN', isPhone: who === anna })
    await go('/o/deal-registrations/new')
    await page.getByLabel(say('dealRegistration.name')).fill(project)
    await page.getByLabel(say('dealRegistration.customer')).fill('芜湖造船（集团）')
    await page.keyboard.press('Control+Enter')
    return { page, say }
  }
  const first = await registering(ben, '船坞 改造')
  await first.page.getByRole('heading', { name: '船坞 改造' }).waitFor()
  await first.page.getByText(first.say('dealRegistration.state.protected')).first().waitFor()
  const second = await registering(anna, '船坞改造')
  await second.page.getByText('该项目已被他人报备').first().waitFor()

  const recut = chief.page.locator('[data-recut="done"]')
  await recut.waitFor({ timeout: 90_000 })
  await recut.getByRole('link', { name: chief.say('territories.preview.compare') }).click()
  const line = recut.getByRole('row').filter({ hasText: '华东' })
  assert.match((await line.innerText()).replaceAll(/\s+/g, ' '), /华东 0 → 1 0 → 1 .*→ .*120,000/)
  // Anna's target of this year stands beside what she would have; the map shows the province in the colour of the plan.
  await recut.getByRole('row').filter({ hasText: 'Anna' }).getByText('¥300,000').waitFor()
  const after = recut.getByRole('figure').filter({ hasText: chief.say('territories.map.after') })
  await after.getByText('华东').waitFor()
  const province = after.getByRole('button', { name: /安徽/ })
  assert.equal((await province.innerText()).replaceAll(/\s+/g, ' '), '安徽 1')
  // Pressed, the province opens into its cities.
  await province.click()
  await after.getByRole('link', { name: /合肥/ }).waitFor()
  await recut.getByRole('button', { name: chief.say('territories.map.back') }).click()
  await province.waitFor()
  await line.getByRole('link', { name: '1', exact: true }).first().click()
  await chief.page.getByText('合肥机床').first().waitFor()
})
