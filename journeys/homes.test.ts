import assert from 'node:assert/strict'
import { assertAccessible } from './support/accessibility.ts'
import { openWorkplace } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'
import { drawerOf, pick } from './support/shaping.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const ben = await house.join('Ben', 'rep')
for (const [name, amount] of [
  ['云帆一期', 120_000],
  ['云帆二期', 80_000],
  ['华瑞仓储', 40_000],
] as const)
  await house.ask(ben, 'POST', '/opportunities', { name, amount })
await house.ask(ben, 'POST', '/accounts', { name: '云帆科技' })
const device = { locale: 'zh-CN' } as const

/** What the tiles are called, from top to bottom. */
const tilesOf = ({ page }: Visitor) => page.locator('.zk-homes-line .zk-define-open .zk-clip:first-child').allTextContents()
const tile = ({ page }: Visitor, label: string) => page.locator('.zk-home-tile').filter({ hasText: label })

async function addTile(visitor: Visitor, kind: string, settle: (drawer: ReturnType<typeof drawerOf>) => Promise<void>): Promise<void> {
  const { page, say } = visitor
  await page.getByRole('button', { name: say('tile.add') }).click()
  await page.getByRole('menuitem', { name: say(`tile.${kind}`), exact: true }).click()
  const drawer = drawerOf(visitor)
  await drawer.getByText(say(`tile.${kind}.about`)).waitFor()
  await settle(drawer)
  await drawer.getByRole('button', { name: say('tile.done') }).click()
  await drawer.waitFor({ state: 'detached' })
}

/** A home for representatives: a sum, the rows of a kept view, buttons; the rest of what was there is taken away. */
async function makeHome(visitor: Visitor): Promise<void> {
  const { page, say, go } = visitor
  await go('/admin/homes')
  await page.getByText(say('define.home.none'), { exact: true }).waitFor()
  await page.getByRole('button', { name: say('define.home.new') }).click()
  await page.getByLabel(new RegExp(`^${say('define.home.label')}`)).fill('销售的一天')
  await pick(visitor, page.getByLabel(say('define.layout.roles')), say('member.roles.rep'))
  await page.keyboard.press('Escape')
  for (const line of (await page.locator('.zk-homes-line').all()).toReversed()) await line.getByRole('button').last().click()
  await addTile(visitor, 'number', async (drawer) => {
    await drawer.getByLabel(new RegExp(`^${say('tile.label')}`)).fill('我的金额')
    await pick(visitor, drawer.getByLabel(say('tile.setting.object')), say('opportunity'))
    await pick(visitor, drawer.getByLabel(say('chart.measure')), say('chart.measure.sum', { field: say('opportunity.amount') }))
  })
  await addTile(visitor, 'rows', async (drawer) => {
    await pick(visitor, drawer.getByLabel(say('tile.setting.object')), say('opportunity'))
    await pick(visitor, drawer.getByLabel(say('tile.from-view'), { exact: true }), '大单')
  })
  await addTile(visitor, 'create', async () => undefined)
  assert.deepEqual(await tilesOf(visitor), ['我的金额', '大单', say('tile.create')])
  await page.getByRole('button', { name: say('tile.up', { tile: say('tile.create') }) }).click()
  await page.getByRole('button', { name: say('tile.up', { tile: say('tile.create') }) }).click()
  assert.deepEqual(await tilesOf(visitor), [say('tile.create'), '我的金额', '大单'])
  await tile(visitor, '大单').getByRole('link', { name: '云帆一期' }).waitFor()
  await assertAccessible(page, 'editor of home pages')
  await page.getByRole('button', { name: say('form.save'), exact: true }).click()
  await page.getByRole('button', { name: '销售的一天', exact: true }).waitFor()
}

