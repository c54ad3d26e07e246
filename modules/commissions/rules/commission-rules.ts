import { defineRules, issue, type RulesDef } from '#kernel/model'
import { commissionPlan } from '../objects/commission-plan.ts'
import { commissionSeat } from '../objects/commission-seat.ts'
import { commissionStatement } from '../objects/commission-statement.ts'

type Tier = Readonly<{ from?: unknown }>

/** What a plan pays by; lines are there only where they are written. */
const says = ['measure', 'basis', 'way', 'period', 'cap', 'floor', 'startsOn', 'endsOn', 'tiers', 'seats', 'factors'] as const
const isOther = (a: unknown, b: unknown): boolean => a !== undefined && JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)

/** What a plan's days and rates say about each other; each change is a revision of its own. */
const planRules = defineRules(commissionPlan, {
  derive: (row, before) =>
    before && says.some((name) => isOther(row[name], before[name])) ? { revision: (before.revision ?? 1) + 1 } : {},
  check: (row, before, context) => {
    const tiers = row.tiers as readonly Tier[] | null | undefined
    return [
      !!row.endsOn &&
        !!row.startsOn &&
        row.endsOn < row.startsOn &&
        issue('endsOn', 'commissions.ends-before-start', { startsOn: row.startsOn }),
      row.way === 'flat' && !!tiers && tiers.length > 1 && issue('tiers', 'commissions.flat-has-one-rate'),
      !!before && before.state !== 'draft' && !!tiers && tiers.length === 0 && issue('tiers', 'commissions.no-rates'),
      !!before &&
        before.state !== 'draft' &&
        row.measure !== before.measure &&
        !context.isSystem &&
        issue('measure', 'commissions.measure-stays'),
    ]
  },
})

/** A seat names exactly one: a person, a department or a role. */
const seatRules = defineRules(commissionSeat, {
  check: (row) => [[row.person, row.department, row.role].filter(Boolean).length !== 1 && issue('person', 'commissions.seat-names-one')],
})

/** A statement is always his whose it was made for. */
const statementRules = defineRules(commissionStatement, {
  reads: ['owner'],
  check: (row, before) => [!!before && row.owner !== before.owner && issue('owner', 'commissions.whose')],
})

export const rules: readonly RulesDef[] = [planRules, seatRules, statementRules]
