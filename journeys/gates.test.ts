import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import { openWorkplace } from './support/house.ts'
import { journey, type Visitor } from './support/journey.ts'
import { cellOf, columnOf, drag } from './support/steps.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const device = { locale: 'zh-CN' } as const
await house.ask(ada, 'POST', '/accounts', { name: '广州海珠物流' })

const asked = (panel: Locator, field: string) => panel.locator(`[data-field="${field}"]`)

/** Chooses an option of the list that is open. */
const choose = ({ page }: Visitor, label: string) =>
  page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: label }).click()

/** Fills what the panel asks for and sends it. */
async function fillGate({ page, say }: Visitor, panel: Locator): Promise<void> {
  const move = panel.getByRole('button', { name: say('board.move'), exact: true })
  assert.equal(await move.isDisabled(), true)
  await asked(panel, 'amount').getByRole('textbox').or(asked(panel, 'amount').getByRole('spinbutton')).first().fill('5000')
  await asked(panel, 'account').getByRole('combobox').fill('海珠')
  await page.locator('.ant-select-dropdown:visible').getByText('广州海珠物流').click()
  await move.click()
}

journey('a form says what a stage asks for while it is chosen, and the server says the same', async ({ enter }) => {
  const { id } = await house.ask(ada, 'POST', '/opportunities', { name: '海珠一期' })
  const visitor = await enter(house, ada, device)
  const { page, say, go } = visitor
  await go(`/o/opportunities/${id}`)
  await page.getByRole('heading', { name: '海珠一期' }).waitFor()
  await page.keyboard.press('e')
  const form = page.getByRole('dialog')
  await form.locator('[data-field="stage"]').getByRole('combobox').click()
  await choose(visitor, say('opportunity.stage.signing'))
  const sentence = (field: string) => say('fault.sales.gate-not-met.field').replace('{{field}}', say(`opportunity.${field}`))
  for (const field of ['account', 'amount']) await asked(form, field).getByRole('alert').getByText(sentence(field)).waitFor()
  await asked(form, 'amount').getByRole('textbox').or(asked(form, 'amount').getByRole('spinbutton')).first().fill('5000')
  await asked(form, 'amount').getByRole('alert').waitFor({ state: 'detached' })
  const refused = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await page.keyboard.press('Control+Enter')
  const answer = await refused
  assert.equal(answer.status(), 422)
  const { issues } = (await answer.json()) as { issues: readonly { path: string; code: string; detail: string }[] }
  assert.deepEqual(issues, [{ path: 'account', code: 'sales.gate-not-met', detail: sentence('account') }])
})

journey('a card, a cell and the path of a record stop at the gate of a stage, and go on once it is met', async ({ enter }) => {
  const made = (name: string) => house.ask(ada, 'POST', '/opportunities', { name, stage: 'negotiation' })
  const [card, inList, onPage] = [await made('看板单'), await made('列表单'), await made('详情单')]
  const stageOf = async ({ id }: { id: string }) => (await house.ask(ada, 'GET', `/opportunities/${id}`)).stage
  const visitor = await enter(house, ada, device)
  const { page, say, go } = visitor

  await go('/o/opportunities?view=board')
  const target = columnOf(visitor, say('opportunity.stage.signing'))
  await target.scrollIntoViewIfNeeded()
  await drag(visitor, page.getByRole('listitem').filter({ hasText: '看板单' }), target)
  const title = say('board.gate', { column: say('opportunity.stage.signing'), count: 2 })
  await fillGate(visitor, page.getByRole('form', { name: title }))
  await target.getByRole('link', { name: '看板单' }).waitFor()
  await page.getByText(say('board.moved', { title: '看板单', column: say('opportunity.stage.signing') })).waitFor()
  assert.equal(await stageOf(card), 'signing')

  await go('/o/opportunities')
  const cell = cellOf(visitor, inList.id, 'stage')
  await cell.dblclick()
  await choose(visitor, say('opportunity.stage.signing'))
  await page.getByText(say('fault.sales.gate-not-met.field').replace('{{field}}', say('opportunity.account'))).waitFor()
  await cell.getByText(say('opportunity.stage.negotiation')).waitFor()
  assert.equal(await stageOf(inList), 'negotiation')

  await go(`/o/opportunities/${onPage.id}`)
  await page
    .getByRole('list', { name: say('opportunity.stage') })
    .getByRole('button', { name: say('opportunity.stage.signing') })
    .click()
  await fillGate(visitor, page.getByRole('form', { name: title }))
  await page
    .getByRole('list', { name: say('opportunity.stage') })
    .locator('[aria-current="step"]')
    .filter({ hasText: say('opportunity.stage.signing') })
    .waitFor()
  assert.equal(await stageOf(onPage), 'signing')
})
