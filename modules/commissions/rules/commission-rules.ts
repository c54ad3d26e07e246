import { defineRules, issue, type RulesDef } from '#kernel/model'
import { amountOf } from '#objects/catalog'
import { commissionException } from '../objects/commission-exception.ts'
import { commissionFactor } from '../objects/commission-factor.ts'
import { commissionPlan } from '../objects/commission-plan.ts'
import { commissionSeat } from '../objects/commission-seat.ts'
import { commissionStatement } from '../objects/commission-statement.ts'

type Tier = Readonly<{ from?: unknown; ofTarget?: number | null; rate?: number | null; perUnit?: unknown }>
type Above = Readonly<{ basis?: string | null }>

/** What a plan pays by; lines are there only where they are written. */
const says = [
  'measure',
  'basis',
  'way',
  'period',
  'cap',
  'floor',
  'startsOn',
  'endsOn',
  'tiers',
  'seats',
  'factors',
  'overrides',
  'leavers',
  'withExchange',
] as const
const isMissing = (value: unknown): boolean => value === null || value === undefined || value === ''
const isOther = (a: unknown, b: unknown): boolean => a !== undefined && JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)

/** What a plan's days and rates say about each other; each change is a revision of its own. */
const planRules = defineRules(commissionPlan, {
  derive: (row, before) =>
    before && says.some((name) => isOther(row[name], before[name])) ? { revision: (before.revision ?? 1) + 1 } : {},
  check: (row, before, context) => {
    const tiers = row.tiers as readonly Tier[] | null | undefined
    const above = row.overrides as readonly Above[] | null | undefined
    const isCount = row.measure === 'quantity'
    return [
      !!row.endsOn &&
        !!row.startsOn &&
        row.endsOn < row.startsOn &&
        issue('endsOn', 'commissions.ends-before-start', { startsOn: row.startsOn }),
      row.way === 'flat' && !!tiers && tiers.length > 1 && issue('tiers', 'commissions.flat-has-one-rate'),
      !!tiers?.some(({ ofTarget }) => ofTarget) &&
        (row.way === 'flat' || isCount) &&
        issue('tiers', isCount ? 'commissions.piece-has-no-target' : 'commissions.target-asks-tiers'),
      !!tiers?.some(({ ofTarget, from }) => ofTarget && amountOf(from)) && issue('tiers', 'commissions.tier-begins-once'),
      !!tiers?.some((tier) => isMissing(isCount ? tier.perUnit : tier.rate)) &&
        issue('tiers', isCount ? 'commissions.piece-has-price' : 'commissions.tier-has-rate'),
      isCount && !!above?.some(({ basis }) => basis !== 'commission') && issue('overrides', 'commissions.of-pieces-of-pay'),
      !!before && before.state !== 'draft' && !!tiers && tiers.length === 0 && issue('tiers', 'commissions.no-rates'),
      !!before &&
        before.state !== 'draft' &&
        row.measure !== before.measure &&
        !context.isSystem &&
        issue('measure', 'commissions.measure-stays'),
    ]
  },
})

/** What was decided stays; whoever asks names what is meant. */
const exceptionRules = defineRules(commissionException, {
  check: (row, before, context) => [
    !row.person && !row.opportunity && !row.contract && issue('person', 'commissions.except-what'),
    !!before && before.state !== 'draft' && !context.isSystem && issue('state', 'commissions.decided'),
  ],
})

/** A seat names exactly one: a person, a department or a role. */
const seatRules = defineRules(commissionSeat, {
  check: (row) => [[row.person, row.department, row.role].filter(Boolean).length !== 1 && issue('person', 'commissions.seat-names-one')],
})

/** A factor names a group of products or how they stand. */
const factorRules = defineRules(commissionFactor, {
  check: (row) => [!row.category === !row.standing && issue('category', 'commissions.factor-names-one')],
})

/** A statement is always his whose it was made for. */
const statementRules = defineRules(commissionStatement, {
  reads: ['owner'],
  check: (row, before) => [!!before && row.owner !== before.owner && issue('owner', 'commissions.whose')],
})

export const rules: readonly RulesDef[] = [planRules, seatRules, factorRules, statementRules, exceptionRules]
