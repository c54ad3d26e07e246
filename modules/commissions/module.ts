import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { changeEffects } from './actions/change-effects.ts'
import { answer, dispute, say } from './actions/disputes.ts'
import { approveException, refuseException } from './actions/exceptions.ts'
import { payroll } from './actions/payroll.ts'
import { activate, end } from './actions/plans.ts'
import { rehearse } from './actions/rehearse.ts'
import { statementPdf } from './actions/statement-pdf.ts'
import { approve, calculate, countMonth, lock } from './actions/statements.ts'
import { wouldEarn } from './actions/would-earn.ts'
import { costDelivered, costNoted, costReturned } from './consequences/costs.ts'
import { creditAllocated, creditAtRate, creditChanged, creditReceived, creditSigned, creditWon } from './consequences/credit.ts'
import { exceptionGuard, lineGuard, statementGuard } from './guards/locked.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import {
  accountProfit,
  commissionException,
  commissionFactor,
  commissionLeaver,
  commissionLine,
  commissionOverride,
  commissionPaper,
  commissionPayroll,
  commissionPlan,
  commissionRehearsal,
  commissionSeat,
  commissionStatement,
  commissionTier,
  dealProfit,
  disputeNote,
  rehearsedPerson,
  saleCredit,
} from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const commissions = defineModule({
  name: 'commissions',
  objects: [
    commissionPlan,
    commissionTier,
    commissionSeat,
    commissionFactor,
    commissionOverride,
    commissionException,
    commissionLeaver,
    saleCredit,
    commissionStatement,
    commissionLine,
    disputeNote,
    commissionPaper,
    commissionPayroll,
    commissionRehearsal,
    rehearsedPerson,
  ],
  extensions: [dealProfit, accountProfit],
  rules,
  actions: [
    activate,
    end,
    countMonth,
    calculate,
    approve,
    lock,
    dispute,
    say,
    answer,
    payroll,
    changeEffects,
    wouldEarn,
    rehearse,
    statementPdf,
    approveException,
    refuseException,
  ],
  consequences: [
    creditWon,
    creditSigned,
    creditChanged,
    creditReceived,
    creditAllocated,
    creditAtRate,
    costDelivered,
    costReturned,
    costNoted,
  ],
  guards: [lineGuard, statementGuard, exceptionGuard],
  notices,
  rounds,
  reports,
  grants,
  faults: {
    'commissions.no-such-step': 409,
    'commissions.no-rates': 422,
    'commissions.ends-before-start': 422,
    'commissions.flat-has-one-rate': 422,
    'commissions.measure-stays': 422,
    'commissions.seat-names-one': 422,
    'commissions.whose': 422,
    'commissions.month-not-over': 409,
    'commissions.no-such-month': 422,
    'commissions.earlier-open': 409,
    'commissions.unconfirmed': 409,
    'commissions.dispute-open': 409,
    'commissions.own': 403,
    'commissions.not-yours': 403,
    'commissions.disputed-already': 409,
    'commissions.nothing-disputed': 409,
    'commissions.other-currency': 422,
    'commissions.locked': 409,
    'commissions.month-open': 409,
    'commissions.too-long': 422,
    'commissions.not-open': 409,
    'commissions.piece-has-price': 422,
    'commissions.tier-has-rate': 422,
    'commissions.target-asks-tiers': 422,
    'commissions.tier-begins-once': 422,
    'commissions.piece-has-no-target': 422,
    'commissions.of-pieces-of-pay': 422,
    'commissions.except-what': 422,
    'commissions.decided': 409,
    'commissions.own-exception': 403,
    'commissions.factor-names-one': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
