import { assertAccessible } from './support/accessibility.ts'
import { openHouse, openWorkplace } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'

const [house, empty] = await Promise.all([openWorkplace('zh-CN'), openHouse()])
const ada = await house.join('Ada', 'administrator')
const account = await house.ask(ada, 'POST', '/accounts', { name: '上海云帆科技', phone: '021-5555 1234', remark: '老客户' })
const twin = await house.ask(ada, 'POST', '/accounts', { name: '上海雲帆科技', phone: '021-5555 1234' })
const deal = await house.ask(ada, 'POST', '/opportunities', { name: '云帆一期', account: account.id, amount: 120_000, source: 'referral' })
await house.ask(ada, 'POST', `/opportunities/${deal.id}/win`, {})
await house.ask(ada, 'POST', '/opportunities', { name: '云帆二期', account: account.id, amount: 80_000 })
const fourth = await house.ask(ada, 'POST', '/opportunities', { name: '云帆四期', account: account.id, amount: 60_000 })
const steps = [
  { key: 's1', name: '管理员', mode: 'any', empty: 'administrator', self: 'allow', approvers: { kind: 'role', role: 'administrator' } },
]
await house.ask(ada, 'POST', '/approval-flows', {
  title: '四期审批',
  object: 'opportunity',
  condition: 'need == "四期"',
  active: true,
  steps,
})
const waiting = await house.ask(ada, 'POST', '/approval/cases', {
  does: 'change',
  object: 'opportunity',
  id: fourth.id,
  values: { need: '四期' },
})

/** What every page has when it is there: a heading, nothing that is still on its way, and the records it is about. */
const pages: readonly (string | readonly [path: string, link: string])[] = [
  '/',
  ['/o/accounts', '上海云帆科技'],
  `/o/accounts/${account.id}`,
  '/o/accounts/new',
  '/o/accounts/import',
  ['/o/opportunities?view=board', '云帆二期'],
  `/o/opportunities/${deal.id}`,
  '/reports',
  '/reports/sales.win-rate',
  '/history',
  '/imports',
  '/bin',
  '/settings',
  '/nowhere',
  ['/o/accounts?chart={"by":"stage","measure":"count"}', '上海云帆科技'],
  `/o/accounts/merge?ids=${account.id},${twin.id}`,
  '/duplicates',
  '/admin',
  '/admin/people',
  '/admin/roles',
  '/admin/keys',
  '/admin/audit',
  '/admin/backups',
  '/admin/objects',
  '/admin/objects/account',
  '/admin/objects/account?tab=rules',
  '/admin/objects/account?tab=layouts',
  '/admin/objects/account?tab=history',
  '/admin/homes',
  ['/approvals', '四期审批 · 云帆四期'],
  `/approvals/${waiting.id}`,
  '/admin/approvals',
]

/** Long pages fill as they are scrolled to: the next part that is still empty is brought into sight until none is. */
async function untilFilled(page: Visitor['page']): Promise<void> {
  const empty = page.locator('.zk-skeleton').first()
  const isLeft = async () => (await empty.count()) > 0
  for (let look = 0; look < 200 && (await isLeft()); look += 1) {
    await empty.scrollIntoViewIfNeeded({ timeout: 1_000 }).catch(() => undefined)
    await page.waitForTimeout(100)
  }
  await empty.waitFor({ state: 'detached' })
}

for (const theme of ['light', 'dark'] as const) {
  journey(`no page keeps anybody out: ${theme}`, async ({ enter }) => {
    const { page, go } = await enter(house, ada, { locale: theme === 'light' ? 'zh-CN' : 'en', theme })
    for (const one of pages) {
      const [path, link] = typeof one === 'string' ? [one] : one
      await go(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await untilFilled(page)
      if (link) await page.getByRole('link', { name: link }).waitFor()
      await assertAccessible(page, path)
    }
  })

  journey(`the pages before the app keep nobody out: ${theme}`, async ({ open }) => {
    const guest = await open(house, { locale: 'zh-CN', theme })
    await guest.go('/')
    await guest.page.getByRole('heading', { name: guest.say('entry.sign-in.title') }).waitFor()
    await assertAccessible(guest.page, 'sign-in')
    const first = await open(empty, { locale: 'en', theme })
    await first.go('/')
    await first.page.getByRole('heading', { name: first.say('entry.first.title') }).waitFor()
    await assertAccessible(first.page, 'first run')
  })
}
