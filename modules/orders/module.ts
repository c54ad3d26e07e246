import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { allocateTo, bill } from './actions/bill.ts'
import { allowOversell, cancel, closeOrder, confirm, giveUpRest, releaseCredit } from './actions/course.ts'
import { deliver } from './actions/deliver.ts'
import { fromContract, fromDeal, fromQuote } from './actions/make.ts'
import { sendBack, settle } from './actions/send-back.ts'
import { book, count, transfer } from './actions/stock.ts'
import { contractEnds } from './consequences/contract-ends.ts'
import { orderPaidStays } from './consequences/deal-paid.ts'
import { goodsComeBack, goodsLeave, productIsStocked } from './consequences/goods-move.ts'
import { orderedOnSale } from './consequences/on-sale.ts'
import { orderGoesOn } from './consequences/order-goes-on.ts'
import { orderPromotions } from './consequences/order-promotions.ts'
import { lineJoins, orderStarts } from './consequences/order-starts.ts'
import { orderAllocationGuard, orderInvoiceGuard, orderMoneyGuard, orderShareGuard, orderWorthGuard } from './guards/money-guards.ts'
import { orderGuard, orderLineGuard } from './guards/order-guards.ts'
import { deliveryLineGuard, returnLineGuard, standGuards, stockGuard } from './guards/stock-guards.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import {
  delivery,
  deliveryLine,
  extensions,
  order,
  orderLine,
  orderReturn,
  reservation,
  returnLine,
  stockMove,
  warehouse,
} from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

const moneyGuards = [orderShareGuard, orderInvoiceGuard, orderAllocationGuard, orderMoneyGuard, orderWorthGuard]

export const orders = defineModule({
  name: 'orders',
  objects: [order, orderLine, delivery, deliveryLine, orderReturn, returnLine, warehouse, stockMove, reservation],
  extensions,
  rules,
  actions: [
    fromQuote,
    fromContract,
    fromDeal,
    confirm,
    cancel,
    giveUpRest,
    closeOrder,
    releaseCredit,
    allowOversell,
    deliver,
    sendBack,
    settle,
    bill,
    allocateTo,
    book,
    count,
    transfer,
  ],
  consequences: [
    orderedOnSale,
    orderStarts,
    lineJoins,
    orderPromotions,
    orderGoesOn,
    goodsLeave,
    goodsComeBack,
    productIsStocked,
    contractEnds,
    orderPaidStays,
  ],
  guards: [orderGuard, orderLineGuard, deliveryLineGuard, returnLineGuard, stockGuard, ...standGuards, ...moneyGuards],
  notices,
  rounds,
  grants,
  seed,
  faults: {
    'orders.by-action': 422,
    'orders.agreed': 422,
    'orders.promised-before-ordered': 422,
    'orders.mixed-currencies': 422,
    'orders.nothing': 422,
    'orders.sign': 422,
    'orders.ledger': 422,
    'orders.stands': 422,
    'orders.no-such-step': 409,
    'orders.no-lines': 422,
    'orders.not-settled': 409,
    'orders.approval-only': 403,
    'orders.blacklisted': 409,
    'orders.credit-hold': 409,
    'orders.overdue': 409,
    'orders.credit-exceeded': 409,
    'orders.contract-not-running': 409,
    'orders.not-its-contract': 422,
    'orders.over-contract': 409,
    'orders.not-available': 409,
    'orders.not-in-stock': 409,
    'orders.over-delivered': 409,
    'orders.over-returned': 409,
    'orders.other-order': 422,
    'orders.return-time-over': 409,
    'orders.bad-quantity': 422,
    'orders.nothing-to-move': 409,
    'orders.which-warehouse': 422,
    'orders.quote-not-accepted': 409,
    'orders.quote-taken': 409,
    'orders.nothing-left': 409,
    'orders.deal-without-account': 422,
    'orders.settled': 409,
    'orders.still-open': 409,
    'orders.as-counted': 409,
    'orders.same-warehouse': 422,
    'orders.too-many': 422,
    'orders.not-confirmed': 409,
    'orders.nothing-to-bill': 409,
    'orders.invoice-is-out': 409,
    'orders.over-billed': 409,
    'orders.over-received': 409,
    'orders.over-paid': 409,
    'orders.by-its-contract': 422,
    'orders.other-customer': 422,
    'orders.money-hangs-on': 409,
  },
  reports,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
