export {
  commissionFactor,
  commissionLine,
  commissionPlan,
  commissionSeat,
  commissionStatement,
  commissionTier,
  saleCredit,
} from './objects/index.ts'
