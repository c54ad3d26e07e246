import { defineConsequence, fail, system } from '#kernel'
import { priceRow, product, productUnit } from '../objects/index.ts'

const most = 10_000

/** A further unit is not the product's own; prices by its name follow when it is called otherwise. */
const unitNames = defineConsequence(productUnit, {
  reads: ['name', 'product'],
  async run(work, written) {
    const kernel = work.as(system('units of a product'))
    const ids = [...new Set(written.map(({ row }) => row.product as string))]
    const goods = new Map((await kernel.find(product, { id: { in: ids } }, { limit: most })).map((one) => [one.id as string, one]))
    const own = written.find(({ row }) => goods.get(row.product)?.unit === row.name)?.row
    if (own) fail('catalog.unit-is-own', { unit: own.name, product: goods.get(own.product)!.name })
    const renamed = written.filter(({ row, before }) => before && before.name !== row.name)
    if (renamed.length === 0) return
    const rows = await kernel.find(
      priceRow,
      { product: { in: renamed.map(({ row }) => row.product) }, unit: { empty: false } },
      { limit: most },
    )
    await kernel.changeMany(
      priceRow,
      rows.flatMap((price) => {
        const step = renamed.find(({ row, before }) => row.product === price.product && before!.name === price.unit)
        return step ? [{ id: price.id, unit: step.row.name }] : []
      }),
    )
  },
})

/** A price is for the product's own unit or for one of its further ones. */
const pricedUnits = defineConsequence(priceRow, {
  reads: ['unit', 'product'],
  async run(work, written) {
    const due = written.filter(({ row, before }) => row.unit && (row.unit !== before?.unit || row.product !== before.product))
    if (due.length === 0) return
    const kernel = work.as(system('units of a product'))
    const ids = [...new Set(due.map(({ row }) => row.product as string))]
    const [goods, units] = [
      await kernel.find(product, { id: { in: ids } }, { limit: most }),
      await kernel.find(productUnit, { product: { in: ids } }, { limit: most }),
    ]
    for (const { row } of due) {
      const its = goods.find(({ id }) => id === row.product)
      const names = [...(its?.unit ? [its.unit] : []), ...units.filter((one) => one.product === row.product).map(({ name }) => name)]
      if (!names.includes(row.unit!)) fail('catalog.unknown-unit', { unit: row.unit, product: its?.name ?? '', units: names.join(', ') })
    }
  },
})

export const unitConsequences = [unitNames, pricedUnits]
