import type { Work } from '#kernel'
import { addDays, type RowOf } from '#kernel/model'
import { account } from '#objects/customers'
import { type PooledObject, pooledObjects } from '../actions/pooled.ts'
import { pool, poolRule } from '../objects/index.ts'
import { type Whose, whose } from './whose.ts'

export type Rule = Pick<RowOf<typeof poolRule>, 'id' | 'name' | 'filter' | 'clock' | 'days' | 'noticeDays' | 'sparedFrom'> & Whose
export type Filter = Readonly<Record<string, unknown>>

export type Pooling = Readonly<{ object: PooledObject; isOpen: boolean; counted: Filter }>

/** What the pool of a rule takes, and which follow-ups count there: none that is still to come. */
export async function poolingOf(work: Work, rule: RowOf<typeof poolRule>): Promise<Pooling> {
  const { kind, isOpen, countedKinds, leastLength, countsBulk } = await work.one(pool, rule.pool)
  const counted: Filter[] = [
    { happenedAt: { lte: work.now.toISOString() } },
    ...(countedKinds && countedKinds.length > 0 ? [{ kind: { in: countedKinds } }] : []),
    ...(leastLength ? [{ or: [{ length: { empty: true } }, { length: { gte: leastLength } }] }] : []),
    ...(countsBulk ? [] : [{ not: { isOneOfMany: true } }]),
  ]
  return { object: pooledObjects[kind], isOpen: isOpen !== false, counted: { and: counted } }
}

const lastFollowUp = 'lastFollowUpAt'

type AnyField = Work['catalog']['objects'][string]['fields'][string]

export const isYesNo = (field: AnyField | undefined): boolean => field?.type.formulaSort?.(field.options) === 'yesNo'

/**
 * Records that a rule spares by what they are: each yes/no that another module adds to rules and, under the same name, to records says that a rule leaves those alone of
 * which it is true, unless the rule's own says no. So contracts and money keep a customer, and nothing here knows of either.
 */
function sparedBy(work: Work, object: PooledObject, rule: Rule): readonly Filter[] {
  const { poolRule: of, [object.name]: at } = work.catalog.objects
  const names = Object.keys(of!.fields).filter(
    (name) => !(name in poolRule.fields) && isYesNo(of!.fields[name]) && isYesNo(at!.fields[name]),
  )
  return names.flatMap((name) => ((rule as Readonly<Record<string, unknown>>)[name] === false ? [] : [{ not: { [name]: true } }]))
}

/**
 * Which records a rule reaches on the day that is so many days from a day, today unless given: all that have an owner, are not locked on that day, whom the rule's filter
 * means, and whose dates lie far enough back. One filter of the language that lists speak, so it can be looked at as a list.
 */
export function dueIn(
  work: Work,
  { object, counted }: Pooling,
  { rule, days, today = work.today }: Readonly<{ rule: Rule; days: number; today?: string }>,
): Filter {
  const day = addDays(today, days)
  const before = addDays(day, 1 - rule.days)
  const isBack = (field: string): Filter =>
    field === lastFollowUp
      ? { followUps: { none: { and: [{ happenedAt: { gte: before } }, counted] } } }
      : { or: [{ [field]: { empty: true } }, { [field]: { lt: before } }] }
  const clocks = [...new Set(['heldSince', ...(rule.clock ? [rule.clock] : [])])]
  return {
    and: [
      { owner: { empty: false } },
      { createdAt: { lt: before } },
      ...clocks.map(isBack),
      ...whose(rule),
      { or: [{ lockedUntil: { empty: true } }, { lockedUntil: { lt: day } }] },
      ...(rule.filter ? [rule.filter as Filter] : []),
      ...(object === account && rule.sparedFrom !== null
        ? [{ opportunities: { none: { outcome: 'open', probability: { gte: rule.sparedFrom } } } }]
        : []),
      ...sparedBy(work, object, rule),
    ],
  }
}

/** A rule works while it is in force and its pool takes records in; else it takes and warns nobody, and leaves alone again whom it had warned. */
export const isAtWork = ({ isOpen }: Pick<Pooling, 'isOpen'>, { isActive }: Readonly<{ isActive: boolean | null }>): boolean =>
  isOpen && isActive !== false

export type RuleFilters = Readonly<{ due: Filter; near: Filter; calm: Filter }>

/**
 * What the night of a day looks for by a rule: whom it takes, who has come near, and who was warned and is to be left alone again. The night and whoever asks for it
 * before speak by these.
 */
export function filtersOf(
  work: Work,
  pooling: Pooling,
  { rule, today }: Readonly<{ rule: Rule & Readonly<{ isActive: boolean | null }>; today: string }>,
): RuleFilters {
  const near = dueIn(work, pooling, { rule, days: rule.noticeDays, today })
  return {
    due: { and: [{ returnRule: rule.id }, { returnOn: { lte: today } }, dueIn(work, pooling, { rule, days: 0, today })] },
    near,
    calm: isAtWork(pooling, rule) ? { and: [{ returnRule: rule.id }, { not: near }] } : { returnRule: rule.id },
  }
}

/** Those whom nobody has left out of the night of this day. */
export const notLeftOut = (today: string): Filter => ({ or: [{ leftOutOn: { empty: true } }, { leftOutOn: { ne: today } }] })
