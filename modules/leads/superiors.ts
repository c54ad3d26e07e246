import type { Work } from '#kernel'
import { department, member } from '#kernel/model'

/** By person, the head of the nearest department that somebody else heads. Two reads. */
export async function managersOf(kernel: Work, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map()
  const units = await kernel.find(department, {}, { limit: 10_000 })
  const rows = await kernel.find(member, { id: { in: people } }, { limit: people.length })
  const byId = new Map(units.map((unit) => [String(unit.id), unit]))
  return new Map(
    rows.flatMap(({ id, department: own }): [string, string][] => {
      const seen = new Set<string>()
      for (let unit = byId.get(String(own)); unit && !seen.has(unit.id); unit = byId.get(String(unit.parent))) {
        seen.add(unit.id)
        if (unit.head && unit.head !== id) return [[id, unit.head]]
      }
      return []
    }),
  )
}
