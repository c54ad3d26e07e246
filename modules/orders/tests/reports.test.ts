import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cancel, confirm } from '../actions/course.ts'
import { deliver } from '../actions/deliver.ts'
import { reports } from '../reports.ts'
import { openCompany } from './order-company.ts'

const { admin, rep, keeper, warehouse, accountOf, goods, orderOf } = await openCompany()

const askOf = async (report: string, tile: string) => {
  const found = reports.find(({ name }) => name === report)!
  const { ask } = found.tiles.find(({ key }) => key === tile)!
  return admin.aggregate({ object: found.object, ...ask } as never)
}
const amountOf = (value: unknown): number => Number((value as { amount: unknown } | null)?.amount ?? 0)

test('reports say what sells, where and when, what is open and what lies where', async () => {
  const [many, few] = [await goods(50, 100), await goods(50, 10)]
  const account = await accountOf({ province: '浙江省' })
  const made = [
    await orderOf([{ product: many, quantity: 5 }], { account, channel: 'phone', orderedOn: '2020-03-10', promisedOn: '2020-03-20' }),
    await orderOf(
      [
        { product: many, quantity: 2 },
        { product: few, quantity: 3 },
      ],
      { account, channel: 'shop', orderedOn: '2030-05-10' },
    ),
    await orderOf([{ product: few, quantity: 9 }], { account, orderedOn: '2030-05-11' }),
  ]
  for (const order of made) await rep.call(confirm, { order })
  await rep.call(cancel, { order: made[2], reason: '不要了' })
  await orderOf([{ product: few, quantity: 40 }], { account })
  assert.deepEqual(
    (await askOf('orders.by-month', 'months')).map(({ n, amount }) => [n, amountOf(amount)]),
    [
      [1, 500],
      [1, 230],
    ],
  )
  assert.deepEqual(
    (await askOf('orders.by-month', 'channels')).map(({ channel, n }) => [channel, n]),
    [
      ['phone', 1],
      ['shop', 1],
    ],
  )
  const [open] = await askOf('orders.to-deliver', 'open')
  assert.deepEqual([open!.n, open!.late, open!.noDay], [2, 1, 1])
  assert.deepEqual(
    (await askOf('orders.products', 'best')).map(({ product, quantity }) => [(product as { id: string }).id, quantity]),
    [
      [many, 7],
      [few, 3],
    ],
  )
  assert.equal(amountOf((await askOf('orders.products', 'regions'))[0]!.amount), 730)
  await keeper.call(deliver, { order: made[0] })
  const where = await askOf('orders.stock', 'where')
  assert.deepEqual(
    where.map((row) => [(row.warehouse as { id: string }).id, row.onHand]).toSorted((a, b) => Number(a[1]) - Number(b[1])),
    [
      [warehouse, 45],
      [warehouse, 50],
    ],
  )
  for (const { name, tiles } of reports) for (const { key } of tiles) assert.ok(await askOf(name, key), `${name} ${key}`)
})
