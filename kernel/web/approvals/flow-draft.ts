import type { Row } from '../data/meta-types.ts'
import type { ReadyFlow } from '../slots/define-web.ts'

export type ApproverKind = 'people' | 'role' | 'superior' | 'head' | 'chain' | 'chosen'
export const approverKinds: readonly ApproverKind[] = ['superior', 'head', 'people', 'role', 'chain', 'chosen']

export type Approvers = Readonly<{
  kind: ApproverKind
  people?: readonly string[]
  role?: string
  level?: number
  field?: string
  limits?: readonly number[]
}>
export type StepDraft = Readonly<{
  key: string
  name: string
  approvers: Approvers
  mode: 'all' | 'any' | 'order'
  when?: string
  empty: 'skip' | 'administrator' | Readonly<{ person: string }>
  self: 'skip' | 'superior' | 'allow'
  commentNeeded?: boolean
}>
export type Occasion = 'create' | 'change' | 'remove' | 'action'
export type FlowDraft = Readonly<{
  title: string
  object: string
  occasion: Occasion
  action: string | null
  condition: string | null
  watched: readonly string[]
  steps: readonly StepDraft[]
  repeated: 'once' | 'consecutive' | 'each'
  recall: 'beforeFirst' | 'beforeLast' | 'never'
  many: boolean
  copies: readonly string[]
}>

/** A key that no step has yet: names change, keys stay. */
export function freshKey(steps: readonly Pick<StepDraft, 'key'>[]): string {
  const taken = new Set(steps.map(({ key }) => key))
  for (let n = steps.length + 1; ; n++) if (!taken.has(`s${n}`)) return `s${n}`
}

export const newStep = (steps: readonly StepDraft[], name: string): StepDraft => ({
  key: freshKey(steps),
  name,
  approvers: { kind: 'superior', level: 1 },
  mode: 'any',
  empty: 'administrator',
  self: 'superior',
})

/** What a kind of approvers begins with. */
export const newApprovers = (kind: ApproverKind): Approvers =>
  ({
    people: { kind, people: [] },
    role: { kind, role: 'manager' },
    superior: { kind, level: 1 },
    head: { kind, level: 1 },
    chain: { kind, level: 2 },
    chosen: { kind },
  })[kind]

export const newFlow = (title: string): FlowDraft => ({
  title,
  object: '',
  occasion: 'change',
  action: null,
  condition: null,
  watched: [],
  steps: [],
  repeated: 'once',
  recall: 'beforeLast',
  many: false,
  copies: [],
})

/** A flow that a module has ready, as the draft that somebody looks at before he takes it. */
export const readyDraft = (
  { of, action, condition, roles = [] }: Omit<ReadyFlow, 'name'>,
  title: string,
  stepNames: readonly string[],
): FlowDraft => {
  const approvers: readonly Approvers[] = [{ kind: 'superior', level: 1 }, ...roles.map((role) => ({ kind: 'role' as const, role }))]
  const steps = approvers.reduce<readonly StepDraft[]>(
    (made, one, at) => [...made, { ...newStep(made, stepNames[at] ?? title), approvers: one }],
    [],
  )
  return { ...newFlow(title), object: of, occasion: 'action', action, condition: condition ?? null, steps }
}

const keyOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? String((value as { key: unknown }).key) : String(value)

/** A stored flow as it is edited. */
export const flowOf = (row: Row): FlowDraft => ({
  title: String(row.title ?? ''),
  object: String(row.object ?? ''),
  occasion: keyOf(row.occasion) as Occasion,
  action: (row.action as string | null) ?? null,
  condition: (row.condition as string | null) ?? null,
  watched: (row.watched as string[] | null) ?? [],
  steps: (row.steps as StepDraft[] | null) ?? [],
  repeated: keyOf(row.repeated) as FlowDraft['repeated'],
  recall: keyOf(row.recall) as FlowDraft['recall'],
  many: row.many === true,
  copies: (row.copies as string[] | null) ?? [],
})

/** The list with one entry one place further up or down. */
export function moved<T>(list: readonly T[], from: number, by: number): T[] {
  const to = from + by
  if (to < 0 || to >= list.length) return [...list]
  const rest = list.toSpliced(from, 1)
  return rest.toSpliced(to, 0, list[from]!)
}

/** Steps as they are sent: without what is empty. */
export const toSteps = (steps: readonly StepDraft[]): StepDraft[] =>
  steps.map(({ when, commentNeeded, ...step }) => ({
    ...step,
    ...(when?.trim() ? { when } : {}),
    ...(commentNeeded ? { commentNeeded } : {}),
  }))

export const isComplete = ({ title, object, occasion, action, steps }: FlowDraft): boolean =>
  title.trim() !== '' && object !== '' && (occasion !== 'action' || action !== null) && steps.length > 0 && steps.every(isWhole)

const isWhole = ({ name, approvers }: StepDraft): boolean =>
  name.trim() !== '' && (approvers.kind !== 'people' || (approvers.people ?? []).length > 0)
