import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { openWorkplace, type Row } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const [chief, anna] = [await house.join('Chief', 'manager'), await house.join('Anna', 'rep')]

/** The site of a company, with the script and a button by which a visitor agrees. */
async function openSite(site: () => string): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>${request.url?.startsWith('/price') ? '价格' : '首页'}</title>
      <script>window.zhike=window.zhike||{q:[],consent(){this.q.push('consent')},forget(){this.q.push('forget')}}</script>
      <script src="${house.address}/t/acme/${site()}?as=script" async></script>
      <button onclick="zhike.consent()">同意</button><a href="/cases">案例</a>`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  after(() => new Promise((done) => server.close(done).closeAllConnections()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

journey('a lead opens his link, agrees, and is seen on the site by the rep who has his number at hand', async ({ open, enter }) => {
  let site = ''
  const address = await openSite(() => site)
  site = (await house.ask<Row>(chief, 'POST', '/web-sites', { name: '官网', sites: [address] })).id
  const lead = (await house.ask<Row>(anna, 'POST', '/leads', { name: '王小明', company: '华瑞物流', mobile: '13800138000' })).id
  await house.ask(anna, 'POST', `/leads/${lead}/invite-lead`, { site, page: `${address}/price` })
  const [link] = (await house.ask<{ rows: Row[] }>(anna, 'GET', '/web-invites?fields=*')).rows
  const visits = async () => (await house.ask<{ rows: Row[] }>(anna, 'GET', '/web-visits?fields=*')).rows

  const visitor = await open({ address }, { locale: 'zh-CN' })
  // Browsers that a program drives say so, and are left out: this one stands for a person's.
  await visitor.page.addInitScript("Object.defineProperty(navigator, 'webdriver', { get: () => false })")
  await visitor.page.setExtraHTTPHeaders({ 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0' })
  await visitor.go(String(link!.address))
  await visitor.page.waitForTimeout(500)
  assert.deepEqual([await visits(), await visitor.page.context().cookies()], [[], []], 'nothing before he agrees')
  await visitor.page.getByRole('button', { name: '同意' }).click()
  for (let n = 0; n < 100 && (await visits()).length === 0; n++) await visitor.page.waitForTimeout(100)
  await visitor.page.getByRole('link', { name: '案例' }).click()

  const { page, go, say } = await enter(house, anna, { locale: 'zh-CN' })
  await go(`/o/leads/${lead}`)
  const panel = page.locator('[data-web-visits]')
  await panel.getByText(say('website.panel.now')).waitFor()
  assert.equal(await panel.getByRole('link', { name: '138 0013 8000' }).getAttribute('href'), 'tel:+8613800138000')
  await panel.getByText('价格', { exact: true }).waitFor()
  assert.equal((await visits()).length, 1)
})
