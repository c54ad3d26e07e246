import { approvalCase, type Work } from '#kernel'
import { addDays, type Id, type RowOf } from '#kernel/model'
import type { account } from '#objects/customers'
import { changePooled, type Pooled, type PooledObject } from '../actions/pooled.ts'
import type { poolRule } from '../objects/index.ts'
import { readDays } from '../rules/rule-days.ts'
import { type Filter, filtersOf, isAtWork, notLeftOut, type Pooling, poolingOf } from './due.ts'
import { type Told, toldOf } from './tell-night.ts'

/** Records of one transaction. */
const batch = 2_000
/** Values that one comparison of a filter may name. */
const mostNamed = 1_000

export type Counts = Readonly<{ returned: number; warned: number; reminded: number; calmed: number }>
export const nothing: Counts = { returned: 0, warned: 0, reminded: 0, calmed: 0 }
/** What the night does, each for all rules before the next, so that whom one rule leaves alone another may warn, whichever of them is older. */
export const nightSteps = ['take', 'calm', 'remind', 'warn'] as const
export type NightStep = (typeof nightSteps)[number]
type Rule = RowOf<typeof poolRule>
/** `skip`: those that are found again and left out; `after`: those up to it are done. */
export type Place = Readonly<{ skip: readonly string[]; after: string | null }>
type Portion = Readonly<{ counts: Counts; told: Told; place: Place; isLast: boolean }>

type Step = Readonly<{ filter: Filter; to: Partial<Pooled> | null; count: keyof Counts; tells: keyof Told | null }>
type Asked = Readonly<{ rule: Rule; step: NightStep; since: string }>

/** What each step of a rule looks for, and what becomes of it. Whoever is warned has the whole notice, however long ago his day was. */
function stepOf(work: Work, pooling: Pooling, { rule, step, since }: Asked): Step {
  const filters = filtersOf(work, pooling, { rule, today: work.today })
  const staying = notLeftOut(work.today)
  if (step === 'take')
    return {
      filter: { and: [filters.due, staying] },
      to: { pool: rule.pool as Id<'pool'>, poolReason: 'overdue', poolNote: rule.name },
      count: 'returned',
      tells: 'taken',
    }
  // Those who were warned and whom the rule no longer means, as somebody acted or the rule changed or is gone.
  if (step === 'calm')
    return {
      filter: { or: [filters.calm, { returnRule: { empty: true }, returnOn: { empty: false } }] },
      to: { returnOn: null, returnRule: null },
      count: 'calmed',
      tells: null,
    }
  if (step === 'remind') return { filter: toRemind(work, rule, since), to: null, count: 'reminded', tells: 'coming' }
  return {
    filter: { and: [{ returnRule: { empty: true } }, filters.near, staying] },
    to: { returnOn: dayOf(work, rule), returnRule: rule.id },
    count: 'warned',
    tells: 'coming',
  }
}

/** Those whose day comes in so many days as the rule reminds at, or passed that mark since the night before. */
function toRemind(work: Work, rule: Rule, since: string): Filter {
  const marks = (readDays(rule.remindDays) ?? []).filter((days) => days < rule.noticeDays)
  return { returnRule: rule.id, or: marks.map((days) => ({ returnOn: { gt: addDays(since, days), lte: addDays(work.today, days) } })) }
}

const dayOf = (work: Work, rule: Rule): string => addDays(work.today, rule.noticeDays)

/** One step of one rule for the next records. What it is done with no longer fits, or lies behind; what waits for an approval is left out. */
export async function runPortion(work: Work, o: Asked & Readonly<{ place: Place }>): Promise<Portion> {
  const pooling = await poolingOf(work, o.rule)
  const { object } = pooling
  const step = stepOf(work, pooling, o)
  const { skip, after } = o.place
  const isIdle =
    (!isAtWork(pooling, o.rule) && o.step !== 'calm') || (o.step === 'remind' && (step.filter.or as readonly Filter[]).length === 0)
  if (isIdle) return { counts: nothing, told: {}, place: o.place, isLast: true }
  const filter = { and: [step.filter, ...(skip.length > 0 ? [{ id: { nin: [...skip] } }] : []), ...(after ? [{ id: { gt: after } }] : [])] }
  const found = (await work.find(object as typeof account, filter, { limit: batch, sort: ['id'] })) as unknown as Pooled[]
  const waiting = step.to ? await waitingOf(work, object, found) : new Set<string>()
  const rows = found.filter(({ id }) => !waiting.has(id))
  if (step.to)
    await changePooled(
      work,
      object,
      rows.map(({ id }) => ({ id, ...step.to })),
    )
  const written = rows.map((row) => ({ ...row, returnOn: step.to?.returnOn ?? row.returnOn }))
  return {
    counts: { ...nothing, [step.count]: rows.length },
    told: step.tells ? { [step.tells]: toldOf(object, o.rule, written) } : {},
    place: { skip: [...skip, ...waiting], after: step.to ? null : (found.at(-1)?.id ?? after) },
    isLast: found.length < batch,
  }
}

/** Those of which something waits for approval: they are locked, and their turn comes another night. */
export async function waitingOf(work: Work, object: PooledObject, rows: readonly Pooled[]): Promise<ReadonlySet<string>> {
  const waiting = new Set<string>()
  for (let from = 0; from < rows.length; from += mostNamed) {
    const record = { in: rows.slice(from, from + mostNamed).map(({ id }) => id) }
    const cases = await work.find(approvalCase, { object: object.name, record, state: 'running' }, { limit: mostNamed })
    for (const one of cases) waiting.add(String(one.record))
  }
  return waiting
}
