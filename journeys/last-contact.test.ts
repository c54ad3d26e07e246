import assert from 'node:assert/strict'
import { system } from '#kernel'
import { opportunity } from '#objects/sales'
import { openWorkplace } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const ada = await house.join('Ada', 'rep')
const bob = await house.join('Bob', 'administrator')

/** The smallest picture there is. */
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

journey(
  'a visit stands with place, distance and photo in the day of who made it and with the customer; stuck deals are counted',
  async ({ enter }) => {
    const gus = await house.join('Gus', 'rep')
    const account = await house.ask(gus, 'POST', '/accounts', { name: '临港机械', latitude: 31.2, longitude: 121.5 })
    const form = new FormData()
    form.set('file', new Blob([Buffer.from(onePixel, 'base64')], { type: 'image/png' }), '门口.png')
    const sent = await fetch(`${house.address}/api/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${gus.key}` },
      body: form,
    })
    const photo = (await sent.json()) as object
    const visit = await house.ask(gus, 'POST', '/visits', {
      subject: '看产线',
      account: account.id,
      photos: [{ file: photo, note: '门口' }],
    })
    await house.ask(gus, 'POST', `/visits/${visit.id}/arrive`, { latitude: 31.209, longitude: 121.5, accuracy: 10 })
    await house.ask(gus, 'POST', '/visits', { subject: '以后再去', account: account.id })
    const deal = await house.ask(gus, 'POST', '/opportunities', { name: '产线改造', account: account.id })
    const { engine } = house.server.installation
    const session = { workspace: await engine.workspace('acme'), actor: system('a deal that stands still') }
    await engine.work(session, { via: 'command' }, (work) =>
      work.change(opportunity, deal.id as never, { stuckFrom: '2026-01-01' } as never),
    )

    const { page, say, go } = await enter(house, bob, { locale: 'zh-CN' })
    await go('/team')
    const line = page.getByRole('row').filter({ hasText: 'Gus' })
    await line
      .locator(`td[data-label="${say('figure.sales.stuck')}"]`)
      .getByRole('link', { name: '1' })
      .waitFor()
    await line.getByRole('link', { name: 'Gus' }).click()
    await page.getByRole('heading', { name: 'Gus' }).waitFor()
    const far = say('visits.entry.distance').replace('{{count}}', '1,001')
    for (const where of ['day', 'customer']) {
      if (where === 'customer') {
        await go(`/o/accounts/${account.id}`)
        await page.getByRole('heading', { name: '临港机械' }).waitFor()
      }
      const entry = page.locator('article').filter({ has: page.getByRole('link', { name: '看产线' }) })
      await entry.getByText(say('visit.place.near')).waitFor()
      await entry.getByText(far).waitFor()
      const shown = entry.getByRole('img', { name: '门口' })
      await shown.scrollIntoViewIfNeeded()
      await page.waitForFunction((image) => (image as HTMLImageElement).naturalWidth > 0, await shown.elementHandle())
      assert.equal(
        await page
          .locator('article')
          .filter({ has: page.getByRole('link', { name: '以后再去' }) })
          .count(),
        0,
      )
    }
  },
)

journey('a deal tells when somebody last spoke to each of those who have a say in it', async ({ enter }) => {
  const account = await house.ask(ada, 'POST', '/accounts', { name: '江南造船' })
  const [boss, user] = await Promise.all(
    ['王总工', '李师傅'].map((name) => house.ask(ada, 'POST', '/contacts', { name, account: account.id })),
  )
  const deal = await house.ask(ada, 'POST', '/opportunities', {
    name: '焊机更新',
    account: account.id,
    people: [
      { contact: boss!.id, role: 'decides', stance: 'supports' },
      { contact: user!.id, role: 'uses' },
    ],
  })
  const told = { account: account.id, contact: boss!.id, content: '电话里谈了预算' }
  await house.ask(ada, 'POST', '/follow-ups', { ...told, happenedAt: '2026-03-05T02:00:00Z' })
  await house.ask(ada, 'POST', '/follow-ups', { ...told, happenedAt: '2026-02-01T02:00:00Z' })
  const { page, say, go } = await enter(house, ada, { locale: 'zh-CN' })
  await go(`/o/opportunities/${deal.id}`)
  await page.getByRole('heading', { name: '焊机更新' }).waitFor()
  const lineOf = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await lineOf('李师傅').getByText(say('sales.say.never')).waitFor()
  await lineOf('王总工').getByText(say('dealContact.stance.supports')).waitFor()
  const last = lineOf('王总工').getByRole('link', { name: say('sales.say.last').replace('{{day}}', '').trim() })
  assert.match((await last.textContent()) ?? '', /3月5日/)
  await last.click()
  await page.waitForURL('**/o/follow-ups?**')
})
