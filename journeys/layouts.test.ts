import assert from 'node:assert/strict'
import { assertAccessible } from './support/accessibility.ts'
import { openWorkplace } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'
import { drawerOf, pick } from './support/shaping.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const ben = await house.join('Ben', 'rep')
const device = { locale: 'zh-CN' } as const

/** Headings of the cards beside a record, from top to bottom. */
const cardsOf = ({ page }: Visitor) => page.locator('.zk-record-right .zk-card-head h2')

async function openRecord(visitor: Visitor, address: string): Promise<string[]> {
  await visitor.go(address)
  await cardsOf(visitor).first().waitFor()
  return cardsOf(visitor).allTextContents()
}

journey('panels of a record page are ordered and taken away for a role, and lists begin in another order', async ({ enter }) => {
  const { id } = await house.ask(ben, 'POST', '/opportunities', { name: '云帆一期', amount: 80_000 })
  await house.ask(ben, 'POST', '/opportunities', { name: '安达仓储', amount: 90_000 })
  const [admin, seller] = [await enter(house, ada, device), await enter(house, ben, device)]
  const { page, say } = admin
  const [first, earn] = [say('panel.sales.advice'), say('panel.commissions.earn')]
  const before = await openRecord(seller, `/o/opportunities/${id}`)
  assert.ok(before.includes(earn) && before[0] === first, before.join(' '))

  await admin.go('/admin/objects/opportunity?tab=layouts')
  await page.getByRole('tab', { name: say('define.tab.layouts') }).click()
  await page.getByRole('button', { name: say('define.layout.new') }).click()
  await page.getByLabel(new RegExp(`^${say('define.layout.label')}`)).fill('销售看到的')
  await pick(admin, page.getByLabel(say('define.layout.roles')), say('member.roles.rep'))
  await page.keyboard.press('Escape')
  const panels = page.locator('.zk-define-field').filter({ hasText: say('define.layout.panels') })
  await panels.getByRole('button', { name: say('define.take', { what: earn }) }).click()
  await panels.getByRole('button', { name: say('define.take', { what: first }) }).click()
  await pick(admin, panels.getByRole('combobox'), first)
  await pick(admin, page.getByLabel(say('define.layout.sort')), `${say('opportunity.name')} · ${say('filter.order.text.ascending')}`)
  await assertAccessible(page, 'editor of a layout')
  await page.getByRole('button', { name: say('form.save'), exact: true }).click()
  await page.getByRole('button', { name: '销售看到的', exact: true }).waitFor()

  const after = await openRecord(seller, `/o/opportunities/${id}`)
  assert.equal(after.includes(earn), false, 'taken away')
  const rest = before.filter((name) => name !== earn && name !== first)
  assert.deepEqual(
    after.filter((name) => before.includes(name) && name !== first),
    rest,
    'the others stand as they did',
  )
  assert.ok(after.indexOf(first) > after.indexOf(say('panel.buying.way')), 'it is the last of the panels now')
  await seller.go('/o/opportunities')
  await seller.page.getByRole('link', { name: '云帆一期' }).waitFor()
  const names = await seller.page.getByRole('link', { name: /云帆一期|安达仓储/ }).allTextContents()
  assert.deepEqual(names, ['安达仓储', '云帆一期'])
  const theirs = await openRecord(admin, `/o/opportunities/${id}`)
  assert.ok(theirs.includes(earn), 'for other roles it is as it was')
})

journey('what records of an object of one’s own are known by is set on its page, and a refusal stands beside it', async ({ enter }) => {
  const link = (to: string, label: string) => ({ kind: 'link', to, labels: { 'zh-CN': label } })
  const word = (label: string) => ({ kind: 'text', labels: { 'zh-CN': label } })
  const fields = { name: word('名称'), code: word('工号'), client: link('account', '甲方'), part: link('parcel', '上级包裹') }
  await house.ask(ada, 'POST', '/meta/objects', { name: 'parcel', labels: { 'zh-CN': '包裹' }, fields })
  await house.ask(ada, 'POST', '/parcels', [
    { name: '甲', code: 'A1' },
    { name: '乙', code: 'A1' },
  ])
  const admin = await enter(house, ada, device)
  const { page, say } = admin
  await admin.go('/admin/objects/parcel')
  await page.getByRole('button', { name: say('define.object.rename') }).click()
  const drawer = drawerOf(admin)
  const label = (trait: string) => drawer.getByLabel(say(`define.object.${trait}`), { exact: true })
  await pick(admin, label('title'), '工号')
  await pick(admin, label('follows'), '甲方')
  await page.keyboard.press('Escape')
  await pick(admin, label('tree'), '上级包裹')
  await drawer.getByRole('button', { name: say('define.object.unique.add') }).click()
  await pick(admin, drawer.getByRole('combobox', { name: say('define.object.unique.fields') }), '工号')
  await page.keyboard.press('Escape')
  await drawer.getByRole('button', { name: say('form.save') }).click()
  const refusal = drawer.getByRole('alert')
  await refusal.waitFor()
  assert.match(await refusal.innerText(), /[\u4e00-\u9fff]{4}/)
  await assertAccessible(page, 'drawer of an object')
  await drawer.getByRole('button', { name: say('define.object.unique.remove') }).click()
  await drawer.getByRole('button', { name: say('form.save') }).click()
  await drawer.waitFor({ state: 'detached' })
  const { title, follows, tree, unique } = await house.ask(ada, 'GET', '/meta/objects/parcel')
  assert.deepEqual({ title, follows, tree, unique }, { title: 'code', follows: ['client'], tree: 'part', unique: [] })
})
