/** The list a record was opened from: its loaded rows in order, and where it stands. */
export type ListContext = Readonly<{ object: string; ids: readonly string[]; address: string }>

let last: ListContext | null = null

export function rememberList(context: ListContext): void {
  last = context
}

export type Neighbours = Readonly<{ address: string; position: number; count: number; previous: string | null; next: string | null }>

/** Previous and next record in the list this one was opened from; null where it was opened by itself. */
export function neighboursOf(object: string, id: string): Neighbours | null {
  if (last?.object !== object) return null
  const position = last.ids.indexOf(id)
  if (position < 0) return null
  return {
    address: last.address,
    position: position + 1,
    count: last.ids.length,
    previous: last.ids[position - 1] ?? null,
    next: last.ids[position + 1] ?? null,
  }
}
