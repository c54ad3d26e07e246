import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { approve, deliver, issue, redden, reject, voidInvoice } from './actions/invoices.ts'
import { match } from './actions/match.ts'
import { offer } from './actions/offer.ts'
import { changeEffects, replan } from './actions/plan.ts'
import { allocate, claim, confirm, refund, reverse } from './actions/receipts.ts'
import { approvePayment, counterPayment, pay, refusePayment } from './actions/supplier-payments.ts'
import { paidStays } from './consequences/deal-paid.ts'
import { planFollows } from './consequences/follow-change.ts'
import { depositsGoBack, finishedPaid } from './consequences/follow-end.ts'
import { lineOfProduct } from './consequences/invoice-line.ts'
import { billsAsCash, termsOfCompany, termsOfContract, termsOfLine } from './consequences/keep-policy.ts'
import { exchangeOfAllocation, exchangeOfReceipt } from './consequences/note-exchange.ts'
import { readUploaded } from './consequences/read-bank-file.ts'
import { planLineGuard } from './guards/belongs.ts'
import { contractGuard, invoiceGuard, shareGuard } from './guards/invoice-guards.ts'
import { allocationGuard, receiptGuard } from './guards/receipt-guards.ts'
import { purchaseGuard, supplierPaymentGuard } from './guards/supplier-guards.ts'
import { homes } from './homes.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import {
  accountMoney,
  allocation,
  bankLine,
  bankMap,
  bankStatement,
  contractMoney,
  invoice,
  invoiceShare,
  moneyPolicy,
  planMoney,
  receipt,
  supplierPayment,
} from './objects/index.ts'
import { mails } from './post.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const payments = defineModule({
  name: 'payments',
  objects: [receipt, allocation, invoice, invoiceShare, supplierPayment, bankMap, bankStatement, bankLine],
  extensions: [accountMoney, planMoney, contractMoney, moneyPolicy],
  rules,
  actions: [
    confirm,
    claim,
    allocate,
    refund,
    reverse,
    offer,
    match,
    approve,
    reject,
    issue,
    deliver,
    voidInvoice,
    redden,
    approvePayment,
    refusePayment,
    pay,
    counterPayment,
    replan,
    changeEffects,
  ],
  consequences: [
    readUploaded,
    exchangeOfAllocation,
    exchangeOfReceipt,
    termsOfLine,
    termsOfContract,
    termsOfCompany,
    billsAsCash,
    planFollows,
    finishedPaid,
    depositsGoBack,
    paidStays,
    lineOfProduct,
  ],
  guards: [allocationGuard, planLineGuard, receiptGuard, shareGuard, invoiceGuard, contractGuard, supplierPaymentGuard, purchaseGuard],
  notices,
  rounds,
  posts: [mails],
  grants,
  faults: {
    'payments.deal-paid': 409,
    'payments.nothing': 422,
    'payments.back-is-negative': 422,
    'payments.came-is-positive': 422,
    'payments.red-is-negative': 422,
    'payments.refund-of-what': 422,
    'payments.whose': 422,
    'payments.by-action': 422,
    'payments.stands': 422,
    'payments.mixed-currencies': 422,
    'payments.bills-nothing': 422,
    'payments.number-missing': 422,
    'payments.day-missing': 422,
    'payments.not-open': 409,
    'payments.claimed': 409,
    'payments.not-its-contract': 422,
    'payments.nothing-left': 409,
    'payments.not-confirmed': 409,
    'payments.no-match': 422,
    'payments.too-many-parts': 422,
    'payments.for-what': 422,
    'payments.no-file': 422,
    'payments.mail-under-way': 409,
    'payments.over-allocated': 409,
    'payments.over-refunded': 409,
    'payments.over-billed': 409,
    'payments.over-reversed': 409,
    'payments.other-currency': 422,
    'payments.receipt-stands': 409,
    'payments.invoice-stands': 409,
    'payments.money-hangs-on': 409,
    'payments.no-such-step': 409,
    'payments.tax-number': 422,
    'payments.where-to': 422,
    'payments.not-voidable': 409,
    'payments.not-issued': 409,
    'payments.no-payment-step': 409,
    'payments.own-payment': 403,
    'payments.paid-ahead': 422,
    'payments.not-paid': 409,
    'payments.over-countered': 409,
    'payments.not-a-purchase': 422,
    'payments.not-in-force': 409,
    'payments.over-paid': 409,
    'payments.not-its-instalment': 422,
    'payments.not-of-contract': 422,
    'payments.not-billed': 422,
    'payments.not-signed': 422,
    'payments.other-customer': 422,
    'payments.over-received': 409,
    'payments.not-running': 409,
    'payments.nothing-open': 409,
    'payments.still-open': 409,
    'payments.over-written-off': 409,
    'payments.payment-stands': 409,
    'payments.columns-unknown': 422,
    'payments.too-many-lines': 422,
    'payments.not-a-statement': 422,
    'payments.not-a-sum': 422,
    'payments.no-lines': 422,
    'payments.other-account': 422,
    'payments.file-stays': 422,
    'payments.no-rate': 422,
    'payments.given-back': 409,
    'payments.paid-differs': 422,
  },
  reports,
  homes,
  seed,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
