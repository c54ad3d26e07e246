import type { ConstraintMeaning } from '../db/errors.ts'
import type { Catalog } from '../model/catalog.ts'
import { tablePlan } from './tables.ts'

/** What the names of unique indexes and foreign keys stand for: the name is all that survives in some errors. */
export function constraintMeanings(catalog: Catalog): (name: string) => ConstraintMeaning | undefined {
  const meanings = new Map<string, ConstraintMeaning>()
  for (const object of Object.values(catalog.objects)) {
    const plan = tablePlan(catalog, object)
    meanings.set(`${plan.table}_pkey`, { object: object.name, fields: ['id'], kind: 'unique' })
    for (const index of plan.indexes)
      if (index.unique) meanings.set(index.name, { object: object.name, fields: [...index.unique], kind: 'unique' })
    for (const link of plan.links) meanings.set(link.name, { object: object.name, fields: [link.field], kind: 'link' })
  }
  return (name) => meanings.get(name)
}
