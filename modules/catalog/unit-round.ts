import { type AnyObject, defineRound, type RoundDef, system } from '#kernel'
import { product, productUnit } from './objects/index.ts'
import type { Measured } from './units.ts'

const portion = 200
type Line = Measured & Readonly<{ createdAt: string }>

/**
 * Nothing comes of an import, so positions that it brought in a further unit of their product learn here what one of it is. Of those that are older than the unit, and were one each until then,
 * that is written down.
 */
export const unitRound = (name: `${string}.${string}`, object: AnyObject): RoundDef =>
  defineRound(name, {
    async run(work) {
      const units = await work.settings(productUnit)
      const byProduct = Map.groupBy(units, (unit) => unit.product as string)
      const products = [...byProduct.keys()].toSorted()
      const kernel = work.as(system('units of what was brought in'))
      for (let from = 0; from < products.length; from += portion) {
        const some = products.slice(from, from + portion)
        const names = [...new Set(some.flatMap((id) => byProduct.get(id)!.map((unit) => unit.name)))]
        const lacking = { product: { in: some }, unit: { in: names }, unitFactor: { empty: true } }
        const lines = (await kernel.find(object, lacking as never, {
          limit: portion,
          sort: ['createdAt', 'id'],
        })) as unknown as readonly Line[]
        if (lines.length === 0) continue
        const rows = await kernel.find(product, { id: { in: [...new Set(lines.map((line) => line.product!))] } }, { limit: portion })
        const own = new Map(rows.map((row) => [row.id as string, row.unit]))
        const factorOf = ({ product: of, unit: word, createdAt }: Line): number => {
          const unit = own.get(of!) === word ? undefined : byProduct.get(of!)!.find((one) => one.name === word)
          return unit && unit.createdAt <= createdAt ? unit.factor : 1
        }
        await kernel.changeMany(object, lines.map((line) => ({ id: line.id, unitFactor: factorOf(line) })) as never)
      }
    },
  })
