export type Figures = Readonly<{ closed: number; commit: number; bestCase: number; pipeline: number; weighted: number; slipped: number }>
/** Figures of a person in a department. */
export type Share = Figures & Readonly<{ person: string; department: string | null }>
export type Said = Readonly<{ amount: number; by: string | null; at: string; note: string | null; isLocked?: boolean }>
type Unit = Readonly<{ id: string; name: string; parent: string | null }>
type Target = Readonly<{ whom: string; person: string | null; department: string | null; value: number }>

export type Outlook = Figures &
  Readonly<{
    whom: 'company' | 'department' | 'person'
    id: string
    name: string
    department: string | null
    depth: number
    target: number | null
    /** What is won and what is sure. */
    forecast: number
    /** Target less what is won; null without a target. */
    gap: number | null
    /** What is open ÷ the gap; null without a target, or where it is reached. */
    coverage: number | null
    /** What the person said in this week or last; of departments the sum of those who said something. */
    submitted: Said | null
    /** What a superior makes of it. */
    adjusted: Said | null
  }>

export const noFigures: Figures = { closed: 0, commit: 0, bestCase: 0, pipeline: 0, weighted: 0, slipped: 0 }
export const toCents = (value: number): number => Math.round(value * 100) / 100

export const sumOf = (all: readonly Figures[]): Figures =>
  all.reduce<Figures>(
    (sum, one) => ({
      closed: toCents(sum.closed + one.closed),
      commit: toCents(sum.commit + one.commit),
      bestCase: toCents(sum.bestCase + one.bestCase),
      pipeline: toCents(sum.pipeline + one.pipeline),
      weighted: toCents(sum.weighted + one.weighted),
      slipped: toCents(sum.slipped + one.slipped),
    }),
    noFigures,
  )

const against = (figures: Figures, target: number | null) => {
  const gap = target === null ? null : toCents(target - figures.closed)
  const open = figures.commit + figures.bestCase + figures.pipeline
  return {
    ...figures,
    target,
    forecast: toCents(figures.closed + figures.commit),
    gap,
    coverage: gap !== null && gap > 0 ? open / gap : null,
  }
}

type Input = Readonly<{
  shares: readonly Share[]
  targets: readonly Target[]
  departments: readonly Unit[]
  names: ReadonlyMap<string, string>
  company: string
  submitted: ReadonlyMap<string, Said>
  adjusted: ReadonlyMap<string, Said>
}>

const valueOfAll = (targets: readonly Target[]): number | null =>
  targets.length === 0 ? null : toCents(targets.reduce((sum, { value }) => sum + value, 0))
const together = (said: readonly (Said | null)[]): Said | null => {
  const all = said.filter((one) => one !== null)
  return all.length === 0 ? null : { amount: toCents(all.reduce((sum, { amount }) => sum + amount, 0)), by: null, at: '', note: null }
}

/** The company, departments in the order of their tree and the people in each. What a person said stands once, with his own department. */
export function outlookOf({ shares, targets, departments, names, company, submitted, adjusted }: Input): readonly Outlook[] {
  const keyOf = (person: string, department: string | null) => `${person} ${department ?? ''}`
  const byPlace = Map.groupBy(shares, ({ person, department }) => keyOf(person, department))
  const ofPeople = targets.filter(({ whom }) => whom === 'person')
  for (const { person, department } of ofPeople) if (!byPlace.has(keyOf(person!, department))) byPlace.set(keyOf(person!, department), [])
  const spoken = new Set<string>()
  const people = [...byPlace].map(([key, parts]): Outlook => {
    const [person, department] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1) || null]
    const target = valueOfAll(ofPeople.filter((one) => one.person === person && one.department === department))
    const said = (all: ReadonlyMap<string, Said>) => (spoken.has(person) ? null : (all.get(person) ?? null))
    const line = { submitted: said(submitted), adjusted: said(adjusted) }
    spoken.add(person)
    return { whom: 'person', id: person, name: names.get(person) ?? '', department, depth: 0, ...against(sumOf(parts), target), ...line }
  })
  const childrenOf = Map.groupBy(departments, ({ parent }) => (departments.some(({ id }) => id === parent) ? parent : null))
  const peopleOf = Map.groupBy(people, ({ department }) => department)
  const sorted = (lines: readonly Outlook[], depth: number) =>
    lines.toSorted((a, b) => b.forecast - a.forecast || a.name.localeCompare(b.name)).map((line) => ({ ...line, depth }))
  const whole = (lines: readonly Outlook[]) => ({
    submitted: together(lines.map((line) => line.submitted)),
    adjusted: together(lines.map((line) => line.adjusted ?? line.submitted)),
  })
  const unitLines = (unit: Unit, depth: number): readonly Outlook[] => {
    const lines = [
      ...sorted(peopleOf.get(unit.id) ?? [], depth + 1),
      ...(childrenOf.get(unit.id) ?? []).flatMap((child) => unitLines(child, depth + 1)),
    ]
    const own = valueOfAll(targets.filter((one) => one.whom === 'department' && one.department === unit.id))
    if (lines.length === 0 && own === null) return []
    const inside = lines.filter(({ whom }) => whom === 'person')
    return [
      {
        whom: 'department',
        id: unit.id,
        name: unit.name,
        department: unit.parent,
        depth,
        ...against(sumOf(inside), own),
        ...whole(inside),
      },
      ...lines,
    ]
  }
  const total = against(sumOf(people), valueOfAll(targets.filter(({ whom }) => whom === 'company')))
  return [
    { whom: 'company', id: '', name: company, department: null, depth: 0, ...total, ...whole(people) },
    ...(childrenOf.get(null) ?? []).flatMap((unit) => unitLines(unit, 0)),
    ...sorted(peopleOf.get(null) ?? [], 0),
  ]
}
