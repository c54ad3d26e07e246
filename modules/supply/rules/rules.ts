import { defineRules, issue, type RulesDef } from '#kernel/model'
import { arrival } from '../objects/arrival.ts'
import { seasonLine, seasonPlan } from '../objects/season-plan.ts'
import { stockProposal } from '../objects/stock-proposal.ts'
import { monthOf, toPieces } from './months.ts'

/** How an arrival stands follows from what of it has come. */
const arrivalRules = defineRules(arrival, {
  reads: [
    'quantity',
    'came',
    'state',
    'expectedOn',
    'firstExpectedOn',
    'source',
    'fromWarehouse',
    'warehouse',
    'arrivedAt',
    'cancelReason',
  ],
  derive: (row, _before, { now }) => {
    const left = toPieces(Math.max(0, Number(row.quantity ?? 0) - Number(row.came ?? 0)))
    const hasBegun = Number(row.came ?? 0) > 0
    const state = row.cancelReason
      ? ('cancelled' as const)
      : left === 0
        ? ('arrived' as const)
        : hasBegun
          ? ('part' as const)
          : ('expected' as const)
    return {
      state,
      left: state === 'cancelled' ? 0 : left,
      arrivedAt: state === 'arrived' ? (row.arrivedAt ?? now) : null,
      ...(row.expectedOn && !row.firstExpectedOn ? { firstExpectedOn: row.expectedOn } : {}),
    }
  },
  check: (row) => [
    Number(row.quantity ?? 0) <= 0 && issue('quantity', 'supply.nothing'),
    row.source === 'transfer' && !row.fromWarehouse && issue('fromWarehouse', 'supply.from-where'),
    !!row.fromWarehouse && row.fromWarehouse === row.warehouse && issue('fromWarehouse', 'supply.same-warehouse'),
  ],
})

const planRules = defineRules(seasonPlan, {
  reads: ['firstMonth'],
  derive: (row) => (row.firstMonth ? { firstMonth: monthOf(row.firstMonth) } : {}),
})

/** What a person says of a line is his. */
const lineRules = defineRules(seasonLine, {
  reads: ['month', 'wanted', 'isByHand'],
  derive: (row, before, { isSystem }) => ({
    ...(row.month ? { month: monthOf(row.month) } : {}),
    ...(!isSystem && row.wanted !== before?.wanted ? { isByHand: true } : {}),
  }),
})

const proposalRules = defineRules(stockProposal, {
  reads: ['kind', 'fromWarehouse', 'warehouse', 'quantity', 'state', 'neededOn'],
  check: (row, before, { isSystem }) => [
    Number(row.quantity ?? 0) <= 0 && issue('quantity', 'supply.nothing'),
    row.kind === 'transfer' && !row.fromWarehouse && issue('fromWarehouse', 'supply.from-where'),
    !!row.fromWarehouse && row.fromWarehouse === row.warehouse && issue('fromWarehouse', 'supply.same-warehouse'),
    !isSystem &&
      !!before &&
      before.state !== 'proposed' &&
      (row.quantity !== before.quantity || row.neededOn !== before.neededOn || row.warehouse !== before.warehouse) &&
      issue('quantity', 'supply.decided'),
  ],
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [arrivalRules, planRules, lineRules, proposalRules]
