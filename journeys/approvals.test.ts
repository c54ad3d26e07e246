import assert from 'node:assert/strict'
import { soon } from '../app/tests/soon.ts'
import { openWorkplace, type Row } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'administrator')
const rep = await house.join('Rui', 'rep')
const boss = await house.join('Bao', 'manager')

journey('a flow is made without code, a deal waits for its approval, and is won when it is approved on a phone', async ({ enter }) => {
  const account = await house.ask(rep, 'POST', '/accounts', { name: '华瑞物流' })
  const deal = await house.ask(rep, 'POST', '/opportunities', { name: '仓储系统', account: account.id, amount: 200_000 })

  const admin = await enter(house, ada, { locale: 'zh-CN' })
  await admin.go('/admin/approvals')
  const choose = async (label: string, option: string) => {
    const box = admin.page.getByRole('combobox', { name: label, exact: true })
    await box.click()
    // A long list draws only what is in sight: typing narrows it.
    await box.fill(option)
    await admin.page.locator('.ant-select-item-option').getByText(option, { exact: true }).last().click()
  }
  await admin.page.getByRole('button', { name: admin.say('approval.flow.new') }).click()
  await admin.page.getByRole('textbox', { name: admin.say('approval.flow.title') }).fill('大额赢单')
  await choose(admin.say('approval.flow.object'), admin.say('opportunity'))
  await choose(admin.say('approval.flow.occasion'), admin.say('approval.occasion.action'))
  await choose(admin.say('approval.flow.action'), admin.say('action.sales.win'))
  await admin.page
    .getByRole('textbox', { name: admin.say('approval.flow.condition') })
    .fill(`{${admin.say('opportunity.amount')}} >= 100000`)
  await admin.page.getByRole('button', { name: admin.say('approval.step.add') }).click()
  await choose(admin.say('approval.who'), admin.say('approval.who.role'))
  await admin.page.getByRole('button', { name: admin.say('form.save') }).click()
  await admin.page.getByText('大额赢单').first().waitFor()
  // Other flows are there, and on, from the beginning.
  const isOn = admin.say('approval.flow.on', { flow: '大额赢单' })
  await admin.page.getByRole('switch', { name: isOn }).click()
  await admin.page.getByRole('switch', { name: isOn, checked: true }).waitFor()

  const seller = await enter(house, rep, { locale: 'zh-CN' })
  // On a slow line the dialog is still on its way when the call is refused.
  await seller.page.route(/submit-dialog/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 6_000))
    await route.continue()
  })
  await seller.go(`/o/opportunities/${deal.id}`)
  await seller.page.getByRole('button', { name: seller.say('action.sales.win'), exact: true }).click()
  await seller.page
    .getByRole('dialog')
    .getByRole('button', { name: seller.say('action.sales.win'), exact: true })
    .click()
  const needed = seller.page.getByRole('dialog', { name: seller.say('approval.needed') })
  await needed.getByText('Bao').waitFor()
  await needed.getByRole('textbox', { name: seller.say('approval.comment.why') }).fill('合同已谈妥')
  await needed.getByRole('button', { name: seller.say('approval.do.submit') }).click()
  await seller.page.getByRole('heading', { name: /大额赢单/ }).waitFor()
  assert.equal((await house.ask(rep, 'GET', `/opportunities/${deal.id}`)).outcome, 'open')

  const decider = await enter(house, boss, { locale: 'zh-CN', isPhone: true })
  await decider.go('/approvals')
  await decider.page.getByRole('link', { name: /大额赢单/ }).click()
  await decider.page.getByText('合同已谈妥').waitFor()
  await decider.page.getByRole('textbox', { name: decider.say('approval.comment') }).fill('可以')
  await decider.page.getByRole('button', { name: decider.say('approval.do.approve'), exact: true }).click()
  await decider.page.getByText(decider.say('approval.state.approved')).first().waitFor()

  // Without reload: the page hears of it.
  await seller.page.getByText(seller.say('approval.state.approved')).first().waitFor()
  const won = await house.ask<Row>(rep, 'GET', `/opportunities/${deal.id}`)
  assert.equal(won.outcome, 'won')
})

