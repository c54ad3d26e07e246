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

journey(
  'lines of a quote are pasted from a spreadsheet, added several at once, and moved by keyboard and by dragging',
  async ({ enter }) => {
    await make('/products', { name: '充电桩', code: 'CHG', price: 300, cost: 100, unit: '台' })
    await make('/products', { name: '托盘', code: 'PAL', price: 50, cost: 20, unit: '个' })
    await make('/products', { name: '货架', code: 'RACK', price: 900, cost: 500, unit: '组' })
    const account = await make('/accounts', { name: '汇通仓储' })
    const quote = await make('/quotes', { title: '货架报价', account, lines: [{ description: '运费', price: 10, cost: 1 }] })
    const { page, say, go } = await enter(house, admin, { locale: 'zh-CN' })
    await go(`/o/quotes/${quote}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('e')
    const form = page.getByRole('dialog')
    const table = form.getByRole('table', { name: say('quote.lines') })
    await table.getByLabel(say('quoteLine.product')).first().focus()
    await page.evaluate(() => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', '充电桩\t两台\t2\nPAL\t木托盘\t40\n没有的产品\t其他\t1\n')
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await page.getByText(say('list.pasted.some', { count: 8, refused: 1 })).waitFor()
    await form.getByRole('button', { name: say('field.lines.several', { objects: say('product.plural') }) }).click()
    const picker = page.getByRole('dialog', { name: say('field.lines.several', { objects: say('product.plural') }) })
    for (const name of ['货架', '托盘']) {
      await picker.getByRole('combobox').fill(name)
      await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click()
    }
    await picker.getByRole('button', { name: say('field.lines.take') }).click()
    await picker.waitFor({ state: 'detached' })
    const words = () =>
      table.getByLabel(say('quoteLine.description')).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))
    assert.deepEqual(await words(), ['两台', '木托盘', '其他', '', ''])
    const third = table.getByLabel(say('quoteLine.description')).nth(2)
    await third.focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Alt+ArrowUp')
    assert.deepEqual(await words(), ['其他', '两台', '木托盘', '', ''])
    await table
      .getByRole('button', { name: say('field.lines.move') })
      .nth(2)
      .dragTo(table.getByRole('row').nth(2))
    assert.deepEqual(await words(), ['其他', '木托盘', '两台', '', ''])
    await form.getByRole('button', { name: say('form.save') }).click()
    await form.waitFor({ state: 'detached' })
    const filter = encodeURIComponent(JSON.stringify({ quote }))
    const { rows } = await house.ask<{ rows: readonly Row[] }>(
      admin,
      'GET',
      `/quote-lines?fields=product,description,quantity&sort=position&filter=${filter}`,
    )
    assert.deepEqual(
      rows.map(({ product, description, quantity }) => [(product as { title: string } | null)?.title ?? null, description, quantity]),
      [
        [null, '其他', 1],
        ['托盘', '木托盘', 40],
        ['充电桩', '两台', 2],
        ['货架', '货架', 1],
        ['托盘', '托盘', 1],
      ],
    )
  },
)
