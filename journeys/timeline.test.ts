import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'rep')
const bob = await house.join('Bob', 'administrator')

journey(
  'the timeline of a customer has all steps from the lead on, by kind, by day and by author; what was before the conversion stays',
  async ({ enter }) => {
    const lead = await house.ask(ada, 'POST', '/leads', { name: '王总', company: '华瑞物流', mobile: '13900001111' })
    await house.ask(ada, 'POST', '/follow-ups', { lead: lead.id, content: '第一次电话，想看演示' })
    const made = await house.ask(ada, 'POST', `/leads/${lead.id}/convert`, { opportunityName: '仓储一期', amount: 8_000 })
    const account = String(made.account)
    const opportunity = String(made.opportunity)
    await house.ask(bob, 'POST', '/follow-ups', { account, content: '经理回访' })
    await house.ask(ada, 'POST', '/quotes', { title: '报价一', account, opportunity })
    await house.ask(ada, 'POST', '/contracts', { name: '合同一', account, opportunity, amount: 8_000 })
    await house.ask(ada, 'POST', '/feedbacks', { subject: '演示很清楚', kind: 'praise', account })

    const { page, say, go } = await enter(house, bob, { locale: 'zh-CN' })
    await go(`/o/accounts/${account}`)
    const kinds = page.getByRole('group', { name: say('record.timeline') })
    const press = (name: string) => kinds.getByRole('button', { name, exact: true }).click()
    const steps = ['lead', 'opportunity', 'quote', 'contract']
    for (const step of steps) await page.locator(`[data-step="${step}"]`).first().waitFor()
    await page.locator('[data-feedback]').waitFor()
    // What was said to the lead is said to the customer it became.
    await page.getByText('第一次电话，想看演示').first().waitFor()

    await press(say('opportunity'))
    await page.locator('[data-step="quote"]').first().waitFor({ state: 'detached' })
    await press(say('record.timeline.all'))
    await page.locator('[data-step="quote"]').first().waitFor()

    const choose = async (list: string, option: string) => {
      await page.getByRole('combobox', { name: list }).click()
      await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
    }
    await choose(say('record.timeline.days'), say('record.timeline.days.7'))
    await page.locator('[data-step="contract"]').first().waitFor()
    await choose(say('record.timeline.author'), 'Bob')
    await page.locator('[data-step="contract"]').first().waitFor({ state: 'detached' })
    await page.getByText('经理回访').first().waitFor()
  },
)

journey('on the page of a customer, the search goes through all that hangs on it and nothing else', async ({ enter }) => {
  const [one, two] = [
    await house.ask(ada, 'POST', '/accounts', { name: '泵业一厂' }),
    await house.ask(ada, 'POST', '/accounts', { name: '泵业二厂' }),
  ]
  for (const [{ id }, name] of [
    [one, '水泵改造一期'],
    [two, '水泵改造二期'],
  ] as const)
    await house.ask(ada, 'POST', '/opportunities', { name, account: id })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/accounts/${one.id}`)
  await page.getByRole('heading', { name: '泵业一厂' }).waitFor()
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: say('palette.label') })
  await palette.getByRole('combobox').fill('水泵')
  await palette.getByText('水泵改造二期').waitFor()
  await palette.getByRole('button', { name: say('palette.kind.here') }).click()
  await palette.getByText('水泵改造二期').waitFor({ state: 'detached' })
  await palette.getByText('水泵改造一期').first().click()
  await page.getByRole('heading', { name: '水泵改造一期' }).waitFor()
})
