import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWorkplace } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'
import { addField, addOptions, offerWhen, pick } from './support/shaping.ts'
import { countOf } from './support/steps.ts'
import { begin, done } from './support/wizard.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const ben = await house.join('Ben', 'rep')

/** `ZHIKE_PROJECT_ROWS=50000` brings in as many as a company has; what is more than a thousand is taken back in the background. */
const rows = Number(process.env.ZHIKE_PROJECT_ROWS ?? 300)
const works = Array.from({ length: rows }, (_, i) => i).filter((i) => i % 3 !== 0).length
const shown = (count: number): string => count.toLocaleString('en')
const longest = { timeout: 60_000 + rows * 10 }

/** Nothing of this is written by hand: words are typed, fields are clicked. */
async function makeProject(visitor: Visitor): Promise<void> {
  const { page, say, go } = visitor
  await go('/admin/objects')
  await page.getByRole('button', { name: say('define.object.new') }).click()
  await page.getByLabel(new RegExp(say('define.object.label').replace('？', ''))).fill('项目')
  await page.getByRole('button', { name: say('define.object.make') }).click()
  await page.getByRole('heading', { name: '项目', level: 1 }).waitFor()
}

async function addFields(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  await addField(visitor, { kind: 'link', label: '客户' }, async (drawer) => {
    await pick(visitor, drawer.getByLabel(new RegExp(`^${say('setting.to')}`)), say('account'))
    await drawer.getByLabel(new RegExp(`^${say('setting.reverseLabels')}`)).fill('客户项目')
  })
  await addField(visitor, { kind: 'link', label: '上级项目' }, async (drawer) => {
    await pick(visitor, drawer.getByLabel(new RegExp(`^${say('setting.to')}`)), '项目')
    await drawer.getByLabel(new RegExp(`^${say('setting.reverseLabels')}`)).fill('子项目')
  })
  await addField(visitor, { kind: 'choice', label: '类型' }, async (drawer) => {
    await addOptions(visitor, drawer, ['实施', '运维'])
  })
  await addField(visitor, { kind: 'choice', label: '子类' }, async (drawer) => {
    await pick(visitor, drawer.getByLabel(new RegExp(`^${say('setting.dependsOn')}`)), '类型')
    await addOptions(visitor, drawer, ['新建', '升级', '巡检'])
    await offerWhen(visitor, drawer, { option: '新建', field: '类型', when: '实施' })
    await offerWhen(visitor, drawer, { option: '升级', field: '类型', when: '实施' })
    await offerWhen(visitor, drawer, { option: '巡检', field: '类型', when: '运维' })
  })
  await addField(visitor, { kind: 'money', label: '预算' })
  await addField(visitor, { kind: 'money', label: '花费' })
  await addField(visitor, { kind: 'formula', label: '剩余' }, async (drawer) => {
    await pick(visitor, drawer.getByLabel(new RegExp(`^${say('setting.as')}`)), say('setting.as.money'))
    await drawer.getByRole('button', { name: '预算', exact: true }).click()
    await drawer.getByRole('button', { name: '-', exact: true }).click()
    await drawer.getByRole('button', { name: '花费', exact: true }).click()
  })
  await addField(visitor, { kind: 'day', label: '开始' })
  await addField(visitor, { kind: 'autoNumber', label: '编号' }, async (drawer) => {
    await drawer.getByLabel(new RegExp(`^${say('setting.pattern')}`)).fill('P-{yyyy}-{0000}')
  })
  await addField(visitor, { kind: 'rollUp', label: '子项目预算' }, async (drawer) => {
    await pick(visitor, drawer.getByLabel(new RegExp(`^${say('setting.of')}`)), '子项目')
    await pick(visitor, drawer.getByLabel(new RegExp(`^${say('setting.measure')}`)), say('setting.measure.sum'))
    await pick(visitor, drawer.getByLabel(new RegExp(`^${say('setting.field')}`)), '预算')
  })
  await pick(visitor, page.getByRole('combobox', { name: say('define.record-type') }), '类型')
}

