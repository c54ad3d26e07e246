import { type Sql, sql } from '../db/sql.ts'
import { type Catalog, type CatalogField, type CatalogObject, childrenNamed } from '../model/catalog.ts'
import type { ParseContext } from '../model/field-type.ts'
import type { Access, FieldRight } from './define-access.ts'
import { remembered } from './remembered.ts'

type Inputs = Readonly<{
  fields: readonly (readonly [CatalogObject, CatalogField])[]
  readsChildren: boolean
  /** 1 where figures over children are in it, however they come into it; 2 where those are made of figures over children again, and so on. */
  levels: number
}>

/** Which fields are asked for does not depend on who asks, nor when. */
const anybody: ParseContext = Object.freeze({
  region: 'CN',
  currency: 'CNY',
  timeZone: 'UTC',
  locale: 'en',
  now: new Date(0),
  today: '1970-01-01',
  memberId: null,
})
const known = new WeakMap<Catalog, Map<CatalogField, Inputs>>()

/** What a computed field is made of, found by computing it over nothing. */
export function inputsOf(catalog: Catalog, object: CatalogObject, field: CatalogField): Inputs {
  const ofCatalog = known.get(catalog) ?? new Map<CatalogField, Inputs>()
  known.set(catalog, ofCatalog)
  const kept = ofCatalog.get(field)
  if (kept) return kept
  // A field that leads back to itself finds this.
  ofCatalog.set(field, { fields: [], readsChildren: false, levels: 0 })
  const found = computedOverNothing(catalog, object, field)
  ofCatalog.set(field, found)
  return found
}

function computedOverNothing(catalog: Catalog, object: CatalogObject, field: CatalogField): Inputs {
  const fields: (readonly [CatalogObject, CatalogField])[] = []
  let readsChildren = false
  let levels = 0
  const note = (owner: CatalogObject | undefined, name: string, above = 0): Sql => {
    const input = owner?.fields[name]
    if (owner && input) {
      fields.push([owner, input])
      levels = Math.max(levels, above + (input.type.compute ? inputsOf(catalog, owner, input).levels : 0))
    }
    return sql.raw('NULL')
  }
  field.type.compute?.(field.options, {
    field: (name) => note(object, name),
    sortOf: (name) => object.fields[name]?.type.formulaSort?.(object.fields[name]!.options),
    context: anybody,
    children: (name, { what }) => {
      readsChildren = true
      levels = Math.max(levels, 1)
      const children = childrenNamed(object, name)
      return what.map((one) => (children ? one((child) => note(catalog.objects[children.object], child, 1), sql.empty) : sql.raw('NULL')))
    },
  })
  return { fields, readsChildren, levels }
}

/** Rights under which the true value may be read. */
export const isOpen = (right: FieldRight): boolean => right === 'read' || right === 'write'

/** All that a computed field is made of, down to what is stored. */
function rootsOf(catalog: Catalog, object: CatalogObject, field: CatalogField): readonly (readonly [CatalogObject, CatalogField])[] {
  const met = new Set([field])
  const all = [...inputsOf(catalog, object, field).fields]
  // Grows while it is walked; what two formulas share, or leads back to itself, is met once.
  for (const [owner, input] of all) if (!met.has(input) && met.add(input)) all.push(...inputsOf(catalog, owner, input).fields)
  return all
}

/** The rights with computed fields hidden from whoever may not read all that they are made of. */
export function withInputs(access: Access, catalog: Catalog): Access {
  const fieldRight = remembered((actor, name, fieldName: string): FieldRight => {
    const granted = access.fieldRight(actor, name, fieldName)
    const object = catalog.objects[name]
    const field = object && Object.hasOwn(object.fields, fieldName) ? object.fields[fieldName] : undefined
    if (granted === 'hidden' || !object || !field?.type.compute) return granted
    const mayRead = ([owner, input]: readonly [CatalogObject, CatalogField]) => isOpen(access.fieldRight(actor, owner.name, input.name))
    return rootsOf(catalog, object, field).every(mayRead) ? granted : 'hidden'
  })
  return Object.freeze({ ...access, fieldRight } satisfies Access)
}
