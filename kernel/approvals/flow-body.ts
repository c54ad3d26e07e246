import { isUuid } from '../model/uuid.ts'
import { isPlain } from '../query/filter/plain.ts'

/** Who is asked in a step. Levels count from 1. */
export type Approvers =
  | Readonly<{ kind: 'people'; people: readonly string[] }>
  | Readonly<{ kind: 'role'; role: string }>
  | Readonly<{ kind: 'superior'; level: number }>
  | Readonly<{ kind: 'head'; level: number }>
  /** Superiors one after the other: up to a level, or to the first whose limit covers the amount; above the last limit one more. */
  | Readonly<{ kind: 'chain'; level?: number; field?: string; limits?: readonly number[] }>
  /** Whom the submitter names, among all or among those with a role. */
  | Readonly<{ kind: 'chosen'; role?: string }>

export type StepBody = Readonly<{
  key: string
  name: string
  approvers: Approvers
  mode: 'all' | 'any' | 'order'
  /** CEL over the record: the step is asked where it is true. */
  when?: string
  /** Where nobody is found. */
  empty: 'skip' | 'administrator' | Readonly<{ person: string }>
  /** Where the submitter would decide himself. */
  self: 'skip' | 'superior' | 'allow'
  commentNeeded?: boolean
}>

/** How a flow decides. */
export type FlowBody = Readonly<{
  title: string
  steps: readonly StepBody[]
  repeated: 'once' | 'consecutive' | 'each'
  recall: 'beforeFirst' | 'beforeLast' | 'never'
  copies: readonly string[]
  many: boolean
}>

/** One flow in a case, as it was when it began; the keys of its steps are the case's own. */
export type FlowPart = Readonly<{ flow: string; version: number; title: string; object: string; steps: readonly StepBody[] }>

/** What a case keeps of the flows that fit its change: the steps of each in the order of the flows, and the strictest of what else they say. `flow` is the first of them. */
export type CaseBody = Omit<FlowBody, 'steps'> & Readonly<{ flow: string; parts: readonly FlowPart[] }>

type Fitting = Readonly<{ id: string; version: number; object: string; body: FlowBody }>

const stricter = <T>(order: readonly T[], a: T, b: T): T => (order.indexOf(b) > order.indexOf(a) ? b : a)

/** The body with one more flow at its end. */
function withFlow(body: CaseBody, { id, version, object, body: more }: Fitting): CaseBody {
  const steps = more.steps.map((step) => ({ ...step, key: `${id}.${step.key}` }))
  return {
    ...body,
    title: `${body.title} + ${more.title}`,
    parts: [...body.parts, { flow: id, version, title: more.title, object, steps }],
    repeated: stricter(['once', 'consecutive', 'each'], body.repeated, more.repeated),
    recall: stricter(['beforeLast', 'beforeFirst', 'never'], body.recall, more.recall),
    copies: [...new Set([...body.copies, ...more.copies])],
    many: body.many && more.many,
  }
}

/** The body of a case that begins, or of one that goes round again corrected: flows that it has stay as they were, others that fit now come after them. */
export function bodyOf(flows: readonly Fitting[], begun: CaseBody | null): CaseBody {
  const [first, ...others] = flows
  if (begun) return flows.filter(({ id }) => begun.parts.every(({ flow }) => flow !== id)).reduce(withFlow, begun)
  const { steps, ...rest } = first!.body
  const part = { flow: first!.id, version: first!.version, title: rest.title, object: first!.object, steps }
  return others.reduce(withFlow, { ...rest, flow: first!.id, parts: [part] })
}

export const mostSteps = 20
export const mostPeople = 50

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isLevel = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 20
const isIdList = (value: unknown): boolean => Array.isArray(value) && value.length <= mostPeople && value.every(isUuid)

const approverForms: Readonly<Record<string, (given: Readonly<Record<string, unknown>>) => boolean>> = {
  people: ({ people }) => isIdList(people) && (people as unknown[]).length > 0,
  role: ({ role }) => isText(role),
  superior: ({ level }) => isLevel(level),
  head: ({ level }) => isLevel(level),
  chain: ({ level, field, limits }) =>
    field === undefined
      ? isLevel(level)
      : isText(field) && Array.isArray(limits) && limits.length > 0 && limits.length <= 20 && limits.every((one) => Number.isFinite(one)),
  chosen: ({ role }) => role === undefined || isText(role),
}

const stepForms: Readonly<Record<string, (value: unknown) => boolean>> = {
  key: (value) => typeof value === 'string' && /^[a-z0-9][a-zA-Z0-9-]{0,39}$/.test(value),
  name: (value) => isText(value) && value.length <= 100,
  approvers: (value) => isPlain(value) && Object.hasOwn(approverForms, String(value.kind)) && approverForms[String(value.kind)]!(value),
  mode: (value) => ['all', 'any', 'order'].includes(String(value)),
  when: (value) => value === undefined || typeof value === 'string',
  empty: (value) => value === 'skip' || value === 'administrator' || (isPlain(value) && isUuid(value.person)),
  self: (value) => ['skip', 'superior', 'allow'].includes(String(value)),
  commentNeeded: (value) => value === undefined || typeof value === 'boolean',
}

/** Paths in a list of steps that are not as they must be. */
export function badSteps(steps: unknown): string[] {
  if (!Array.isArray(steps) || steps.length === 0 || steps.length > mostSteps) return ['steps']
  const keys = steps.map((step) => (isPlain(step) ? step.key : null))
  return steps.flatMap((step: unknown, i) => {
    if (!isPlain(step)) return [`steps.${i}`]
    const strangers = Object.keys(step).filter((name) => !Object.hasOwn(stepForms, name))
    const wrong = Object.entries(stepForms).flatMap(([name, isGood]) => (isGood(step[name]) ? [] : [name]))
    const isDouble = keys.indexOf(step.key) !== i
    return [...strangers, ...wrong, ...(isDouble ? ['key'] : [])].map((name) => `steps.${i}.${name}`)
  })
}

export const isListOfTexts = (value: unknown): boolean => value === null || (Array.isArray(value) && value.every(isText))
export const isListOfIds = (value: unknown): boolean => value === null || isIdList(value)
