import { defineWeb, panel, readyView, worklist } from '#kernel/web'
import { product } from '#objects/catalog'
import { order } from '#objects/orders'
import { arrival, stockProposal } from '../objects/index.ts'

const open = { state: { in: ['expected', 'part'] } } as const

/** What the module adds to the web app. */
export const web = defineWeb({
  panels: [
    panel(order, 'supply.coming', { load: () => import('./coming-panel.tsx') }),
    panel(product, 'supply.coming', { load: () => import('./coming-panel.tsx') }),
  ],
  worklists: [
    worklist(arrival, 'supply.late', {
      filter: { ...open, 'warehouse.keeper': 'me', expectedOn: { lte: 'today' } },
      sort: 'expectedOn',
      shows: ['expectedOn', 'product', 'left'],
    }),
  ],
  ready: [
    readyView(arrival, 'supply.open', { filter: open, sort: 'expectedOn' }),
    readyView(arrival, 'supply.late', { filter: { ...open, expectedOn: { lt: 'today' } }, sort: 'expectedOn' }),
    readyView(arrival, 'supply.this-week', { filter: { ...open, expectedOn: { within: 'next7Days' } }, sort: 'expectedOn' }),
    readyView(stockProposal, 'supply.to-decide', { filter: { state: 'proposed' }, sort: 'neededOn' }),
  ],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