journey(
  'what was returned is corrected on the record and goes round again; a flow that ends asks what becomes of it',
  async ({ enter }) => {
    const steps = [
      { key: 's1', name: '主管', mode: 'any', empty: 'administrator', self: 'skip', approvers: { kind: 'people', people: [boss.id] } },
    ]
    const body = { title: '需求变更', object: 'opportunity', occasion: 'change', watched: ['informant'], active: true, steps }
    await house.ask(ada, 'POST', '/approval-flows', body)
    const deal = await house.ask(rep, 'POST', '/opportunities', { name: '二期系统', amount: 20_000 })
    const change = { does: 'change', object: 'opportunity', id: deal.id, values: { informant: '王工' } }
    const one = await house.ask(rep, 'POST', '/approval/cases', change)

    const decider = await enter(house, boss, { locale: 'zh-CN' })
    await decider.go(`/approvals/${one.id}`)
    await decider.page.getByRole('button', { name: decider.say('approval.more') }).click()
    await decider.page.getByRole('menuitem', { name: decider.say('approval.do.return'), exact: true }).click()
    const back = decider.page.getByRole('dialog')
    await back.getByRole('textbox', { name: decider.say('approval.comment') }).fill('请写全名')
    await back.getByRole('button', { name: decider.say('approval.do.return'), exact: true }).click()
    await decider.page.getByText(decider.say('approval.state.returned')).first().waitFor()

    const seller = await enter(house, rep, { locale: 'zh-CN' })
    await seller.go(`/o/opportunities/${deal.id}`)
    await seller.page.getByText(seller.say('approval.state.returned')).first().waitFor()
    await seller.page.getByRole('button', { name: new RegExp(`^${seller.say('record.edit')}( |$)`) }).click()
    await seller.page.getByRole('textbox', { name: seller.say('opportunity.informant') }).fill('王建国')
    await seller.page.getByRole('button', { name: seller.say('form.save') }).click()
    const again = seller.page.getByRole('dialog', { name: seller.say('approval.state.returned') })
    await again.getByRole('button', { name: seller.say('approval.do.resubmit') }).click()
    await seller.page.getByText('王建国').first().waitFor()

    const admin = await enter(house, ada, { locale: 'zh-CN' })
    await admin.go('/admin/approvals')
    await admin.page.getByRole('switch', { name: admin.say('approval.flow.on', { flow: '需求变更' }) }).click()
    const ending = admin.page.getByRole('dialog', { name: '需求变更' })
    await ending.getByText(admin.say('approval.ending.approve')).click()
    await ending.getByRole('button', { name: admin.say('approval.flow.off') }).click()
    await ending.waitFor({ state: 'detached' })
    // What waits is ended in the background.
    const informant = async () => (await house.ask<Row>(rep, 'GET', `/opportunities/${deal.id}`)).informant
    await soon(async () => (await informant()) === '王建国', 'the change was made when its flow ended')
  },
)

journey('the submitter corrects what waits on its page, and on a phone it is decided about what waits then', async ({ enter }) => {
  const steps = [
    { key: 's1', name: '主管', mode: 'any', empty: 'administrator', self: 'skip', approvers: { kind: 'people', people: [boss.id] } },
  ]
  const flow = { title: '证件变更', object: 'account', occasion: 'change', watched: ['idNumber'], active: true, steps }
  await house.ask(ada, 'POST', '/approval-flows', flow)
  const account = await house.ask(rep, 'POST', '/accounts', { name: '陈思远', kind: 'person' })
  const values = { idNumber: '330102198005201234', remark: '身份证' }
  const one = await house.ask(rep, 'POST', '/approval/cases', { does: 'change', object: 'account', id: account.id, values })

  const seller = await enter(house, rep, { locale: 'zh-CN', isPhone: true })
  await seller.go(`/approvals/${one.id}`)
  await seller.page.getByRole('heading', { name: /证件变更/ }).waitFor()
  const label = seller.say('account.idNumber')
  await seller.page.getByText('••••1234').first().waitFor()
  await seller.page.getByRole('button', { name: `${label}: ${seller.say('field.secret.show')}` }).click()
  await seller.page.getByText('330102198005201234').waitFor()
  await seller.page.getByRole('button', { name: seller.say('approval.do.correct'), exact: true }).click()
  const form = seller.page.getByRole('form', { name: seller.say('approval.correct') })
  await form.getByRole('textbox', { name: label }).fill('330102198005205678')
  await form.getByRole('textbox', { name: seller.say('approval.comment.why') }).fill('抄错了')
  await form.getByRole('button', { name: seller.say('approval.correct.save') }).click()
  await form.waitFor({ state: 'detached' })
  await seller.page.getByText('••••5678').first().waitFor()
  await seller.page.getByText(seller.say('approval.log.corrected')).waitFor()

  const decider = await enter(house, boss, { locale: 'zh-CN', isPhone: true })
  await decider.go(`/approvals/${one.id}`)
  await decider.page.getByText('抄错了').waitFor()
  // While he looks at it, it is corrected once more, by editing the record as usual.
  const desk = await enter(house, rep, { locale: 'zh-CN' })
  await desk.go(`/o/accounts/${account.id}`)
  await desk.page.getByText(desk.say('approval.state.running')).first().waitFor()
  await desk.page.getByRole('button', { name: new RegExp(`^${desk.say('record.edit')}( |$)`) }).click()
  await desk.page.getByRole('textbox', { name: desk.say('account.remark') }).fill('护照')
  await desk.page.getByRole('button', { name: desk.say('form.save') }).click()
  const again = desk.page.getByRole('dialog', { name: desk.say('approval.state.running') })
  await again.getByRole('button', { name: desk.say('approval.correct.save') }).click()
  await again.waitFor({ state: 'detached' })
  await decider.page.getByText('护照').first().waitFor()
  await decider.page.getByRole('button', { name: decider.say('approval.do.approve'), exact: true }).click()
  await decider.page.getByText(decider.say('approval.state.approved')).first().waitFor()
  const told = await house.ask<{ value: string }>(rep, 'POST', `/accounts/${account.id}/reveal`, { field: 'idNumber' })
  assert.equal(told.value, '330102198005205678')
})
