import type { AnyObject, RowOf, Work } from '#kernel'

type Filter = Parameters<Work['find']>[1]
type Row = Readonly<{ id: string; createdAt: string }>

/** As many as one read answers, and as many values as a filter takes. */
const page = 10_000
const portion = 1_000

/** Every record that the filter means, read on from the moment at which the last one was made. */
export async function every<O extends AnyObject>(work: Work, object: O, filter: Filter): Promise<RowOf<O>[]> {
  const all: RowOf<O>[] = []
  let last: Row | null = null
  const known = new Set<string>()
  for (;;) {
    const rest = last ? { createdAt: { gte: (last as Row).createdAt } } : {}
    const rows = await work.find(object, { and: [filter, rest] } as never, { limit: page, sort: ['createdAt', 'id'] })
    const fresh = rows.filter((row) => !known.has((row as unknown as Row).id))
    for (const row of fresh) known.add((row as unknown as Row).id)
    all.push(...fresh)
    last = rows.at(-1) as unknown as Row
    if (rows.length < page) return all
    if (fresh.length === 0) throw new Error(`more than ${page} ${object.plural} of one moment`)
  }
}

/** Every record whose field names one of those. */
export async function everyOf<O extends AnyObject>(
  work: Work,
  object: O,
  meant: Readonly<{ field: string; among: Iterable<string>; more?: object }>,
): Promise<RowOf<O>[]> {
  const names = [...new Set(meant.among)].toSorted()
  const found: RowOf<O>[][] = []
  for (let from = 0; from < names.length; from += portion) {
    found.push(await every(work, object, { ...meant.more, [meant.field]: { in: names.slice(from, from + portion) } } as never))
  }
  return found.flat()
}
