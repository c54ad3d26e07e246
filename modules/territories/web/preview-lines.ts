/** Figures of one territory or person, as answered. */
export type Figures = Readonly<{ customers: unknown; openDeals: unknown; pipeline: unknown; wonLastYear: unknown }>
/** `key`: id of the territory or person; `beforeIds`: what stood in its place before. */
export type Line = Readonly<{ key: string; title: string | null; beforeIds: readonly string[]; was: Figures; is: Figures }>

type Group = Readonly<Record<string, unknown>>
type Ask = Readonly<{ was: readonly Group[]; is: readonly Group[]; before: string; after: string; goesOn: ReadonlyMap<string, string> }>

/** Stands for customers without a territory, or without an owner. */
export const none = 'none'
const zero: Figures = { customers: 0, openDeals: 0, pipeline: 0, wonLastYear: 0 }

/** One line for each territory or person, those without any last; what a territory goes on from stands in its line. */
export function linesOf({ was, is, before, after, goesOn }: Ask): Line[] {
  const lines = new Map<string, Line>()
  const lineAt = (key: string, title: string | null): Line => lines.get(key) ?? { key, title, beforeIds: [key], was: zero, is: zero }
  const ends = (group: Group, field: string) => group[field] as Readonly<{ id: string; title: string | null }> | null
  for (const group of is) {
    const at = ends(group, after)
    const key = at?.id ?? none
    lines.set(key, { ...lineAt(key, at?.title ?? null), is: group as unknown as Figures })
  }
  for (const group of was) {
    const at = ends(group, before)
    const key = at ? (goesOn.get(at.id) ?? at.id) : none
    lines.set(key, { ...lineAt(key, at?.title ?? null), beforeIds: [at?.id ?? none], was: group as unknown as Figures })
  }
  const rank = (line: Line) => (line.key === none ? 1 : 0)
  return [...lines.values()].toSorted((a, b) => rank(a) - rank(b) || (a.title ?? '').localeCompare(b.title ?? ''))
}
