import type { Catalog, CatalogField, CatalogObject } from '../model/catalog.ts'

/** A column whose texts are shut with a key of the workspace. */
export type ShutPlace = Readonly<{ object: CatalogObject; field: CatalogField; column: string }>

/** All columns of a catalog whose texts are kept shut. */
export const shutPlaces = (catalog: Catalog): ShutPlace[] =>
  Object.values(catalog.objects).flatMap((object) =>
    Object.values(object.fields).flatMap((field) =>
      field.type.veil && field.columns.length > 0 ? [{ object, field, column: field.type.veil.sealed(field.columns).name }] : [],
    ),
  )

export const keepsShut = (catalog: Catalog): boolean => shutPlaces(catalog).length > 0

const veiled = new WeakMap<Catalog, ReadonlySet<string>>()

/** Names of fields that show less than they hold, whatever their object. */
function veiledNames(catalog: Catalog): ReadonlySet<string> {
  const known = veiled.get(catalog) ?? new Set(shutPlaces(catalog).map(({ field }) => field.name))
  veiled.set(catalog, known)
  return known
}

/** A filter as it may be written down: what it compares kept values with is left out. */
export function filterToKeep(catalog: Catalog, filter: unknown): unknown {
  const names = veiledNames(catalog)
  if (names.size === 0) return filter
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(cut)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, names.has(key.slice(key.lastIndexOf('.') + 1)) ? '••••' : cut(inner)]),
    )
  }
  return cut(filter)
}
