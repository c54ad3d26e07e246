import { useQueries } from '@tanstack/react-query'
import { call, type FigureDef, installedFigures, type ObjectMeta, useList, useMeta } from '#kernel/web'

export type TeamFigure = Readonly<{ def: FigureDef; object: ObjectMeta; filter: Readonly<Record<string, unknown>> }>
type Money = Readonly<{ amount: number | string; currency: string }>
/** `department` and `roles` in words, where it is asked what each has in hand. */
export type PersonFigures = Readonly<{
  id: string
  name: string
  department?: string
  roles?: string
  values: Readonly<Record<string, number | Money>>
}>

/** Instead of a period: what each has in hand now. */
export const inHand = 'held'
type Answer = Readonly<{ rows: readonly Readonly<Record<string, unknown>>[] }>
type Owner = Readonly<{ id: string; title: string }> | null
const mostPeople = 500

const whoseOf = ({ held }: FigureDef): string => held?.by ?? 'owner'

/** Everybody who is active, with department and roles: who has nothing in hand is part of the force, too. */
function useForce(isAsked: boolean): ReadonlyMap<string, PersonFigures> {
  const member = useMeta().objects.member
  const question = {
    object: 'member',
    filter: { active: true },
    sort: ['name'],
    fields: ['name', 'department', 'roles'],
    limit: mostPeople,
  }
  const { data } = useList(question, { enabled: isAsked && member?.may.read === true })
  if (!isAsked || !data) return new Map()
  const labels = new Map((member?.fields.roles?.options.choices ?? []).map(({ key, label }) => [key, label]))
  const rows = data.pages.flatMap((page) => page.rows)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: String(row.name),
        department: (row.department as Owner)?.title ?? '',
        roles: ((row.roles as readonly string[] | null) ?? []).map((key) => labels.get(key) ?? key).join(' · '),
        values: {},
      },
    ]),
  )
}

/** Figures by person: one statement for all that are counted of one object. */
export function useTeam(
  period: string,
): Readonly<{ figures: readonly TeamFigure[]; people: readonly PersonFigures[]; isPending: boolean }> {
  const meta = useMeta()
  const isHeld = period === inHand
  const force = useForce(isHeld)
  const figures = installedFigures().flatMap((def): TeamFigure[] => {
    const object = meta.objects[def.of]
    return object?.may.read && (def.held !== undefined) === isHeld ? [{ def, object, filter: def.filter(period) }] : []
  })
  const groups = [...Map.groupBy(figures, ({ object }) => object)]
  const answers = useQueries({
    queries: groups.map(([object, ofObject]) => {
      // Measures have names of their own in the statement: no points in them.
      const measures = Object.fromEntries(
        ofObject.map(({ def, filter }, i) => [`m${i}`, { ...(def.held?.sum ? { sum: def.held.sum } : { count: '*' }), filter }]),
      )
      const whose = whoseOf(ofObject[0]!.def)
      return {
        queryKey: ['o', object.name, 'aggregate', 'team', measures],
        queryFn: async ({ signal }: { signal: AbortSignal }) =>
          (await call<Answer>('POST', `/${object.plural}/aggregate`, { body: { by: [whose], measures, limit: mostPeople }, signal })).body,
      }
    }),
  })
  const people = new Map<string, PersonFigures & { values: Record<string, number | Money> }>(force)
  for (const [place, [, ofObject]] of groups.entries())
    for (const row of answers[place]?.data?.rows ?? []) {
      const owner = row[whoseOf(ofObject[0]!.def)] as Owner
      // Whoever has left is no part of the force.
      if (!owner?.id || (isHeld && !people.has(owner.id))) continue
      const person = people.get(owner.id) ?? { id: owner.id, name: owner.title, values: {} }
      people.set(person.id, person)
      for (const [i, { def }] of ofObject.entries()) person.values[def.name] = (row[`m${i}`] as number | Money | null) ?? 0
    }
  return {
    figures,
    people: [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
    isPending: answers.some(({ isPending }) => isPending),
  }
}
