export { activate } from './actions/plans.ts'
export { rehearse } from './actions/rehearse.ts'
export { approve, calculate, countMonth, lock } from './actions/statements.ts'
export { wouldEarn } from './actions/would-earn.ts'
export { gatherCredits } from './count/gather.ts'
export {
  commissionFactor,
  commissionLine,
  commissionPlan,
  commissionSeat,
  commissionStatement,
  commissionTier,
  saleCredit,
} from './objects/index.ts'
export { creditSales } from './rounds.ts'
