import { system } from '../access/define-access.ts'
import type { CatalogField, CatalogObject } from '../model/catalog.ts'
import type { Values } from './parse-input.ts'
import { readRows } from './read-rows.ts'
import type { Scope } from './state.ts'

type CounterPlan = Readonly<{ period: string; prefix: string; digits: number }>

/** Rows whose empty automatic numbers are filled. A number typed by hand stays, and lifts the counter above itself so that it is not met later. */
export async function numberRows(scope: Scope, object: CatalogObject, rows: readonly Values[]): Promise<readonly Values[]> {
  const result = [...rows]
  for (const field of Object.values(object.fields).filter((candidate) => candidate.type.counter)) {
    const valueAt = await namedValues(scope, object, { rows, paths: field.type.counterPaths!(field.options) })
    const { now, session } = scope.state
    const planOf = (row: Values): CounterPlan =>
      field.type.counter!(field.options, now, session.workspace.timeZone, (path) => valueAt(row, path))
    const plans = result.map(planOf)
    for (const [period, places] of Map.groupBy(plans.keys(), (i) => plans[i]!.period)) {
      const counter = `${object.name}.${field.name}.${period}`
      const highest = Math.max(0, ...places.map((i) => countedIn(result[i]![field.name], plans[i]!)))
      if (highest > 0) await scope.state.numbers.lift(counter, highest)
      const open = places.filter((i) => isOpen(result[i]!, field))
      if (open.length === 0) continue
      const first = (await scope.state.numbers.take(counter, open.length)) - open.length + 1
      for (const [n, i] of open.entries()) {
        const { prefix, digits } = plans[i]!
        result[i] = { ...result[i]!, [field.name]: `${prefix}${String(first + n).padStart(digits, '0')}` }
      }
    }
  }
  return result
}

type Named = Readonly<{ rows: readonly Values[]; paths: readonly string[] }>

/** What stands at a path of a row: one statement for each link that is named. */
async function namedValues(scope: Scope, object: CatalogObject, { rows, paths }: Named): Promise<(row: Values, path: string) => string> {
  const all: Scope = { state: scope.state, actor: system('automatic numbers') }
  const linked = new Map<string, Awaited<ReturnType<typeof readRows>>>()
  for (const link of new Set(paths.map((path) => path.split('.')[0]!))) {
    const target = link === 'record' ? undefined : scope.state.catalog.objects[String(object.fields[link]!.options.to)]
    const ids = [...new Set(rows.flatMap((row) => (row[link] ? [String(row[link])] : [])))]
    if (target && ids.length > 0) linked.set(link, await readRows(all, target, ids))
  }
  return (row, path) => {
    const [link, name] = path.split('.') as [string, string]
    const values = link === 'record' ? row : linked.get(link)?.get(String(row[link]))?.values
    return String(values?.[name] ?? '')
  }
}

const isOpen = (row: Values, field: CatalogField): boolean => row[field.name] === null || row[field.name] === undefined

/** The counted part of a typed number of this period; 0 for any other text. */
function countedIn(value: unknown, plan: CounterPlan): number {
  if (typeof value !== 'string' || !value.startsWith(plan.prefix)) return 0
  const digits = value.slice(plan.prefix.length)
  return /^[0-9]{1,15}$/.test(digits) ? Number(digits) : 0
}
