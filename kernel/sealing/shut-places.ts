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

export const keepsShut = (catalog: Catalog): boolean =>
  Object.values(catalog.objects).some((object) => Object.values(object.fields).some((field) => field.type.veil !== undefined))
