/** Closed deals of a person: how many ended so, coming from that stage. */
export type Past = Readonly<{ person: string; stage: string | null; outcome: string; n: number }>
export type Rate = Readonly<{ rate: number; cases: number; basis: 'own' | 'company' | 'thin' }>

/** Fewer cases say nothing. */
export const leastCases = 10

/**
 * How often deals that had come to a stage were won, as each person's past says, and where that is too short as everybody's does. Winning counts as having reached all stages; a lost deal of which nobody
 * knows where it stood is left out. With too few cases in the whole company there is no rate.
 */
export function ratesOf(past: readonly Past[], order: ReadonlyMap<string, number>): (person: string, stage: string) => Rate {
  const byPerson = Map.groupBy(past, ({ person }) => person)
  const count = (rows: readonly Past[], stage: string): Rate => {
    const here = order.get(stage) ?? 0
    const won = rows.reduce((sum, { outcome, n }) => sum + (outcome === 'won' ? n : 0), 0)
    const isLate = (at: string | null) => at !== null && (order.get(at) ?? -1) >= here
    const lost = rows.reduce((sum, { outcome, stage: at, n }) => sum + (outcome === 'lost' && isLate(at) ? n : 0), 0)
    return { rate: won + lost > 0 ? won / (won + lost) : 0, cases: won + lost, basis: 'own' }
  }
  const known = new Map<string, Rate>()
  const rateOf = (person: string, stage: string): Rate => {
    const own = count(byPerson.get(person) ?? [], stage)
    if (own.cases >= leastCases) return own
    const all = count(past, stage)
    return { ...all, basis: all.cases >= leastCases ? 'company' : 'thin' }
  }
  return (person, stage) => {
    const key = `${person} ${stage}`
    const found = known.get(key) ?? rateOf(person, stage)
    known.set(key, found)
    return found
  }
}
