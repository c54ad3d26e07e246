import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { checkConfiguration, configure } from './actions/configure.ts'
import { accept, askCost, decline, extend, makePrimary, renewLink, revokeLink, send, withdraw } from './actions/course.ts'
import { fromDeal } from './actions/from-deal.ts'
import { newProduct } from './actions/new-product.ts'
import { revise } from './actions/revise.ts'
import { approve, recall, reject, submit } from './actions/submit.ts'
import { withdrawOfLost } from './consequences/lost-deals.ts'
import { productStatus, quotedOnSale } from './consequences/on-sale.ts'
import { promotionUses } from './consequences/promotion-uses.ts'
import { reckonLines, reckonQuotes } from './consequences/reckon.ts'
import { quotesStop } from './consequences/stopped.ts'
import { quoteTasksFollow } from './consequences/tasks.ts'
import { quoteDoor } from './door/quote-door.ts'
import { mayQuote } from './guards/may-quote.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { dealQuotes, discountLimit, promotionQuotes, quote, quoteLine, quoteTasks } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const quotes = defineModule({
  name: 'quotes',
  objects: [quote, quoteLine, discountLimit],
  extensions: [promotionQuotes, dealQuotes, quoteTasks],
  rules,
  actions: [
    fromDeal,
    submit,
    approve,
    reject,
    recall,
    send,
    accept,
    decline,
    withdraw,
    revise,
    extend,
    revokeLink,
    renewLink,
    makePrimary,
    askCost,
    configure,
    checkConfiguration,
    newProduct,
  ],
  consequences: [quotedOnSale, productStatus, reckonLines, reckonQuotes, withdrawOfLost, promotionUses, quoteTasksFollow, quotesStop],
  guards: [mayQuote],
  notices,
  rounds,
  reports,
  guestDoors: [quoteDoor],
  grants,
  faults: {
    'quotes.no-such-step': 409,
    'quotes.no-lines': 422,
    'quotes.lines-without-price': 422,
    'quotes.lines-without-cost': 422,
    'quotes.configuration-invalid': 422,
    'quotes.nothing-to-configure': 422,
    'quotes.validity-over': 422,
    'quotes.not-longer': 422,
    'quotes.in-catalogue': 409,
    'quotes.ends-before-begin': 422,
    'quotes.currency-form': 422,
    'quotes.lines-mix-currencies': 422,
    'quotes.discount-beyond-sum': 422,
    'quotes.is-fixed': 409,
    'quotes.own-quote': 403,
    'quotes.beyond-own-limits': 403,
    'quotes.customer-blocked': 422,
    'quotes.one-alternative': 422,
    'quotes.cannot-read': 422,
    'quotes.no-deal': 422,
    'quotes.deal-without-account': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
