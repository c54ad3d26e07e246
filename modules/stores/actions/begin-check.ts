import { defineAction, fail, type NewRow } from '#kernel'
import { link } from '#kernel/model'
import { store, storeCheck, storeItem } from '../objects/index.ts'

const mostItems = 1_000
const positionStep = 10

/**
 * A check of today with a line for each listed item, to be filled in before the shelf.
 *
 * @throws `stores.closed`
 */
export const beginCheck = defineAction('stores.begin-check', {
  on: store,
  input: { store: link(store, { required: true }) },
  result: { storeCheck: link(storeCheck, { required: true }) },
  fails: ['stores.closed'],
  offered: { state: { in: ['open', 'paused'] } },
  async run(work, input) {
    const row = await work.one(store, input.store)
    if (row.state === 'closed') fail('stores.closed')
    const items = await work.find(storeItem, { store: row.id, isListed: true }, { limit: mostItems, sort: ['position'] })
    const lines = items.map(({ product }, i) => ({ product, position: (i + 1) * positionStep }))
    const [made] = await work.create(storeCheck, [{ store: row.id, lines } as unknown as NewRow<typeof storeCheck>])
    return { storeCheck: made!.id }
  },
})
