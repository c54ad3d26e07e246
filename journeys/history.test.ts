import assert from 'node:assert/strict'
import { openWorkplace, type Row } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const nameOf = async (id: string): Promise<unknown> => (await house.ask(ada, 'GET', `/accounts/${id}`)).name

/** A customer that was renamed and moved since it was made. */
async function renamed(): Promise<Row> {
  const row = await house.ask(ada, 'POST', '/accounts', { name: '老名字', city: '苏州', phone: '0512-6666 0001' })
  await house.ask(ada, 'PATCH', `/accounts/${row.id}`, { name: '新名字' })
  await house.ask(ada, 'PATCH', `/accounts/${row.id}`, { city: '无锡' })
  return row
}

journey('two versions beside each other; one value comes back, then all of them, and that is taken back', async ({ enter }) => {
  const { id } = await renamed()
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/accounts/${id}`)
  await page.getByRole('button', { name: say('versions.compare'), exact: true }).click()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('苏州').waitFor()
  assert.equal(await drawer.getByText('老名字').count(), 0)
  await page.keyboard.press('Escape')
  await drawer.waitFor({ state: 'detached' })

  await page
    .getByRole('button', { name: new RegExp(say('versions.compare-with-now', { when: '.+' })) })
    .last()
    .click()
  await drawer.getByText('老名字').waitFor()
  await drawer.getByRole('button', { name: say('versions.restore-field', { field: say('account.name') }) }).click()
  await page.getByRole('heading', { name: '老名字' }).waitFor()
  await drawer.getByText('老名字').waitFor({ state: 'detached' })
  await drawer.getByText('苏州').waitFor()
  await drawer.getByRole('button', { name: say('versions.restore-all') }).click()
  await drawer.getByText(say('versions.same')).waitFor()
  const { city } = await house.ask(ada, 'GET', `/accounts/${id}`)
  assert.equal(city, '苏州')
  await page
    .getByRole('button', { name: say('toast.undo'), exact: true })
    .last()
    .click()
  await drawer.getByText('无锡').waitFor()
  assert.equal(await nameOf(id), '老名字')
})

journey('the same on a phone, in the dark', async ({ enter }) => {
  const { id } = await renamed()
  const { page, say, go } = await enter(house, ada, { locale: 'en', isPhone: true, theme: 'dark' })
  await go(`/o/accounts/${id}`)
  await page.getByRole('button', { name: say('versions.compare'), exact: true }).tap()
  const drawer = page.getByRole('dialog')
  await drawer.getByText('苏州').waitFor()
  await drawer.getByRole('button', { name: say('versions.restore-all') }).tap()
  await drawer.getByText(say('versions.same')).waitFor()
})

journey('two records become one, and are two again', async ({ enter }) => {
  const one = await house.ask(ada, 'POST', '/accounts', { name: '华瑞物流', city: '上海' })
  const two = await house.ask(ada, 'POST', '/accounts', { name: '华瑞物流有限公司', phone: '021-6888 1234' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/accounts/merge?ids=${one.id},${two.id}`)
  await page.getByText('021 6888 1234').first().waitFor()
  await page.getByRole('button', { name: say('merge.button'), exact: true }).click()
  await page.getByRole('heading', { name: '华瑞物流', exact: true }).waitFor()
  await assert.rejects(nameOf(two.id), /404/)
  await page.getByRole('button', { name: say('toast.undo'), exact: true }).click()
  await page.getByText(say('toast.undone')).waitFor()
  assert.equal(await nameOf(two.id), '华瑞物流有限公司')
  assert.equal((await house.ask(ada, 'GET', `/accounts/${one.id}`)).phone, null)
})

journey('records that are the same are found, and called different', async ({ enter }) => {
  await house.ask(ada, 'POST', '/accounts', { name: '顺达货运' })
  await house.ask(ada, 'POST', '/accounts', { name: '顺达货运有限公司' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go('/duplicates?object=account')
  await page.getByRole('button', { name: say('duplicates.find') }).click()
  const group = page
    .getByRole('listitem')
    .filter({ hasText: '顺达货运有限公司' })
    .filter({ has: page.getByText(say('duplicates.compare')) })
  await group.waitFor()
  await group.getByRole('button', { name: say('duplicates.distinct') }).click()
  await group.waitFor({ state: 'detached' })
})

journey('chosen records are shared with a role, all at once', async ({ enter }) => {
  const made = await house.ask(ada, 'POST', '/accounts', { name: '共享甲公司' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/accounts?q=${encodeURIComponent('共享甲')}`)
  await page.getByRole('link', { name: '共享甲公司' }).waitFor()
  await page.locator('.ag-row[row-index="0"] input[type=checkbox]').check()
  await page
    .getByRole('toolbar', { name: say('list.bulk') })
    .getByRole('button', { name: say('access.share') })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(say('access.kind'), { exact: true }).click()
  await page.locator('.ant-select-item-option').getByText(say('access.kind.role'), { exact: true }).click()
  await dialog.getByLabel(say('access.with'), { exact: true }).click()
  await page.locator('.ant-select-item-option').getByText('销售代表', { exact: true }).click()
  await dialog.getByRole('button', { name: say('access.share'), exact: true }).click()
  await page.getByText(say('run.share.done', { count: 1, number: '1' })).waitFor()
  const { rows } = await house.ask<{ rows: { kind: string }[] }>(ada, 'GET', `/accounts/${made.id}/shares`)
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['role'],
  )
})

journey('a change of which nothing is kept any more says so, and cannot be taken back', async ({ enter }) => {
  const { engine } = house.server.installation
  const workspace = await engine.workspace('acme')
  const today = new Date()
  const past = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 5, 15))
  const session = { workspace, actor: await engine.actorOf(workspace, ada.id) }
  const old = await engine.work(session, { via: 'api', now: past }, async (work) => {
    await engine.writes.create(work, 'account', [{ name: '很久以前' }])
    return work.changeSetId
  })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/history/${old}`)
  await page.getByRole('button', { name: say('history.undo.button') }).waitFor()
  await house.ask(ada, 'POST', '/history-retentions', { object: 'account', months: 2 })
  await house.ask(ada, 'POST', '/meta/history/check', {})
  const [words = ''] = say('history.beyond', { day: '\n' }).split('\n')
  for (let tries = 0; tries < 40; tries += 1) {
    const { horizons } = await house.ask<{ horizons: object }>(ada, 'GET', '/meta/history')
    if ('account' in horizons) break
    await new Promise((later) => setTimeout(later, 250))
  }
  await go(`/history/${old}`)
  await page.getByText(words).waitFor()
  assert.equal(await page.getByRole('button', { name: say('history.undo.button') }).count(), 0)
})
