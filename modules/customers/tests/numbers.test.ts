import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testApp } from '#kernel/testing'
import { customers } from '../module.ts'

const app = await testApp([customers])
const [admin, rep, stranger] = [await app.as('administrator'), await app.as('rep'), await app.as('rep', { name: 'Stranger' })]
const figures = (who: typeof admin, tile: string) => who.report('customers.numbers', tile)

await app.system.create('account', [
  { name: '甲', owner: rep.id, source: 'tender', province: '浙江', stage: 'execution', isKey: true },
  { name: '乙', owner: rep.id, source: 'tender', province: '上海', stage: 'presales' },
  { name: '丙', owner: rep.id, province: '浙江', stage: 'aftersales' },
])
await stranger.create('account', [{ name: '丁', source: 'internet', province: '浙江', stage: 'presales' }])

test('customers are counted once each, by what they are now, and only those within reach', async () => {
  const [all] = await figures(admin, 'total')
  assert.deepEqual([all!.n, all!.buying, all!.key, all!.withoutOwner], [4, 2, 1, 0])
  const [mine] = await figures(rep, 'total')
  assert.deepEqual([mine!.n, mine!.buying, mine!.key], [3, 2, 1])
  const [months] = await figures(admin, 'months')
  assert.equal(months!.n, 4)
  const sources = await figures(admin, 'sources')
  assert.deepEqual(
    new Map(sources.map((row) => [row.source, row.n])),
    new Map<unknown, unknown>([
      ['tender', 2],
      ['internet', 1],
      [null, 1],
    ]),
  )
  const provinces = await figures(admin, 'provinces')
  assert.deepEqual(
    provinces.map((row) => [row.province, row.n, row.buying]),
    [
      ['浙江', 3, 2],
      ['上海', 1, 0],
    ],
  )
})
