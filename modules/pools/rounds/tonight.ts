import { approvalCase, system, type Work } from '#kernel'
import { addDays, type RowOf } from '#kernel/model'
import type { PooledObject } from '../actions/pooled.ts'
import { poolRule, poolRun } from '../objects/index.ts'
import { type Filter, filtersOf, isAtWork, notLeftOut, type Pooling, poolingOf, type RuleFilters } from './due.ts'
import { type Tried, triedRule } from './tried.ts'

type Rule = RowOf<typeof poolRule>
export type Planned = Readonly<{ rule: Rule; pooling: Pooling; isAtWork: boolean; filters: RuleFilters }>
export type TonightStep = 'take' | 'warn' | 'leftOut'

const looking = system('what a night would do')
/** Values that one comparison of a filter may name. */
const mostNamed = 1_000

/** The day of the night that comes next: today's, while it has not been yet. */
export async function nextNight(work: Work): Promise<string> {
  const [run] = await work.as(looking).find(poolRun, { day: work.today }, { limit: 1 })
  return run && run.state !== 'running' ? addDays(work.today, 1) : work.today
}

/** All rules for such records, in the order in which a night goes through them; the one that is tried as if it were in force. */
export async function plannedFor(
  work: Work,
  o: Readonly<{ object: PooledObject; today: string; tried: Tried | null }>,
): Promise<readonly Planned[]> {
  const kernel = work.as(looking)
  const rules = await kernel.find(poolRule, { 'pool.kind': o.object.name }, { limit: 1_000, sort: ['createdAt'] })
  const planned: Planned[] = []
  for (const kept of rules) {
    const rule = kept.id === o.tried?.id ? triedRule(work, kept, o.tried.changed) : kept
    const pooling = await poolingOf(kernel, rule)
    planned.push({ rule, pooling, isAtWork: isAtWork(pooling, rule), filters: filtersOf(work, pooling, { rule, today: o.today }) })
  }
  return planned
}

/** What a night does with records, as filters; of one rule alone, where it is named. */
export type Tonight = Readonly<{
  of(step: TonightStep, rule: string | null): Filter
  /** Whom the rule would warn, of those that a night may warn at all. */
  first(rule: string): Filter
  free: Filter
}>

/**
 * What the night of a day does by these rules, said as one filter for each of its steps: the same conditions by which it finds its records, joined in its order. It takes
 * by all rules before it leaves alone, and leaves alone before it warns; of several rules that have come near, the oldest warns.
 */
export async function tonightOf(
  work: Work,
  o: Readonly<{ object: PooledObject; today: string; planned: readonly Planned[] }>,
): Promise<Tonight> {
  const working = o.planned.filter((one) => one.isAtWork)
  const open = await notWaiting(work, o.object)
  const free: Filter = {
    and: [{ or: [{ returnRule: { empty: true } }, ...o.planned.map(({ filters }) => filters.calm)] }, ...open],
  }
  const first = (id: string): Filter => {
    const at = working.findIndex(({ rule }) => rule.id === id)
    return at < 0 ? nobody : { and: [working[at]!.filters.near, ...working.slice(0, at).map(({ filters }) => ({ not: filters.near }))] }
  }
  const any = (filters: readonly Filter[]): Filter => (filters.length > 0 ? { or: filters } : nobody)
  const takes = (id: string | null): Filter => ({
    and: [any(working.flatMap(({ rule, filters }) => (id === null || rule.id === id ? [filters.due] : []))), ...open],
  })
  const warns = (id: string | null): Filter => ({ and: [free, id === null ? any(working.map(({ filters }) => filters.near)) : first(id)] })
  const stays = notLeftOut(o.today)
  return {
    free: { and: [free, stays] },
    first,
    of: (step, id) =>
      step === 'leftOut'
        ? { and: [{ leftOutOn: o.today }, { or: [takes(id), warns(id)] }] }
        : { and: [step === 'take' ? takes(id) : warns(id), stays] },
  }
}

const nobody: Filter = { id: { empty: true } }

/** Nothing of which something waits for an approval: a night leaves it for another. */
async function notWaiting(work: Work, object: PooledObject): Promise<readonly Filter[]> {
  const cases = await work.as(looking).find(approvalCase, { object: object.name, state: 'running' }, { limit: 10_000, sort: ['createdAt'] })
  const ids = [...new Set(cases.map(({ record }) => String(record)))]
  return Array.from({ length: Math.ceil(ids.length / mostNamed) }, (_, i) => ({
    id: { nin: ids.slice(i * mostNamed, (i + 1) * mostNamed) },
  }))
}

export type RuleFound = Readonly<{ rule: Rule; isTaken: boolean }>

/** By record, the rule that takes it or, where none does, warns of it. */
export async function rulesOf(
  work: Work,
  o: Readonly<{ object: PooledObject; planned: readonly Planned[]; ids: readonly string[] }>,
): Promise<ReadonlyMap<string, RuleFound>> {
  const working = o.planned.filter((one) => one.isAtWork)
  if (o.ids.length === 0 || working.length === 0) return new Map()
  const filters = [...working.map((one) => one.filters.due), ...working.map((one) => one.filters.near)]
  const held = await work.as(looking).whichHold(o.object, filters, o.ids)
  const foundBy = (first: number): RuleFound => ({ rule: working[(first - 1) % working.length]!.rule, isTaken: first <= working.length })
  return new Map([...held].flatMap(([id, at]) => (at.length > 0 ? [[id, foundBy(Math.min(...at))] as const] : [])))
}
