import type { Work } from '#kernel'
import { inner } from '../rules/paper-fields.ts'

type Catalog = Work['catalog']
export type CatalogField = Catalog['objects'][string]['fields'][string]
/** Where a value is: a field, on which object, and the fields that lead there. */
export type Place = Readonly<{ field: CatalogField; root: string; steps: readonly CatalogField[] }>

/** Beside the record itself: our company, its account, whoever makes the paper. */
export const roots = { seller: 'legalEntity', bank: 'bankAccount', me: 'member' } as const
export type Root = keyof typeof roots

export const planColumns = ['instalment', 'name', 'dueOn', 'amount'] as const

/** Where a path of a template leads; null where nothing is there that may stand on a paper. */
export function placeOf(catalog: Catalog, about: string, path: string): Place | null {
  const names = path.split('.')
  const root = Object.hasOwn(roots, names[0]!) && names.length > 1 ? names.shift()! : ''
  let object = root ? roots[root as Root] : about
  const steps: CatalogField[] = []
  for (const [i, name] of names.entries()) {
    const fields = catalog.objects[object]?.fields
    const field = fields && Object.hasOwn(fields, name) ? fields[name]! : null
    if (!field || inner.has(name) || field.type.parts || field.type.holdsFile) return null
    if (i === names.length - 1) return { field, root, steps: [...steps, field] }
    if (!field.refers) return null
    steps.push(field)
    object = field.refers
  }
  return null
}

/** Whether somebody may see the value and all that leads to it. */
export const mayRead = (work: Work, { steps }: Place): boolean => steps.every((field) => work.mayRead({ name: field.object }, field.name))

/** The columns of a table that nothing is behind, or that stand on no paper. */
export const strangeColumns = (catalog: Catalog, object: string, columns: readonly string[]): readonly string[] =>
  columns.filter((name) => {
    const fields = catalog.objects[object]?.fields
    return !fields || !Object.hasOwn(fields, name) || inner.has(name)
  })
