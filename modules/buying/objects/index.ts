export { accountBuying, dealMoney, leadMoney, lineSent, placed, signedAlone } from './buying.ts'
export { segment, segmented } from './segment.ts'
export { sparedByRules } from './spared.ts'
