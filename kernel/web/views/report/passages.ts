/** How many records came to a step, by the furthest that they have reached since. */
export type PassageRow = Readonly<{ from: string; to: string; count: number }>
/** `count`: how many came to `to` or further, which is one of `reached`; null where no way leads there. */
type Passage = Readonly<{ to: string; count: number | null; reached: readonly string[] }>
export type Passages = Readonly<{
  to: readonly string[]
  rows: readonly Readonly<{ from: string; all: number; cells: readonly Passage[] }>[]
}>

/** From each step to each later one, in the order given. Steps that no record ties together, as those of two pipelines, have no way between them. */
export function passages(rows: readonly PassageRow[], order: readonly string[]): Passages {
  const placeOf = (key: string) => order.indexOf(key)
  const known = order.filter((key) => rows.some(({ from, to }) => from === key || to === key))
  const lines = linesOf(rows, known)
  const froms = known.filter((key) => rows.some(({ from }) => from === key))
  const to = known.filter((key) => froms.some((from) => lines.get(from) === lines.get(key) && placeOf(from) < placeOf(key)))
  return {
    to,
    rows: froms.map((from) => {
      const own = rows.filter((row) => row.from === from)
      const sum = (keys: readonly string[]) => own.reduce((all, row) => all + (keys.includes(row.to) ? row.count : 0), 0)
      const cells = to.map((key): Passage => {
        const isAhead = lines.get(key) === lines.get(from) && placeOf(key) > placeOf(from)
        const reached = known.filter((one) => lines.get(one) === lines.get(key) && placeOf(one) >= placeOf(key))
        return { to: key, count: isAhead ? sum(reached) : null, reached }
      })
      return { from, all: sum(known), cells }
    }),
  }
}

/** Which steps belong together: those that a record came from and to. */
function linesOf(rows: readonly PassageRow[], known: readonly string[]): ReadonlyMap<string, number> {
  const lines = new Map(known.map((key, i) => [key, i]))
  for (const { from, to } of rows) {
    const [one, other] = [lines.get(from), lines.get(to)]
    if (one === undefined || other === undefined || one === other) continue
    for (const [key, line] of lines) if (line === other) lines.set(key, one)
  }
  return lines
}
