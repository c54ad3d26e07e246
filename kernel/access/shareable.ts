import type { CatalogObject } from '../model/catalog.ts'

/** Records that belong to somebody, themselves or by what they follow, may be shared; parts are shared with their whole. */
export const isShareable = (object: CatalogObject): boolean => object.partOf === null && (object.owned || object.follows.length > 0)
