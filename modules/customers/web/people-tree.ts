import type { LinkValue, Row } from '#kernel/web'

/** A person in the chart; null stands for a superior out of the reader's reach. */
export type Place = Readonly<{ key: string; row: Row | null; below: readonly Place[] }>

type Superior = (LinkValue & { hidden?: boolean }) | { id: null; hidden: true } | null

/** Who reports to whom among these people. Whose superior is not among them stands at the top, or below a box that says nothing but that there is one. */
export function peopleTree(rows: readonly Row[]): readonly Place[] {
  const known = new Set(rows.map(({ id }) => id))
  const superior = (row: Row) => row.reportsTo as Superior
  const below = (id: string): Place[] => rows.filter((row) => superior(row)?.id === id).map(placeOf)
  const placeOf = (row: Row): Place => ({ key: row.id, row, below: below(row.id) })
  const veiled = rows.filter((row) => superior(row)?.id === null).map(placeOf)
  const tops = rows.filter((row) => !superior(row) || (superior(row)!.id !== null && !known.has(superior(row)!.id!))).map(placeOf)
  return [...tops, ...(veiled.length > 0 ? [{ key: 'veiled', row: null, below: veiled }] : [])]
}

/** Ids of a person and of all below him: none of them can be his superior. */
export function idsWithin(place: Place): readonly string[] {
  return [...(place.row ? [place.row.id] : []), ...place.below.flatMap(idsWithin)]
}
