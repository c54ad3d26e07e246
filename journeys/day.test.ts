import assert from 'node:assert/strict'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'rep')
const bob = await house.join('Bob', 'administrator')

type Rows<T> = { rows: readonly T[] }

journey('a follow-up names somebody, whose comment becomes a task of the day', async ({ enter }) => {
  const account = await house.ask(ada, 'POST', '/accounts', { name: '华瑞物流' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/accounts/${account.id}`)
  await page.getByRole('button', { name: say('activities.compose') }).click()
  const text = page.getByRole('textbox', { name: say('followUp.content') })
  // Whoever opened it writes on without a second click: E is a key of the page elsewhere.
  await text.waitFor()
  await page.keyboard.type('To see ')
  await text.pressSequentially('@bob', { delay: 60 })
  await page.getByRole('menuitem', { name: 'Bob' }).click()
  await page.getByRole('textbox', { name: say('followUp.nextStep') }).fill('Send the offer')
  await page.getByRole('button', { name: say('activities.save') }).click()
  await page.getByRole('link', { name: '@Bob', exact: true }).waitFor()
  // The head of the page says when somebody last spoke to them, without a reload.
  await page
    .locator('.zk-facts > div', { hasText: say('account.lastFollowUpAt') })
    .locator('time')
    .waitFor()
  await page.getByRole('link', { name: 'Send the offer' }).first().waitFor()

  const his = await enter(house, bob, { locale: 'zh-CN' })
  await his.go('/')
  await his.page.getByRole('button', { name: say('notices.open', { count: 1 }) }).click()
  await his.page.getByRole('dialog').getByRole('link', { name: 'To see @Bob' }).click()
  await his.page.getByRole('heading', { name: 'To see @Bob' }).waitFor()
  await his.page.getByRole('button', { name: say('notices.open', { count: 0 }) }).waitFor()
  await his.go(`/o/accounts/${account.id}`)
  await his.page.getByRole('button', { name: say('activities.comment'), exact: true }).click()
  await his.page.getByRole('textbox', { name: say('comment.content') }).fill('Offer training too')
  await his.page.getByRole('button', { name: say('activities.send') }).click()
  await his.page.getByRole('button', { name: say('activities.to-task') }).click()
  await his.page.getByRole('link', { name: say('activities.became-task') }).waitFor()

  const told = await house.ask<Rows<{ kind: string }>>(ada, 'GET', '/notices')
  assert.deepEqual(told.rows.map(({ kind }) => kind).toSorted(), ['activities.commented', 'activities.task-assigned'])
  await go('/today')
  const due = page.locator('[data-worklist="activities.due"]')
  await due.getByRole('link', { name: 'Offer training too' }).waitFor()
  assert.equal(await due.locator('.zk-act-count').textContent(), '1')
  await due.locator('.zk-act-count').click()
  await page.getByText('Offer training too').first().waitFor()
  await page.getByText('Send the offer').waitFor({ state: 'detached' })
  await go('/today')
  await due.getByRole('button', { name: say('activities.tick') }).click()
  await page.locator('[data-worklist="activities.due"][data-empty]').waitFor()
  await his.page.getByRole('button', { name: say('notices.open', { count: 1 }) }).waitFor()
})

journey('the lists of the day hold what their numbers say', async ({ enter }) => {
  const eve = await house.join('Eve', 'rep')
  for (let n = 0; n < 8; n++) await house.ask(eve, 'POST', '/leads', { name: `Lead ${n}`, im: `lead-${n}` })
  const old = await house.ask(eve, 'POST', '/opportunities', { name: 'Past its day', foundOn: '2026-01-01', expectedOn: '2026-02-01' })
  const { page, go } = await enter(house, eve, { locale: 'zh-CN' })
  for (const [name, plural, count] of [
    ['activities.unanswered', 'leads', 8],
    ['sales.past-date', 'opportunities', 1],
  ] as const) {
    await go('/today')
    const figure = page.locator(`[data-worklist="${name}"] .zk-act-count`)
    await figure.filter({ hasText: String(count) }).waitFor()
    await figure.click()
    await page.waitForURL(`**/o/${plural}?**`)
    const filter = new URL(page.url()).searchParams.get('filter')
    const list = await house.ask<{ count: { value: number } }>(
      eve,
      'GET',
      `/${plural}?fields=id&count=exact&filter=${encodeURIComponent(filter!)}`,
    )
    assert.equal(list.count.value, count)
  }
  assert.ok(old.id)
})

journey('the figures of a team open what they count', async ({ enter }) => {
  const max = await house.join('Max', 'rep')
  for (const name of ['One', 'Two', 'Three']) await house.ask(max, 'POST', '/leads', { name, im: name })
  const task = await house.ask(max, 'POST', '/tasks', { subject: 'Ring up' })
  await house.ask(max, 'POST', `/tasks/${task.id}/complete`, {})
  const { page, say, go } = await enter(house, bob, { locale: 'zh-CN' })
  await go('/team')
  const line = page.getByRole('row').filter({ hasText: 'Max' })
  const cell = (name: string) => line.locator(`td[data-label="${say(`figure.${name}`)}"]`)
  await cell('activities.leads').getByRole('link', { name: '3' }).waitFor()
  assert.equal(await cell('activities.done').textContent(), '1')
  assert.equal(await cell('activities.overdue').textContent(), '0')
  await line.getByRole('button', { name: say('activities.note') }).click()
  await page.getByRole('textbox', { name: say('task.subject') }).fill('Well done')
  const save = page.getByRole('dialog').getByRole('button', { name: say('activities.save') })
  await save.click()
  await save.waitFor({ state: 'detached' })
  const told = await house.ask<Rows<{ text: string; record: { title: string } }>>(max, 'GET', '/notices')
  assert.deepEqual(
    told.rows.map(({ record }) => record.title),
    ['Well done'],
  )
  await cell('activities.leads').getByRole('link', { name: '3' }).click()
  for (const name of ['One', 'Two', 'Three']) await page.getByText(name, { exact: true }).first().waitFor()
})

journey('what each has in hand, and one day of one person from morning to evening', async ({ enter }) => {
  const fay = await house.join('Fay', 'rep')
  await house.join('Idle', 'rep')
  const account = await house.ask(fay, 'POST', '/accounts', { name: '海港货运' })
  await house.ask(fay, 'POST', '/opportunities', { name: '岸吊改造', account: account.id, amount: 30_000 })
  await house.ask(fay, 'POST', '/follow-ups', { account: account.id, content: '谈了岸吊的图纸' })
  const { page, say, go } = await enter(house, bob, { locale: 'zh-CN' })
  await go('/team')
  await page.getByRole('button', { name: say('activities.period.held') }).click()
  const line = page.getByRole('row').filter({ hasText: 'Fay' })
  const cell = (name: string) => line.locator(`td[data-label="${say(`figure.${name}`)}"]`)
  await cell('customers.held').getByRole('link', { name: '1' }).waitFor()
  assert.match((await cell('sales.open-amount').textContent()) ?? '', /30,000/)
  // Who has nothing in hand is there, too.
  await page.getByRole('row').filter({ hasText: 'Idle' }).waitFor()
  await line.getByRole('link', { name: 'Fay' }).click()
  await page.getByRole('heading', { name: 'Fay' }).waitFor()
  const day = page.getByRole('region')
  await day.getByText('谈了岸吊的图纸').first().waitFor()
  await day.getByText('岸吊改造').first().waitFor()
  await page.getByRole('button', { name: say('activities.day.before') }).click()
  await page.getByText(say('activities.day.none')).waitFor()
})
