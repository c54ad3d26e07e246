import { defineWeb, page, panel, readyView, worklist } from '#kernel/web'
import { product } from '#objects/catalog'
import { order, orderReturn } from '../objects/index.ts'

const toDeliver = { status: { in: ['confirmed', 'partDelivered'] } } as const

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [
    page('orders.deliver', { path: '/orders/deliver', needs: 'delivery:create', load: () => import('./deliver-page.tsx') }),
    page('orders.send-back', { path: '/orders/send-back', needs: 'orderReturn:create', load: () => import('./send-back-page.tsx') }),
  ],
  actionPages: [
    { action: 'orders.deliver', page: 'orders.deliver' },
    { action: 'orders.send-back', page: 'orders.send-back' },
  ],
  panels: [
    panel(order, 'orders.stock', { load: () => import('./stock-panel.tsx') }),
    panel(product, 'orders.places', { load: () => import('./places-panel.tsx') }),
  ],
  ready: [
    readyView(order, 'orders.to-deliver', { filter: toDeliver, sort: 'promisedOn' }),
    readyView(order, 'orders.late', { filter: { ...toDeliver, promisedOn: { lt: 'today' } }, sort: 'promisedOn' }),
    readyView(order, 'orders.by-phone', { filter: { channel: 'phone' }, sort: '-orderedOn' }),
    readyView(order, 'orders.this-month', {
      filter: { orderedOn: { within: 'thisMonth' }, status: { nin: ['draft', 'cancelled'] } },
      sort: '-orderedOn',
    }),
    readyView(order, 'orders.to-bill', {
      filter: {
        status: { in: ['partDelivered', 'delivered', 'partReturned', 'closed'] },
        contract: { empty: true },
        unbilled: { gt: 0 },
      } as never,
      sort: 'orderedOn',
      columns: ['number', 'account', 'amount', 'deliveredShare', 'billed', 'unbilled', 'owner'],
    }),
    readyView(order, 'orders.to-pay', {
      filter: { openMoney: { gt: 0 } } as never,
      sort: 'orderedOn',
      columns: ['number', 'account', 'amount', 'billed', 'received', 'openMoney', 'orderedOn', 'owner'],
    }),
    readyView(orderReturn, 'orders.to-settle', {
      filter: { settledOn: { empty: true }, settlement: { in: ['redInvoice', 'refund', 'credit'] } },
      sort: 'returnedOn',
    }),
    readyView(product, 'orders.in-stock', { filter: { isStocked: true } as never, sort: 'name' }),
    readyView(product, 'orders.oversold', { filter: { isStocked: true, available: { lt: 0 } } as never, sort: 'name' }),
  ],
  worklists: [
    worklist(order, 'orders.late', {
      filter: { owner: 'me', ...toDeliver, promisedOn: { lt: 'today' } },
      sort: 'promisedOn',
      shows: ['account', 'promisedOn', 'deliveredShare'],
    }),
    worklist(orderReturn, 'orders.to-settle', {
      filter: { settledOn: { empty: true }, settlement: { in: ['redInvoice', 'refund', 'credit'] } },
      sort: 'returnedOn',
      shows: ['order', 'settlement', 'value'],
    }),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
