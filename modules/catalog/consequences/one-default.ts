import { defineConsequence, system } from '#kernel'
import { priceList } from '../objects/index.ts'

/** A list that is made the one for everybody takes that from the one that was. */
export const oneDefault = defineConsequence(priceList, {
  reads: ['isDefault'],
  async run(work, written) {
    const keeps = written.filter(({ row }) => row.isDefault).at(-1)?.row.id
    if (!keeps) return
    const kernel = work.as(system('one default price list'))
    const others = await kernel.find(priceList, { isDefault: true, id: { ne: keeps } }, { limit: 1_000 })
    if (others.length > 0)
      await kernel.changeMany(
        priceList,
        others.map(({ id }) => ({ id, isDefault: false })),
      )
  },
})
