/** Days of work in a period, those that have begun, and those that are left, today among both. */
export type WorkingDays = Readonly<{ all: number; passed: number; left: number }>

export type Achieved = Readonly<{
  /** Null: nobody set one. */
  target: number | null
  actual: number
  /** Of the target, 0 … 1 and above; null without one, or for one of nothing. */
  rate: number | null
  gap: number | null
  /** What is missing by each working day that is left; null where nothing is missing or no day is left. */
  perDay: number | null
}>

export const toCents = (value: number): number => Math.round(value * 100) / 100

/** How far somebody is. No target is no target of 0: there is no rate then. */
export function achieved(target: number | null, actual: number, { left }: WorkingDays): Achieved {
  const gap = target === null ? null : toCents(Math.max(0, target - actual))
  return {
    target,
    actual: toCents(actual),
    rate: target ? actual / target : null,
    gap,
    perDay: gap && left > 0 ? toCents(gap / left) : null,
  }
}

export type Unit = Readonly<{ id: string; name: string; parent: string | null }>
/** A sum of somebody in a department; without a person that of the department, without both of the company. */
export type Part = Readonly<{
  whom: string
  person: string | null
  department: string | null
  value: number
  /** It is somebody's own, beside the shares that make up the whole, and in no sum of a team. */
  isOverlay?: true
  /** Where parts are asked for by month. */
  month?: string
}>
export type Line = Achieved &
  Readonly<{
    whom: 'company' | 'department' | 'person'
    id: string
    name: string
    /** Of a person where it was credited, of a department the one above. */
    department: string | null
    /** How deep it stands below the departments that have none above. */
    depth: number
    /** Of departments and the company: sum of the targets of the people in it. */
    given: number | null
  }>

type Input = Readonly<{
  targets: readonly Part[]
  actuals: readonly Part[]
  departments: readonly Unit[]
  names: ReadonlyMap<string, string>
  days: WorkingDays
  company: string
}>

const keyOf = (person: string | null, department: string | null): string => `${person ?? ''} ${department ?? ''}`
const sum = (parts: readonly Part[]): number => parts.reduce((total, { value }) => total + value, 0)
const sumOrNone = (parts: readonly Part[]): number | null => (parts.length === 0 ? null : toCents(sum(parts)))

/**
 * Company, departments in the order of their tree, and in each its people: by the department at the event, so that somebody who moved stands in both. A department holds what is below it.
 * Departments in which nothing happened and nothing is to happen are left out.
 */
export function linesOf({ targets, actuals, departments, names, days, company }: Input): readonly Line[] {
  const of = (whom: string) => targets.filter((one) => one.whom === whom)
  const people = [...new Set([...of('person'), ...actuals].filter(({ person }) => person).map((one) => keyOf(one.person, one.department)))]
  const byKey = (parts: readonly Part[]) => Map.groupBy(parts, ({ person, department }) => keyOf(person, department))
  const [set, done] = [byKey(of('person')), byKey(actuals)]
  const ofTeams = actuals.filter(({ isOverlay }) => !isOverlay)
  const childrenOf = Map.groupBy(departments, ({ parent }) => (departments.some(({ id }) => id === parent) ? parent : null))
  const peopleOf = Map.groupBy(people, (key) => key.slice(key.indexOf(' ') + 1))
  const personLine = (key: string, depth: number): Line => {
    const [person, department] = [key.slice(0, key.indexOf(' ')), key.slice(key.indexOf(' ') + 1)]
    const line = achieved(sumOrNone(set.get(key) ?? []), sum(done.get(key) ?? []), days)
    return { whom: 'person', id: person, name: names.get(person) ?? '', department: department || null, depth, given: null, ...line }
  }
  const inside = (ids: ReadonlySet<string>, parts: readonly Part[]) =>
    parts.filter(({ department }) => department !== null && ids.has(department))
  const unitLines = (unit: Unit, depth: number): Line[] => {
    const ids = new Set(below(unit, childrenOf))
    const own = of('department').filter(({ department }) => department === unit.id)
    const line = achieved(sumOrNone(own), sum(inside(ids, ofTeams)), days)
    const given = sumOrNone(inside(ids, of('person')))
    const lines = [
      ...sorted((peopleOf.get(unit.id) ?? []).map((key) => personLine(key, depth + 1))),
      ...(childrenOf.get(unit.id) ?? []).flatMap((child) => unitLines(child, depth + 1)),
    ]
    if (line.target === null && line.actual === 0 && lines.length === 0) return []
    return [{ whom: 'department', id: unit.id, name: unit.name, department: unit.parent, depth, given, ...line }, ...lines]
  }
  const whole = achieved(sumOrNone(of('company')), sum(ofTeams), days)
  return [
    { whom: 'company', id: '', name: company, department: null, depth: 0, given: sumOrNone(of('person')), ...whole },
    ...(childrenOf.get(null) ?? []).flatMap((unit) => unitLines(unit, 0)),
    ...sorted((peopleOf.get('') ?? []).map((key) => personLine(key, 0))),
  ]
}

const sorted = (lines: readonly Line[]): Line[] => lines.toSorted((a, b) => b.actual - a.actual || a.name.localeCompare(b.name))

/** A department and all below it. */
export const below = (unit: Unit, childrenOf: ReadonlyMap<string | null, readonly Unit[]>): string[] => [
  unit.id,
  ...(childrenOf.get(unit.id) ?? []).flatMap((child) => below(child, childrenOf)),
]
