import type { RowOf, Work } from '#kernel'
import { addWorkingMinutes, type WorkHours, workHours, workingMinutes } from '#modules/company'
import type { LeadChange, LeadRow } from './lead-row.ts'
import { answerRule, answerStep } from './objects/index.ts'

type Contact = Readonly<{ kind?: string | null; length?: number | null }>
type Step = RowOf<typeof answerStep>
export type Clocks = Readonly<{
  hours: WorkHours
  ruleOf(lead: Pick<LeadRow, 'source'>): RowOf<typeof answerRule> | undefined
  /** Whether what somebody wrote was a contact, as the rule of the lead has it. */
  counts(lead: Pick<LeadRow, 'source'>, told: Contact): boolean
  stepsOf(rule: string): readonly Step[]
}>

/** The rules of first answers that hold, and the hours that they count in. */
export async function readClocks(kernel: Work): Promise<Clocks> {
  const rules = (await kernel.settings(answerRule)).filter(({ isActive }) => isActive)
  const steps = rules.length === 0 ? [] : await kernel.settings(answerStep)
  const byRule = Map.groupBy(
    steps.toSorted((a, b) => a.afterMinutes - b.afterMinutes),
    ({ rule }) => String(rule),
  )
  const ruleOf: Clocks['ruleOf'] = ({ source }) =>
    rules.find((rule) => source && rule.sources?.includes(source)) ?? rules.find((rule) => (rule.sources ?? []).length === 0)
  return {
    hours: await workHours(kernel),
    ruleOf,
    counts(row, { kind, length }) {
      const { countedKinds, leastLength } = ruleOf(row) ?? {}
      const isCounted = countedKinds?.length ? countedKinds.includes(kind as never) : kind !== 'other'
      return isCounted && (length ?? 0) >= (leastLength ?? 0)
    },
    stepsOf: (rule) => byRule.get(rule) ?? [],
  }
}

/** The clock of a lead begins at a moment; without a rule for its source it has none. */
export function startClock(clocks: Clocks, lead: LeadRow, from: Date): LeadChange {
  const rule = clocks.ruleOf(lead)
  const none = { answeredAt: null, answerMinutes: null, answerIsLate: null, answerSteps: 0 }
  if (!rule) return { id: lead.id, ...none, answerRule: null, answerFrom: from.toISOString(), answerDueAt: null, answerNextAt: null }
  const due = addWorkingMinutes(clocks.hours, from, rule.minutes)
  return {
    id: lead.id,
    ...none,
    answerRule: rule.id,
    answerFrom: from.toISOString(),
    answerDueAt: due?.toISOString() ?? null,
    answerNextAt: nextStep(clocks, { rule: rule.id, from, taken: 0 }),
  }
}

/** When the step after so many comes; null when there is none. */
export function nextStep(clocks: Clocks, at: Readonly<{ rule: string; from: Date; taken: number }>): string | null {
  const step = clocks.stepsOf(at.rule)[at.taken]
  return step ? (addWorkingMinutes(clocks.hours, at.from, step.afterMinutes)?.toISOString() ?? null) : null
}

/** The clock of a lead stops. What happened before it began was no answer to it. */
export function stopClock({ hours }: Clocks, lead: LeadRow, happenedAt: Date): LeadChange {
  const from = new Date(lead.answerFrom ?? lead.createdAt)
  const at = happenedAt < from ? from : happenedAt
  return {
    id: lead.id,
    answeredAt: at.toISOString(),
    answerMinutes: workingMinutes(hours, from, at),
    answerIsLate: lead.answerDueAt === null ? null : at.toISOString() > lead.answerDueAt,
    answerNextAt: null,
  }
}