journey('an administrator makes a home page for a role, its people see it, and undo takes it away', async ({ enter }) => {
  await house.ask(ada, 'POST', '/meta/views', {
    object: 'opportunity',
    name: '大单',
    body: { filter: { amount: { gte: 50_000 } }, sort: '-amount', columns: 'name,amount,stage' },
  })
  const [admin, seller] = [await enter(house, ada, device), await enter(house, ben, device)]
  await seller.page.getByRole('link', { name: seller.say('home.mine', { objects: seller.say('opportunity.plural') }) }).waitFor()
  await makeHome(admin)

  // Without a reload: whoever looks is told that what he sees was built anew.
  await tile(seller, '大单').getByRole('link', { name: '云帆一期' }).waitFor()
  assert.equal(await tile(seller, '大单').getByRole('link', { name: '华瑞仓储' }).count(), 0)
  await tile(seller, '我的金额').getByRole('link', { name: '24' }).waitFor()
  await assertAccessible(seller.page, 'a home page of tiles')
  await seller.page.getByRole('button', { name: seller.say('object.create', { object: seller.say('lead') }) }).waitFor()
  await tile(seller, '我的金额').getByRole('link', { name: '24' }).click()
  await seller.page.waitForURL(/\/o\/opportunities/)
  await seller.go('/')
  await tile(seller, '大单').waitFor()

  await admin.page.getByRole('button', { name: admin.say('toast.undo') }).click()
  await admin.page.getByText(admin.say('define.home.none'), { exact: true }).waitFor()
  await seller.page.getByRole('link', { name: seller.say('home.mine', { objects: seller.say('opportunity.plural') }) }).waitFor()
})

journey('a tile shows an own report to whoever may read it, and says in words that others may not', async ({ enter }) => {
  await house.ask(ada, 'POST', '/own-reports', {
    name: '各阶段的金额',
    object: 'opportunity',
    body: { draw: 'table', by: [{ field: 'stage' }], figures: [{ key: 'f1', measure: 'sum', of: 'amount' }] },
  })
  const [admin, seller] = [await enter(house, ada, device), await enter(house, ben, device)]
  const { page, say, go } = admin
  await go('/admin/homes')
  await page.getByRole('button', { name: say('define.home.new') }).click()
  await page.getByLabel(new RegExp(`^${say('define.home.label')}`)).fill('报表')
  for (const line of (await page.locator('.zk-homes-line').all()).toReversed()) await line.getByRole('button').last().click()
  await page.getByRole('button', { name: say('tile.add') }).click()
  await page.getByRole('menuitem', { name: say('ownReport'), exact: true }).click()
  const drawer = drawerOf(admin)
  await drawer.getByText(say('tile.panel.about')).waitFor()
  assert.equal(await drawer.getByRole('button', { name: say('tile.done') }).isDisabled(), true)
  await pick(admin, drawer.getByRole('combobox', { name: say('ownReport'), exact: true }), '各阶段的金额')
  await drawer.getByLabel(new RegExp(`^${say('tile.label')}`)).fill('钱在哪里')
  await drawer.getByRole('button', { name: say('tile.done') }).click()
  await drawer.waitFor({ state: 'detached' })
  assert.deepEqual(await tilesOf(admin), ['钱在哪里'])
  await page.getByText(`${say('ownReport')} · 各阶段的金额`).waitFor()
  await tile(admin, '钱在哪里').getByRole('table').waitFor()
  await assertAccessible(page, 'a tile of an own report')
  await page.getByRole('button', { name: say('form.save'), exact: true }).click()
  await page.getByRole('button', { name: '报表', exact: true }).waitFor()

  await seller.page.getByText(seller.say('tile.panel.gone')).waitFor()
  await page.getByRole('button', { name: say('toast.undo') }).click()
  await page.getByText(say('define.home.none'), { exact: true }).waitFor()
})

journey('who has several home pages chooses, also on a phone', async ({ enter }) => {
  const rows = { kind: 'rows', object: 'opportunity', columns: ['amount'], sort: ['amount'], labels: { 'zh-CN': '从小到大' } }
  await house.ask(ada, 'POST', '/meta/homes', {
    labels: { 'zh-CN': '第一页' },
    roles: ['rep'],
    tiles: [{ kind: 'recent', object: 'opportunity' }],
  })
  await house.ask(ada, 'POST', '/meta/homes', { labels: { 'zh-CN': '第二页' }, tiles: [rows], position: 1 })
  const visitor = await enter(house, ben, { ...device, isPhone: true, theme: 'dark' })
  const { page, say, go } = visitor
  await page.getByRole('link', { name: say('home.recent', { objects: say('opportunity.plural') }) }).waitFor()
  await pick(visitor, page.getByRole('combobox', { name: say('home.choose') }), '第二页')
  await tile(visitor, '从小到大').getByRole('link', { name: '华瑞仓储' }).waitFor()
  await go('/')
  await tile(visitor, '从小到大').getByRole('link', { name: '华瑞仓储' }).waitFor()
  await assertAccessible(page, 'a chosen home page on a phone')
})
