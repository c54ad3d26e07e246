import { openWorkplace } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const ben = await house.join('Ben', 'rep')
const device = { locale: 'zh-CN' } as const
const deal = (name: string, more: object) => house.ask(ben, 'POST', '/opportunities', { name, ...more })
await deal('云帆一期', { amount: 120_000, expectedOn: '2026-03-10' })
await deal('云帆二期', { amount: 80_000, expectedOn: '2026-03-28' })
await deal('华瑞仓储', { amount: 40_000, expectedOn: '2026-05-02' })

const tab = ({ page }: Visitor, name: string) => page.getByRole('tab', { name: new RegExp(name) })

/** Keeps what the list shows under a name, by the button beside the tabs. */
async function keep({ page, say }: Visitor, name: string, role?: string): Promise<void> {
  await page.getByRole('button', { name: say('views.save-as') }).click()
  await page.getByLabel(say('views.name')).fill(name)
  if (role) {
    await page.getByLabel(say('views.roles')).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle(role, { exact: true }).click()
    await page.keyboard.press('Escape')
    if (!(await page.getByLabel(say('views.name')).isVisible())) throw new Error('the form closed with its list')
  }
  await page.getByRole('button', { name: say('views.save'), exact: true }).click()
  await page.getByText(say('views.saved', { view: name })).waitFor()
}

async function step({ page, say }: Visitor, view: string, ...path: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: say('views.menu', { view }) }).click()
  for (const entry of path) await page.getByRole('menuitem', { name: entry }).click()
}

journey('a view is pinned, and opens first for its person', async ({ enter }) => {
  const visitor = await enter(house, ben, device)
  const { page, say, go } = visitor
  await go('/o/opportunities?filter={"amount":{"gte":100000}}')
  await page.getByRole('link', { name: '云帆一期' }).waitFor()
  await keep(visitor, '大单')
  await go('/o/opportunities?sort=expectedOn')
  await page.getByRole('link', { name: '华瑞仓储' }).waitFor()
  await keep(visitor, '按日期')
  await step(visitor, '按日期', say('views.pin'))
  await page.getByText(say('views.pinned', { view: '按日期' })).waitFor()
  await tab(visitor, '按日期')
    .getByRole('img', { name: say('views.is-pinned') })
    .waitFor()
  await step(visitor, '按日期', say('views.first'))
  await page.getByText(say('views.first.done', { view: '按日期' })).waitFor()
  await go('/')
  await page
    .getByRole('navigation', { name: say('nav.label') })
    .getByRole('link', { name: say('opportunity.plural'), exact: true })
    .click()
  await page.waitForURL(/sort=expectedOn/)
  await page.locator('[role=tab][aria-selected=true]').filter({ hasText: '按日期' }).waitFor()
  await step(visitor, '按日期', say('views.not-first'))
  await page.getByText(say('views.not-first.done', { view: '按日期' })).waitFor()
  await go('/o/opportunities')
  await page
    .locator('[role=tab][aria-selected=true]')
    .filter({ hasText: say('list.all') })
    .waitFor()
})

journey('what opens first for a role is chosen by an administrator', async ({ enter }) => {
  const [admin, seller] = [await enter(house, ada, device), await enter(house, ben, device)]
  await admin.go('/o/opportunities?filter={"amount":{"lt":50000}}')
  await admin.page.getByRole('link', { name: '华瑞仓储' }).waitFor()
  await keep(admin, '小单', admin.say('member.roles.rep'))
  await step(admin, '小单', admin.say('views.first.roles'), admin.say('member.roles.rep'))
  await admin.page.getByText(admin.say('views.first.role', { view: '小单', role: admin.say('member.roles.rep') })).waitFor()
  await seller.go('/o/opportunities')
  await seller.page.locator('[role=tab][aria-selected=true]').filter({ hasText: '小单' }).waitFor()
  await seller.page.getByRole('link', { name: '华瑞仓储' }).waitFor()
  await seller.page.getByRole('link', { name: '云帆一期' }).waitFor({ state: 'detached' })
})

journey('a list in groups by month, and no more than a thousand groups', async ({ enter }) => {
  const visitor = await enter(house, ada, device)
  const { page, say, go } = visitor
  await go('/o/opportunities?saved=none')
  await page.getByRole('button', { name: say('list.group'), exact: true }).click()
  await page.getByRole('menuitem', { name: say('opportunity.expectedOn') }).hover()
  await page.getByRole('menuitem', { name: say('chart.unit.month'), exact: true }).click()
  const march = page.getByRole('button', { name: '2026年3月 · 2' })
  await march.waitFor()
  await page.getByRole('button', { name: '2026年5月 · 1' }).click()
  await page.getByRole('link', { name: '华瑞仓储' }).waitFor()
  await march.click()
  await page.getByRole('link', { name: '云帆一期' }).waitFor({ state: 'detached' })

  for (let batch = 0; batch < 11; batch += 1) {
    const names = Array.from({ length: 100 }, (_, i) => ({ name: `客户 ${batch * 100 + i}` }))
    const { rows } = await house.ask<{ rows: { id: string }[] }>(ada, 'POST', '/accounts', names)
    await house.ask(
      ada,
      'POST',
      '/contacts',
      rows.map(({ id }, i) => ({ name: `联系人 ${batch * 100 + i}`, account: id })),
    )
  }
  await go('/o/contacts?group=account')
  await page.locator('.zk-group-head').first().hover()
  await page.mouse.wheel(0, 100_000)
  await page.getByText(say('group.more', { number: '1,000' })).waitFor()
})