/** One layout for representatives, without what was spent, and one for everybody else. */
async function layOut(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  const layout = async (label: string, role: string | null, taken: readonly string[]) => {
    await page.getByRole('button', { name: say('define.layout.new') }).click()
    await page.getByLabel(new RegExp(`^${say('define.layout.label')}`)).fill(label)
    if (role) {
      await pick(visitor, page.getByLabel(say('define.layout.roles')), role)
      await page.keyboard.press('Escape')
    }
    for (const field of taken)
      for (const button of (await page.getByRole('button', { name: say('define.take', { what: field }), exact: true }).all()).toReversed())
        await button.click()
    await page.getByRole('button', { name: say('form.save'), exact: true }).click()
    await page.getByRole('button', { name: label, exact: true }).waitFor()
  }
  await page.getByRole('tab', { name: say('define.tab.layouts') }).click()
  await layout('销售看到的', say('member.roles.rep'), ['花费', '剩余', '上级项目'])
  await layout('其他人看到的', null, [])
}

async function projectFile(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'zhike-projects-'))
  const path = join(folder, '项目.csv')
  const lines = Array.from({ length: rows }, (_, i) => {
    const isWork = i % 3 !== 0
    return [
      `项目 ${i + 1}`,
      i % 2 === 0 ? '云帆科技' : '华瑞物流',
      isWork ? '实施' : '运维',
      isWork ? '新建' : '巡检',
      1000 + i,
      100,
      '2026-03-01',
    ].join(',')
  })
  await writeFile(path, ['名称,客户,类型,子类,预算,花费,开始', ...lines].join('\n'))
  return { path, remove: () => rm(folder, { recursive: true }) }
}

async function importProjects(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  const file = await projectFile()
  await page
    .getByRole('navigation', { name: say('nav.label') })
    .getByRole('link', { name: '项目' })
    .click()
  await page
    .getByRole('button', { name: say('list.import') })
    .first()
    .click()
  await page.locator('input[type=file]').first().setInputFiles(file.path)
  await page.getByRole('button', { name: say('import.to-map') }).click()
  await page.getByRole('button', { name: say('import.to-options') }).click()
  await page.getByRole('button', { name: say('import.to-dry') }).click()
  await begin(visitor, rows)
  await done(visitor, rows)
  await file.remove()
}

const navigation = ({ page, say }: Visitor) => page.getByRole('navigation', { name: say('nav.label') })

async function openProjects(visitor: Visitor): Promise<void> {
  await navigation(visitor).getByRole('link', { name: '项目', exact: true }).click()
  await visitor.page.getByRole('heading', { name: '项目', level: 1 }).waitFor()
}

/** The chart beside the list: a press on a group leaves its records in the list, and all of it is kept as a view. */
async function chartProjects(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  await page.getByRole('button', { name: say('chart.button') }).click()
  const chart = page.getByRole('complementary', { name: say('chart.label') })
  await pick(visitor, chart.getByLabel(say('chart.by')), '类型')
  await pick(visitor, chart.getByLabel(say('chart.measure'), { exact: true }), say('chart.measure.sum', { field: '预算' }))
  await chart
    .getByRole('row')
    .filter({ hasText: '实施' })
    .filter({ hasText: shown(works) })
    .waitFor()
  await chart.getByRole('button', { name: /SQL/ }).click()
  await page
    .getByRole('dialog')
    .getByText(/GROUP BY/)
    .first()
    .waitFor()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /close|关闭/i })
    .click()
  await chart.getByRole('button', { name: '运维', exact: true }).click()
  await page.getByText(say('list.total', { number: shown(rows - works) })).waitFor()
  await page.getByRole('button', { name: say('views.save-as') }).click()
  await page.getByRole('textbox', { name: say('views.name') }).fill('运维预算')
  await pick(visitor, page.getByRole('combobox', { name: say('views.roles') }), say('member.roles.rep'))
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: say('views.save'), exact: true }).click()
  await page.getByRole('tab', { name: '运维预算', selected: true }).waitFor()
  assert.equal(await page.getByText(say('views.changed')).count(), 0)
}

/** Yesterday there was nothing of it. */
async function lookBack(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  await page.getByRole('tab', { name: say('list.all', { objects: '项目' }) }).click()
  await page.getByRole('button', { name: say('top.time-machine') }).click()
  await page.getByRole('region', { name: say('time.label') }).waitFor()
  await countOf(visitor).filter({ hasText: /^0$/ }).waitFor()
  await page.getByRole('button', { name: say('time.to-today') }).click()
  await countOf(visitor)
    .filter({ hasText: shown(rows) })
    .waitFor(longest)
}

