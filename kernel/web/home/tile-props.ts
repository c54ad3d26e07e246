import type { HomeTileMeta, ObjectMeta } from '../data/meta-types.ts'

/** A part of a home page with the object that it is about. */
export type TileProps = Readonly<{ tile: HomeTileMeta; object: ObjectMeta }>
