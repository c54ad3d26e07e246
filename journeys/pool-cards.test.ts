import assert from 'node:assert/strict'
import { fillText } from '#kernel'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const boss = await house.join('Boss', 'administrator')

journey('in a pool that hides names a card is opened, which is counted, and claimed', async ({ enter }) => {
  const eve = await house.join('Eve', 'rep')
  const pool = await house.ask(boss, 'POST', '/pools', { name: '隐名公海', hidesNames: true, openingsPerDay: 5 })
  await house.ask(boss, 'POST', '/shares', { object: 'pool', record: pool.id, granteeKind: 'role', grantee: 'rep' })
  const { id } = await house.ask(boss, 'POST', '/accounts', {
    name: '隐山机械有限公司',
    owner: null,
    pool: pool.id,
    phone: '13873916502',
    city: '苏州',
  })
  const { page, say, go } = await enter(house, eve, { locale: 'zh-CN' })
  await go('/o/pool-cards')
  const card = page.getByRole('link', { name: /^隐\*+$/ }).first()
  await card.waitFor()
  assert.equal(await page.getByText('隐山机械').count(), 0)
  await card.click()
  const hidden = page.locator('[data-hidden-card]')
  await hidden.getByRole('button', { name: say('pools.card.open') }).click()
  const opened = page.locator('[data-opened-card]')
  await opened.getByText('隐山机械有限公司').waitFor()
  await opened.getByRole('link', { name: /138\s?7391\s?6502/ }).waitFor()
  await opened.getByText(fillText(say('pools.card.left'), { left: 4 }, 'zh-CN')).waitFor()
  await page
    .getByRole('button', { name: say('action.pools.claim-card'), exact: true })
    .first()
    .click()
  await page.locator('.zk-toast', { hasText: say('action.pools.claim-card') }).waitFor()
  const { owner } = await house.ask<{ owner: { title: string } }>(boss, 'GET', `/accounts/${id}`)
  assert.equal(owner.title, 'Eve')
})
