import { approvalCase, type Work } from '#kernel'
import { addDays, type Id, type RowOf } from '#kernel/model'
import type { account } from '#objects/customers'
import { changePooled, type Pooled, type PooledObject } from '../actions/pooled.ts'
import { returned, warned } from '../notices.ts'
import type { poolRule } from '../objects/index.ts'
import { type Filter, filtersOf, isAtWork, notLeftOut, type Pooling, poolingOf } from './due.ts'

/** Records of one transaction. */
const batch = 2_000
/** Values that one comparison of a filter may name. */
const mostNamed = 1_000

export type Counts = Readonly<{ returned: number; warned: number; calmed: number }>
/** By person: of how many records he is told, and one of them. */
export type Told = Readonly<Record<string, Readonly<{ count: number; record: string }>>>
export type NightStep = 'take' | 'calm' | 'warn'
type Rule = RowOf<typeof poolRule>
type Portion = Readonly<{ counts: Counts; told: Told; skip: readonly string[]; isLast: boolean }>

type Step = Readonly<{ filter: Filter; to: Partial<Pooled>; count: keyof Counts; tells: boolean }>

/** What each step of a rule looks for, and what becomes of it. Whoever is warned has the whole notice, however long ago his day was. */
function stepOf(work: Work, pooling: Pooling, { rule, step }: Readonly<{ rule: Rule; step: NightStep }>): Step {
  const filters = filtersOf(work, pooling, { rule, today: work.today })
  const staying = notLeftOut(work.today)
  if (step === 'take')
    return {
      filter: { and: [filters.due, staying] },
      to: { pool: rule.pool as Id<'pool'>, poolReason: 'overdue', poolNote: rule.name },
      count: 'returned',
      tells: true,
    }
  // Those who were warned and whom the rule no longer means, as somebody acted or the rule changed or is gone.
  if (step === 'calm')
    return {
      filter: { or: [filters.calm, { returnRule: { empty: true }, returnOn: { empty: false } }] },
      to: { returnOn: null, returnRule: null },
      count: 'calmed',
      tells: false,
    }
  return {
    filter: { and: [{ returnRule: { empty: true } }, filters.near, staying] },
    to: { returnOn: dayOf(work, rule), returnRule: rule.id },
    count: 'warned',
    tells: true,
  }
}

const dayOf = (work: Work, rule: Rule): string => addDays(work.today, rule.noticeDays)

/** One step of one rule for the next records. What it is done with no longer fits, so the next portion finds the next ones; what waits for an approval is left out. */
export async function runPortion(work: Work, o: Readonly<{ rule: Rule; step: NightStep; skip: readonly string[] }>): Promise<Portion> {
  const pooling = await poolingOf(work, o.rule)
  const { object } = pooling
  const none = { returned: 0, warned: 0, calmed: 0 }
  if (!isAtWork(pooling, o.rule) && o.step !== 'calm') return { counts: none, told: {}, skip: [], isLast: true }
  const step = stepOf(work, pooling, o)
  const filter = o.skip.length > 0 ? { and: [step.filter, { id: { nin: [...o.skip] } }] } : step.filter
  const found = (await work.find(object as typeof account, filter, { limit: batch, sort: ['id'] })) as unknown as Pooled[]
  const waiting = await waitingOf(work, object, found)
  const rows = found.filter(({ id }) => !waiting.has(id))
  await changePooled(
    work,
    object,
    rows.map(({ id }) => ({ id, ...step.to })),
  )
  return {
    counts: { ...none, [step.count]: rows.length },
    told: step.tells ? toldOf(rows) : {},
    skip: [...o.skip, ...waiting],
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

function toldOf(rows: readonly Pooled[]): Told {
  const told: Record<string, { count: number; record: string }> = {}
  for (const { owner, id } of rows) if (owner) told[owner] = { count: (told[owner]?.count ?? 0) + 1, record: told[owner]?.record ?? id }
  return told
}

/** One notice a person and rule, however many records it is about. */
export async function tellAll(work: Work, { rule, step, told }: Readonly<{ rule: Rule; step: NightStep; told: Told }>): Promise<void> {
  const { object } = await poolingOf(work, rule)
  const values = { rule: rule.name, ...(step === 'warn' ? { day: dayOf(work, rule) } : {}) }
  work.tell(
    step === 'warn' ? warned : returned,
    Object.entries(told).map(([person, { count, record }]) => ({ person, record, object: object.name, values: { ...values, count } })),
  )
}
