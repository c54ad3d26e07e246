import { defineConsequence, system, type Work, type Written } from '#kernel'
import { storeCheck, storeCheckLine, storeItem } from '../objects/index.ts'

/** Small, as all items of these stores with any of these products are read at once. */
const portion = 50

/** A line of a check keeps the price and the stock that are agreed on its day. */
export const whatWasAgreed = defineConsequence(storeCheckLine, {
  reads: ['product'],
  async run(work, written) {
    const kernel = work.as(system('what was agreed with a store'))
    const fresh = written.filter(({ row, before }) => row.product !== before?.product)
    for (let i = 0; i < fresh.length; i += portion) await keep(kernel, fresh.slice(i, i + portion))
  },
})

async function keep(kernel: Work, lines: readonly Written<typeof storeCheckLine>[]): Promise<void> {
  const heads = await kernel.find(storeCheck, { id: { in: lines.map(({ row }) => row.storeCheck) } }, { limit: portion })
  const storeOf = new Map(heads.map((head) => [head.id as string, head.store as string]))
  const items = await kernel.find(
    storeItem,
    { store: { in: heads.map((head) => head.store) }, product: { in: lines.map(({ row }) => row.product) } },
    { limit: portion * portion },
  )
  await kernel.changeMany(
    storeCheckLine,
    lines.flatMap(({ row, before }) => {
      const item = items.find((one) => one.product === row.product && one.store === storeOf.get(row.storeCheck))
      if (!item && !before) return []
      return [{ id: row.id, agreedPrice: item?.agreedPrice ?? null, minStock: item?.minStock ?? null }]
    }),
  )
}
