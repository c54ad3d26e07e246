import assert from 'node:assert/strict'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'rep')

journey('a follow-up beside its lead makes a task, and the task is ticked off', async ({ enter }) => {
  const lead = await house.ask(ada, 'POST', '/leads', { name: '赵启明', company: '华瑞物流', mobile: '13800138000' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/leads/${lead.id}`)
  await page.getByRole('heading', { name: '赵启明' }).waitFor()
  await page.getByRole('button', { name: say('object.create', { object: say('followUp') }) }).click()
  await page.getByRole('textbox', { name: say('followUp.content') }).fill('老板要看方案\n预算下周定')
  await page.getByRole('textbox', { name: say('followUp.nextStep') }).fill('送方案')
  const create = page.getByRole('dialog').getByRole('button', { name: say('form.create') })
  await create.dblclick()
  await create.waitFor({ state: 'detached' })
  for (const plural of ['follow-ups', 'tasks'])
    assert.equal((await house.ask<{ rows: object[] }>(ada, 'GET', `/${plural}`)).rows.length, 1, plural)

  await go(`/o/leads/${lead.id}`)
  await page.getByText(say('lead.status.working')).first().waitFor()
  await page.getByRole('link', { name: '老板要看方案' }).waitFor()
  // The task stands in the timeline and in the list of tasks beside it.
  await page
    .getByRole('region', { name: say('record.timeline') })
    .getByRole('link', { name: '送方案' })
    .click()
  await page.getByRole('heading', { name: '送方案' }).waitFor()
  await page.getByRole('button', { name: say('action.activities.complete'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: say('action.activities.complete.result') }).fill('已送达')
  await dialog.getByRole('button', { name: say('action.activities.complete'), exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText(say('task.state.done')).first().waitFor()
  const { rows } = await house.ask<{ rows: { state: string; result: string }[] }>(ada, 'GET', '/tasks')
  assert.deepEqual(
    rows.map(({ state, result }) => [state, result]),
    [['done', '已送达']],
  )
})

journey('what is spoken in the composer is a file of the follow-up, heard in the timeline by those who read it', async ({ enter }) => {
  const stranger = await house.join('Eve', 'rep')
  const lead = await house.ask(ada, 'POST', '/leads', { name: '孙语音', company: '恒通', mobile: '13800138077' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/leads/${lead.id}`)
  await page.getByRole('heading', { name: '孙语音' }).waitFor()
  await page.getByRole('button', { name: say('activities.compose') }).click()
  const composer = page.getByRole('form', { name: say('activities.compose') })
  await composer.getByRole('textbox', { name: say('followUp.content') }).fill('路上打的电话')
  await composer.getByRole('button', { name: say('activities.voice.record') }).click()
  const save = composer.getByRole('button', { name: say('activities.save'), exact: true })
  await composer.getByRole('button', { name: say('activities.voice.stop').replace('{{time}}', '0:01') }).waitFor()
  assert.ok(await save.isDisabled(), 'nothing is saved while somebody speaks')
  await composer.getByRole('button', { name: say('activities.voice.stop').replace(' {{time}}', '') }).click()
  await composer.getByRole('button', { name: /^voice-\d{12}\.\w+$/ }).waitFor()
  await save.click()
  await composer.waitFor({ state: 'detached' })
  const sound = page.locator('audio')
  await sound.waitFor()
  const length = await sound.evaluate(async (heard: HTMLAudioElement) => {
    heard.muted = true
    await heard.play()
    return heard.readyState
  })
  assert.ok(length >= 2, 'it plays')
  const address = String(await sound.getAttribute('src'))
  const sent = await page.context().request.get(new URL(address, page.url()).href)
  assert.match(sent.headers()['content-type']!, /^audio\//)
  assert.match(sent.headers()['content-disposition']!, /^inline/)
  const other = await enter(house, stranger, { locale: 'zh-CN' })
  assert.equal((await other.page.context().request.get(new URL(address, page.url()).href)).status(), 404)
})
