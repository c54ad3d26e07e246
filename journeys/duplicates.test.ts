import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkplace } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'
import { drawerOf } from './support/shaping.ts'
import { begin, done } from './support/wizard.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const device = { locale: 'zh-CN' } as const
const folder = await mkdtemp(join(tmpdir(), 'zhike-doubles-'))
const citiesOf = async (name: string): Promise<(string | null)[]> => {
  const filter = encodeURIComponent(JSON.stringify({ name }))
  const { rows } = await house.ask<{ rows: { city: string | null }[] }>(ada, 'GET', `/accounts?fields=city&filter=${filter}`)
  return rows.map(({ city }) => city)
}

/** A file with one customer that is there and one that is not, up to the dry run with a way of dealing with the first. */
async function upTo(visitor: Visitor, o: { there: string; fresh: string; way: 'skip' | 'update' | 'create' }): Promise<void> {
  const { page, say, go } = visitor
  const path = join(folder, `${o.way}.csv`)
  await writeFile(path, `客户名称,城市\n${o.there},杭州\n${o.fresh},宁波\n`)
  await go('/o/accounts/import')
  await page.locator('input[type=file]').first().setInputFiles(path)
  await page.getByRole('button', { name: say('import.to-map') }).click()
  await page.getByRole('button', { name: say('import.to-options') }).click()
  await page
    .getByRole('radiogroup', { name: say('import.option.duplicates') })
    .getByRole('radio', { name: say(`import.option.duplicates.${o.way}`) })
    .check()
  await page.getByRole('button', { name: say('import.to-dry') }).click()
  const twins = page.locator('.zk-import-twins')
  await twins.getByText(say('import.twins.count', { count: 1, number: '1' })).waitFor()
  await twins.getByText(o.there).first().waitFor()
}

journey('an import leaves out, changes or makes again what looks like a record that is there', async ({ enter }) => {
  const visitor = await enter(house, ada, device)
  try {
    for (const [way, written, cities] of [
      ['skip', 1, ['苏州']],
      ['update', 2, ['杭州']],
      ['create', 2, ['杭州', '苏州']],
    ] as const) {
      const [there, fresh] = [`顺达货运${way}有限公司`, `新客户${way}`]
      await house.ask(ada, 'POST', '/accounts', { name: there, city: '苏州' })
      await upTo(visitor, { there, fresh, way })
      await begin(visitor, written)
      await done(visitor, written)
      assert.deepEqual([(await citiesOf(there)).toSorted(), await citiesOf(fresh)], [[...cities].toSorted(), ['宁波']], way)
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})

journey('an object of one’s own tells duplicates by the fields that were chosen for it', async ({ enter }) => {
  await house.ask(ada, 'POST', '/meta/objects', {
    name: 'site',
    labels: { 'zh-CN': '工地' },
    fields: { name: { kind: 'text', required: true, labels: { 'zh-CN': '名称' } }, phone: { kind: 'phone', labels: { 'zh-CN': '电话' } } },
  })
  const visitor = await enter(house, ada, device)
  const { page, say, go } = visitor
  await go('/admin/objects/site')
  await page.getByRole('button', { name: say('define.object.rename') }).click()
  const drawer = drawerOf(visitor)
  await drawer.getByRole('button', { name: say('define.twins.add'), exact: true }).click()
  await drawer.getByRole('combobox', { name: say('define.twins.fields') }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle('电话', { exact: true }).click()
  await page.keyboard.press('Escape')
  await drawer.getByRole('checkbox', { name: say('define.twins.sure') }).check()
  await drawer.getByRole('button', { name: say('form.save'), exact: true }).click()
  await drawer.waitFor({ state: 'detached' })

  await house.ask(ada, 'POST', '/sites', { name: '东区', phone: '021-6888 1234' })
  await house.ask(ada, 'POST', '/sites', { name: '东区二', phone: '+86 21 6888 1234' })
  await go('/o/sites/new')
  await page.getByLabel(/^电话/).fill('02168881234')
  const note = page.locator('.zk-form-similar')
  await note.getByRole('link', { name: '东区', exact: true }).waitFor()
  await note
    .getByText(say('form.similar.by', { fields: '电话' }))
    .first()
    .waitFor()

  // Whoever goes on says why, and that stands beside it for those who look through the duplicates.
  await page.getByLabel(/^名称/).fill('东区三')
  await page.locator('.zk-create-foot .ant-btn-primary').click()
  await note.getByText(say('form.similar.another.missing')).waitFor()
  await note.getByLabel(say('form.similar.another')).fill('同一工地的另一标段')
  await page.locator('.zk-create-foot .ant-btn-primary').click()
  await page.waitForURL(/\/o\/sites\/[0-9a-f-]{36}/)

  await go('/duplicates?object=site')
  await page.getByRole('button', { name: say('duplicates.find') }).click()
  await page
    .getByRole('listitem')
    .filter({ hasText: '东区二' })
    .filter({ has: page.getByText(say('duplicates.compare')) })
    .filter({ hasText: '同一工地的另一标段' })
    .waitFor()
})
