import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import type { Values } from './parse-input.ts'
import type { Scope } from './state.ts'

type CounterPlan = Readonly<{ period: string; prefix: string; digits: number }>

/** Rows whose empty automatic numbers are filled. A number typed by hand stays, and lifts the counter above itself so that it is not met later. */
export async function numberRows(scope: Scope, object: CatalogObject, rows: readonly Values[]): Promise<readonly Values[]> {
  let result = rows
  for (const field of Object.values(object.fields).filter((candidate) => candidate.type.counter)) {
    const plan = field.type.counter!(field.options, scope.state.now, scope.state.session.workspace.timeZone)
    const counter = `${object.name}.${field.name}.${plan.period}`
    const highest = Math.max(0, ...result.map((row) => countedIn(row[field.name], plan)))
    if (highest > 0) await scope.state.numbers.lift(counter, highest)
    const open = result.filter((row) => isOpen(row, field)).length
    if (open === 0) continue
    let next = (await scope.state.numbers.take(counter, open)) - open
    result = result.map((row) => {
      if (!isOpen(row, field)) return row
      next += 1
      return { ...row, [field.name]: `${plan.prefix}${String(next).padStart(plan.digits, '0')}` }
    })
  }
  return result
}

const isOpen = (row: Values, field: CatalogField): boolean => row[field.name] === null || row[field.name] === undefined

/** The counted part of a typed number of this period; 0 for any other text. */
function countedIn(value: unknown, plan: CounterPlan): number {
  if (typeof value !== 'string' || !value.startsWith(plan.prefix)) return 0
  const digits = value.slice(plan.prefix.length)
  return /^[0-9]{1,15}$/.test(digits) ? Number(digits) : 0
}
