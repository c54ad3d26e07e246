import { defineWeb, panel, readyView, timelineOf, worklist } from '#kernel/web'
import { contract } from '#objects/contracts'
import { account, accountPlan, lead } from '#objects/customers'
import { order } from '#objects/orders'
import { invoice, receipt } from '#objects/payments'
import { quote } from '#objects/quotes'
import { opportunity } from '#objects/sales'

const load = () => import('./step-entry.tsx')
const columns = ['name', 'rhythm', 'lastBoughtOn', 'rhythmDays', 'silentDays', 'purchases', 'purchased', 'owner', 'updatedAt']

/** What the module adds to the web app: steps of buying in the timelines of customers, what was bought, who is worth most and who is about to leave. */
export const web = defineWeb({
  panels: [
    panel(lead, 'buying.way', { load: () => import('./way-panel.tsx') }),
    panel(opportunity, 'buying.way', { load: () => import('./way-panel.tsx') }),
    panel(account, 'buying.money', { load: () => import('./money-panel.tsx') }),
    panel(account, 'buying.bought', { load: () => import('./bought-panel.tsx') }),
    panel(account, 'buying.whole', { load: () => import('./whole-panel.tsx') }),
    panel(accountPlan, 'buying.white-space', { load: () => import('./white-space-panel.tsx') }),
    panel(account, 'buying.portrait', { load: () => import('./portrait-panel.tsx') }),
  ],
  casePanels: [quote, contract, opportunity, order].map((object) =>
    panel(object, 'buying.customer', { load: () => import('./customer-panel.tsx') }),
  ),
  timeline: [
    timelineOf(lead, { at: 'createdAt', icon: 'sprout', load }),
    timelineOf(opportunity, { at: 'createdAt', icon: 'target', load }),
    timelineOf(quote, { at: 'createdAt', icon: 'file-text', load }),
    timelineOf(contract, { at: 'createdAt', icon: 'scroll-text', load }),
    timelineOf(order, { at: 'createdAt', icon: 'shopping-cart', load }),
    timelineOf(invoice, { at: 'createdAt', icon: 'receipt-text', load }),
    timelineOf(receipt, { at: 'createdAt', icon: 'wallet', load }),
  ],
  ready: [
    readyView(lead, 'buying.interested', {
      filter: { touchCount: { gt: 0 }, account: { empty: true }, status: { in: ['new', 'working'] } },
      sort: '-lastTouchAt',
      columns: ['name', 'company', 'touchCount', 'lastTouchAt', 'source', 'heat', 'owner', 'updatedAt'],
    }),
    readyView(account, 'buying.interested', {
      filter: { purchases: 0, or: [{ feedbackCount: { gt: 0 } }, { preferences: { some: {} } }, { intent: { in: ['high', 'middle'] } }] },
      sort: '-updatedAt',
      columns: ['name', 'intent', 'feedbackCount', 'lifeCycle', 'source', 'owner', 'updatedAt'],
    }),
    readyView(account, 'buying.valuable', { filter: { purchases: { gt: 0 } }, sort: '-purchased', columns }),
    readyView(account, 'buying.at-risk', { filter: { rhythm: 'broken' }, sort: '-purchased', columns }),
    readyView(account, 'buying.late', { filter: { rhythm: 'late' }, sort: '-silentDays', columns }),
    readyView(account, 'buying.win-back', { filter: { lifeCycle: 'winBack' }, sort: 'lastBoughtOn', columns }),
  ],
  worklists: [
    worklist(account, 'buying.at-risk', {
      filter: { owner: 'me', rhythm: { in: ['late', 'broken'] } },
      sort: '-purchased',
      shows: ['lastBoughtOn', 'rhythm', 'silentDays'],
    }),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