async function mergeTwo(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  for (const at of [0, 1]) await page.locator(`.ag-row[row-index="${at}"] input[type=checkbox]`).check()
  await page.getByRole('link', { name: say('list.merge') }).click()
  await page.getByRole('button', { name: say('merge.button'), exact: true }).click()
  await page.getByText(say('merge.done', { count: 2 })).waitFor()
  await openProjects(visitor)
  await countOf(visitor)
    .filter({ hasText: shown(rows - 1) })
    .waitFor()
}

/** Takes back the newest change set of the history. */
async function takeBackNewest(visitor: Visitor, tab: string): Promise<void> {
  const { page, say, go } = visitor
  await go(`/history?tab=${tab}`)
  await page
    .getByRole('navigation', { name: say('page.kernel.history') })
    .getByRole('link')
    .first()
    .click()
  await page.getByRole('button', { name: say('history.undo.button') }).click()
  // The word at the foot goes after some seconds; the page itself says so and stays.
  await page.getByText(say('history.undone.long')).first().waitFor(longest)
}

/** All that shaped the object goes back, the newest first, one press each. */
async function unshape(visitor: Visitor): Promise<void> {
  const { page, say, go } = visitor
  await go('/admin/objects')
  await page
    .getByRole('link')
    .filter({ hasText: '项目' })
    .filter({ hasText: say('define.own') })
    .click()
  await page.getByRole('tab', { name: say('define.tab.history') }).click()
  await page.locator('.zk-define-set').first().waitFor()
  await page.getByText('项目 · 预算').first().waitFor()
  const sets = await page.locator('.zk-define-set a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  for (const set of sets.slice(0, -1)) {
    const undo = page
      .locator('.zk-define-set')
      .filter({ has: page.locator(`a[href="${set}"]`) })
      .getByRole('button', { name: say('toast.undo') })
    await undo.click()
    await undo.and(page.locator(':disabled')).waitFor()
  }
  await page
    .locator('.zk-define-set')
    .filter({ has: page.locator(`a[href="${sets.at(-1)}"]`) })
    .getByRole('button', { name: say('toast.undo') })
    .click()
  await navigation(visitor).getByRole('link', { name: '项目', exact: true }).waitFor({ state: 'detached' })
}

/** A representative sees the same object as it was laid out for him, and the view that was shared with his role. */
async function lookAsRep(visitor: Visitor): Promise<void> {
  const { page, say } = visitor
  await openProjects(visitor)
  await page.getByRole('columnheader', { name: '客户' }).waitFor()
  assert.equal(await page.getByRole('columnheader', { name: '上级项目' }).count(), 0)
  await page.getByRole('tab', { name: '运维预算' }).click()
  await page.getByRole('complementary', { name: say('chart.label') }).waitFor()
  assert.equal(await page.getByText(say('views.changed')).count(), 0)
  await page.getByRole('button', { name: say('object.create', { object: '项目' }) }).click()
  await page.getByLabel('预算', { exact: true }).waitFor()
  assert.equal(await page.getByLabel('花费', { exact: true }).count(), 0)
  await pick(visitor, page.getByLabel('类型', { exact: true }), '运维')
  await page.getByLabel('子类', { exact: true }).click()
  const offered = page.locator('.ant-select-dropdown:visible')
  await offered.getByTitle('巡检').waitFor()
  assert.equal(await offered.getByTitle('新建').count(), 0)
}

journey('an administrator makes an object, lays it out, fills it, measures it and takes it all back', async ({ enter }) => {
  await house.ask(ada, 'POST', '/accounts', [{ name: '云帆科技' }, { name: '华瑞物流' }])
  const visitor = await enter(house, ada, { locale: 'zh-CN' })
  const { page } = visitor
  await makeProject(visitor)
  await addFields(visitor)
  await layOut(visitor)
  await importProjects(visitor)
  await openProjects(visitor)
  await countOf(visitor)
    .filter({ hasText: shown(rows) })
    .waitFor(longest)
  await page.getByRole('columnheader', { name: '上级项目' }).waitFor()
  await chartProjects(visitor)
  await lookBack(visitor)
  await mergeTwo(visitor)
  await lookAsRep(await enter(house, ben, { locale: 'zh-CN' }))
  // One's own: what the program does by the clock may be newer.
  await takeBackNewest(visitor, 'mine')
  await openProjects(visitor)
  await countOf(visitor)
    .filter({ hasText: shown(rows) })
    .waitFor(longest)
  await takeBackNewest(visitor, 'imports')
  await openProjects(visitor)
  await countOf(visitor).filter({ hasText: /^0$/ }).waitFor(longest)
  await unshape(visitor)
})
