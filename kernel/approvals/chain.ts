import { fail } from '../model/fault.ts'
import { isUuid } from '../model/uuid.ts'
import type { Values } from '../records/parse-input.ts'
import type { Approvers, FlowPart, StepBody } from './flow-body.ts'
import type { Company, Person } from './people.ts'

/** One step as it will be asked. */
export type ChainStep = Readonly<{
  key: string
  name: string
  /** Whose step it is. */
  flow: Readonly<{ id: string; title: string }>
  mode: 'all' | 'any' | 'order'
  people: readonly Readonly<{ id: string; name: string }>[]
  /** Why nobody is asked. */
  skipped?: 'empty' | 'self' | 'ended'
  /** Nobody was found, so the administrators are asked. */
  byAdministrator?: true
  /** The submitter has to name who decides: among those with this role, or `*` among all. */
  choose?: string
  commentNeeded?: true
}>

export type Chosen = Readonly<Record<string, readonly string[]>>
type Given = Readonly<{
  part: FlowPart
  row: Values
  company: Company
  submitter: string
  chosen: Chosen
  /** Whether an expression is true of the record. */
  holds(expression: string): boolean
}>

/** The steps of a flow that count for a record, each with its people. A step that is still to be chosen for has none, and says so. */
export const chainOf = (given: Given): ChainStep[] =>
  given.part.steps.filter(({ when }) => !when?.trim() || given.holds(when)).map((step) => stepOf(given, step))

/** @throws `kernel.approver-missing` naming the step for which the submitter has named nobody */
export function assertChosen(chain: readonly ChainStep[]): void {
  const open = chain.find(({ choose, people }) => choose !== undefined && people.length === 0)
  if (open) fail('kernel.approver-missing', { step: open.key, name: open.name })
}

function stepOf(given: Given, step: StepBody): ChainStep {
  const { company, submitter, part } = given
  const own = {
    key: step.key,
    name: step.name,
    flow: { id: part.flow, title: part.title },
    mode: step.approvers.kind === 'chain' ? ('order' as const) : step.mode,
    ...(step.commentNeeded ? { commentNeeded: true as const } : {}),
  }
  const choose = step.approvers.kind === 'chosen' ? { choose: step.approvers.role ?? '*' } : {}
  const found = approversOf(given, step)
  if (found.length === 0 && 'choose' in choose) return { ...own, ...choose, people: [] }
  const present = found.flatMap((person) => (person.active ? person : (company.superiorOf(person.id) ?? [])))
  const others = present.flatMap((person) => {
    if (person.id !== submitter || step.self === 'allow') return person
    return step.self === 'superior' ? (company.superiorOf(submitter) ?? []) : []
  })
  const people = unique(others)
  if (people.length > 0) return { ...own, ...choose, people: people.map(shown) }
  if (present.length > 0 && step.self === 'skip') return { ...own, people: [], skipped: 'self' }
  return { ...own, ...standIn(company, step) }
}

/** Who decides where nobody was found. */
function standIn(company: Company, { empty }: StepBody): Pick<ChainStep, 'people' | 'skipped' | 'byAdministrator'> & { mode?: 'any' } {
  const named = typeof empty === 'object' ? company.person(empty.person) : undefined
  if (named?.active) return { people: [shown(named)] }
  if (empty === 'skip') return { people: [], skipped: 'empty' }
  return { people: company.withRole('administrator').map(shown), byAdministrator: true, mode: 'any' }
}

const shown = ({ id, name }: Person) => ({ id, name })
const unique = (people: readonly Person[]): Person[] => [...new Map(people.map((person) => [person.id, person])).values()]

const finders: Readonly<{
  [K in Approvers['kind']]: (given: Given, approvers: Extract<Approvers, { kind: K }>, key: string) => (Person | null | undefined)[]
}> = {
  people: ({ company }, { people }) => people.map(company.person),
  role: ({ company }, { role }) => [...company.withRole(role)],
  superior: ({ company, submitter }, { level }) => superiors(company, submitter, level).slice(level - 1),
  head: ({ company, submitter }, { level }) => [company.headAt(submitter, level)],
  chain: (given, approvers) => superiors(given.company, given.submitter, levelsOf(given, approvers)),
  chosen: ({ company, chosen }, { role }, key) =>
    (chosen[key] ?? []).map((id) => {
      const person = isUuid(id) ? company.person(id) : undefined
      return person?.active && (!role || person.roles.includes(role))
        ? person
        : fail('kernel.approver-missing', { step: key, reason: 'not-allowed' })
    }),
}

const approversOf = (given: Given, { approvers, key }: StepBody): Person[] =>
  finders[approvers.kind](given, approvers as never, key).flatMap((person) => person ?? [])

/** Superiors of a person upwards, at most `levels`; whoever comes again ends it. */
function superiors(company: Company, of: string, levels: number): Person[] {
  const found: Person[] = []
  let at = of
  while (found.length < levels) {
    const next = company.superiorOf(at)
    if (!next || next.id === of || found.some(({ id }) => id === next.id)) break
    found.push(next)
    at = next.id
  }
  return found
}

/** How far up the chain goes: to a fixed level, or to the first whose limit covers the amount. */
function levelsOf({ row }: Given, { level, field, limits = [] }: Extract<Approvers, { kind: 'chain' }>): number {
  if (field === undefined) return level ?? 1
  const value = row[field] as number | Readonly<{ amount: number }> | null | undefined
  const amount = typeof value === 'object' && value !== null ? value.amount : Number(value ?? 0)
  const within = limits.findIndex((limit) => amount <= limit)
  return within < 0 ? limits.length + 1 : within + 1
}
