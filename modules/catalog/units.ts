import { type AnyObject, fail, system, type Work } from '#kernel'
import { product, productUnit } from './objects/index.ts'

type Goods = ReadonlyMap<string, Readonly<{ name: string; unit: string | null }>>
export type Measured = Readonly<{ id: string; product: string | null; unit: string | null; unitFactor: number | null }>
type Step<R extends Measured> = Readonly<{ row: R; before: R | null }>
export type Unit = Pick<Measured, 'unit' | 'unitFactor'>

const most = 10_000

/** A position is measured anew: new, with another product, in another unit that somebody typed, or with another factor that the program wrote. */
export const isMeasured = ({ row, before }: Step<Measured>, isTyped: boolean): boolean =>
  !before || row.product !== before.product || (isTyped ? row.unit !== before.unit : row.unitFactor !== before.unitFactor)

/** Another product, or a unit that holds another number of it, has a price of its own; one that is typed along with it stays. */
export const asksPrice = ({ row, before }: Step<Measured & Readonly<{ price: unknown }>>, unit: Pick<Unit, 'unitFactor'> = row): boolean =>
  !!before &&
  !!row.product &&
  JSON.stringify(row.price) === JSON.stringify(before.price) &&
  (row.product !== before.product || unit.unitFactor !== before.unitFactor)

/**
 * Unit and factor of positions that are measured anew, by id. What the program wrote stays as it is: a document that goes on with an older one has its units with the
 * factors of then. A product without further units may be counted in any word, as one each.
 *
 * @throws `catalog.unknown-unit` for a word that is none of the units of a product that has some
 */
export async function unitsOf<R extends Measured>(
  kernel: Work,
  steps: readonly Step<R>[],
  { goods, isTyped }: Readonly<{ goods: Goods; isTyped: boolean }>,
): Promise<ReadonlyMap<string, Unit>> {
  const due = steps.filter((step) => isMeasured(step, isTyped))
  const named = due.filter(({ row }) => row.product && row.unit && row.unit !== goods.get(row.product)?.unit)
  const products = [...new Set(named.map(({ row }) => row.product!))]
  const units = products.length === 0 ? [] : await kernel.find(productUnit, { product: { in: products } }, { limit: most })
  return new Map(
    due.map(({ row, before }): [string, Unit] => {
      if (!row.product) return [row.id, { unit: row.unit, unitFactor: null }]
      const { unit: base = null, name = '' } = goods.get(row.product) ?? {}
      if (row.unit && !isTyped) return [row.id, { unit: row.unit, unitFactor: row.unitFactor }]
      if (!row.unit || row.unit === base) return [row.id, { unit: base, unitFactor: null }]
      const its = units.filter((one) => one.product === row.product)
      const offered = its.filter(({ isActive }) => isActive)
      const found = offered.find((one) => one.name === row.unit)
      if (found) return [row.id, { unit: row.unit, unitFactor: found.factor }]
      // The product is another one: what it was counted in before went with it.
      if (before && before.product !== row.product && before.unit === row.unit) return [row.id, { unit: base, unitFactor: null }]
      if (its.length > 0)
        fail('catalog.unknown-unit', {
          unit: row.unit,
          product: name,
          units: [...(base ? [base] : []), ...offered.map((one) => one.name)].join(', '),
        })
      return [row.id, { unit: row.unit, unitFactor: null }]
    }),
  )
}

/** {@link unitsOf}, for positions that ask nothing else of their products and may say no unit; answers what is different. */
export async function changedUnits<R extends Measured>(
  kernel: Work,
  steps: readonly Step<R>[],
  isTyped: boolean,
): Promise<(Unit & { id: string })[]> {
  if (!isTyped) return []
  const due = steps.filter((step) => isMeasured(step, true) && (step.row.unit || step.row.unitFactor !== null))
  const ids = [...new Set(due.flatMap(({ row }) => row.product ?? []))]
  const rows = ids.length === 0 ? [] : await kernel.find(product, { id: { in: ids } }, { limit: most })
  const units = await unitsOf(kernel, due, { goods: new Map(rows.map((row) => [row.id as string, row])), isTyped })
  return due.flatMap(({ row }) => {
    const unit = units.get(row.id)!
    return unit.unit === row.unit && unit.unitFactor === row.unitFactor ? [] : [{ id: row.id, ...unit }]
  })
}

type Source = Readonly<{ product?: unknown; unit?: unknown; unitFactor?: unknown }>

/** Positions as a copy of them is made by a person; those of goods get their unit by {@link takeUnits}. */
export const withoutUnits = <T extends Source>(lines: readonly T[]): Omit<T, 'unitFactor'>[] =>
  lines.map(({ unitFactor: _, ...line }) => ({ ...line, unit: line.product ? null : line.unit }))

/** Positions that were copied, in the order of those they came from, are counted in their units, with the factors of then. */
export async function takeUnits<O extends AnyObject>(
  work: Work,
  object: O,
  of: Parameters<Work['find']>[1],
  sources: readonly Source[],
): Promise<void> {
  if (!sources.some((source) => source.product && source.unit)) return
  const kernel = work.as(system('units of the document before'))
  const made = (await kernel.find(object, of as never, { limit: most, sort: ['position', 'id'] })) as unknown as readonly Measured[]
  const due = made.flatMap((line, i) => {
    const { unit = null, unitFactor = null } = sources[i] ?? {}
    return line.product && unit && (unit !== line.unit || unitFactor !== line.unitFactor) ? [{ id: line.id, unit, unitFactor }] : []
  })
  if (due.length > 0) await kernel.changeMany(object, due as never)
}
