import type { Work } from '#kernel'
import { type OptionBook, optionGroup, optionRule, product, productOption } from './objects/index.ts'

/** What may be chosen with products today: by product, for those that leave something open. Options of products that are off sale are not among it. */
export async function optionBooks(kernel: Work, products: readonly string[]): Promise<ReadonlyMap<string, OptionBook>> {
  const heads = [...new Set(products)]
  if (heads.length === 0) return new Map()
  const order = { limit: 10_000, sort: ['position', 'createdAt'] }
  const groups = await kernel.find(optionGroup, { product: { in: heads } }, order)
  const rules = await kernel.find(optionRule, { product: { in: heads }, isActive: true }, { limit: 10_000, sort: ['createdAt'] })
  const options =
    groups.length === 0
      ? []
      : await kernel.find(
          productOption,
          { group: { in: groups.map(({ id }) => id) }, isActive: true, 'product.status': { ne: 'offSale' } },
          order,
        )
  const along = rules.flatMap(({ part }) => part ?? [])
  const goods = along.length === 0 ? [] : await kernel.find(product, { id: { in: along } }, { limit: 10_000 })
  const nameOf = new Map(goods.map((one) => [one.id as string, one.name]))
  return new Map(
    heads.flatMap((id) => {
      const own = groups.filter((group) => group.product === id)
      const its = rules.filter((rule) => rule.product === id).map((rule) => ({ ...rule, partName: nameOf.get(String(rule.part)) ?? null }))
      const ids = new Set<string>(own.map((group) => group.id))
      return own.length === 0 && its.length === 0
        ? []
        : [[id, { groups: own, options: options.filter(({ group }) => ids.has(group)), rules: its }] as const]
    }),
  )
}
