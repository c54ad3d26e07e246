import { useQueries } from '@tanstack/react-query'
import { call, type FigureDef, installedFigures, type ObjectMeta, useMeta } from '#kernel/web'

export type TeamFigure = Readonly<{ def: FigureDef; object: ObjectMeta; filter: Readonly<Record<string, unknown>> }>
export type PersonFigures = Readonly<{ id: string; name: string; values: Readonly<Record<string, number>> }>

type Answer = Readonly<{
  rows: readonly (Readonly<Record<string, unknown>> & Readonly<{ owner: Readonly<{ id: string; title: string }> | null }>)[]
}>

/** Figures by person: one statement for all that are counted of one object. */
export function useTeam(
  period: string,
): Readonly<{ figures: readonly TeamFigure[]; people: readonly PersonFigures[]; isPending: boolean }> {
  const meta = useMeta()
  const figures = installedFigures().flatMap((def): TeamFigure[] => {
    const object = meta.objects[def.of]
    return object?.may.read ? [{ def, object, filter: def.filter(period) }] : []
  })
  const groups = [...Map.groupBy(figures, ({ object }) => object)]
  const answers = useQueries({
    queries: groups.map(([object, ofObject]) => {
      // Measures have names of their own in the statement: no points in them.
      const measures = Object.fromEntries(ofObject.map(({ filter }, i) => [`m${i}`, { count: '*', filter }]))
      return {
        queryKey: ['o', object.name, 'aggregate', 'team', measures],
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (await call<Answer>('POST', `/${object.plural}/aggregate`, { body: { by: ['owner'], measures, limit: 500 }, signal })).body,
      }
    }),
  })
  const people = new Map<string, { id: string; name: string; values: Record<string, number> }>()
  for (const [place, [, ofObject]] of groups.entries())
    for (const row of answers[place]?.data?.rows ?? []) {
      if (!row.owner?.id) continue
      const person = people.get(row.owner.id) ?? { id: row.owner.id, name: row.owner.title, values: {} }
      people.set(person.id, person)
      for (const [i, { def }] of ofObject.entries()) person.values[def.name] = Number(row[`m${i}`] ?? 0)
    }
  return {
    figures,
    people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    isPending: answers.some(({ isPending }) => isPending),
  }
}
