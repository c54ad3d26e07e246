import assert from 'node:assert/strict'
import { openWorkplace, type Row } from './support/house.ts'
import { journey } from './support/journey.ts'

const house = await openWorkplace('zh-CN')
const admin = await house.join('Admin', 'administrator')
const make = async (path: string, body: object) => (await house.ask(admin, 'POST', path, body)).id

journey('a product is configured on a quote: the choice and its price, put there once however often it is pressed', async ({ enter }) => {
  const [head, part] = [
    await make('/products', { name: '仓储系统', code: 'WMS', price: 100_000, cost: 60_000, unit: '套' }),
    await make('/products', { name: '冷链温控', code: 'COLD', price: 20_000, cost: 9_000, unit: '套' }),
  ]
  const group = await make('/option-groups', { product: head, name: '功能模块', pick: 'several' })
  await make('/product-options', { name: '冷链温控', group, product: part })
  const account = await make('/accounts', { name: '华瑞物流' })
  const quote = await make('/quotes', { title: '报价', account })
  const { page, say, go } = await enter(house, admin, { locale: 'zh-CN' })
  await go(`/quotes/configure?ids=${quote}&product=${head}`)
  await page.getByRole('checkbox', { name: /冷链温控/ }).check()
  await page.getByText('120,000.00').first().waitFor()
  await page.getByRole('button', { name: say('quotes.configure.save') }).dblclick()
  await page.waitForURL(`**/o/quotes/${quote}`)
  await page.getByText('冷链温控').first().waitFor()
  const filter = encodeURIComponent(JSON.stringify({ quote }))
  const { rows } = await house.ask<{ rows: readonly Row[] }>(admin, 'GET', `/quote-lines?fields=description,isPart&filter=${filter}`)
  assert.deepEqual(rows.map(({ description, isPart }) => [description, isPart]).toSorted(), [
    ['仓储系统', false],
    ['冷链温控', true],
  ])
})
