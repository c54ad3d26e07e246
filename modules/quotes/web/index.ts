import { defineWeb, page, panel, readyFlow, readyView, worklist } from '#kernel/web'
import { product } from '#objects/catalog'
import { quote } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [
    page('quotes.configure', { path: '/quotes/configure', needs: 'quote:update', load: () => import('./configure-page.tsx') }),
    page('quotes.print', { path: '/quotes/print', needs: 'quote:read', load: () => import('./print-page.tsx') }),
  ],
  actionPages: [{ action: 'quotes.configure', page: 'quotes.configure' }],
  panels: [
    panel(quote, 'quotes.configured', { load: () => import('./configured-panel.tsx') }),
    panel(quote, 'quotes.out', { load: () => import('./out-panel.tsx') }),
  ],
  casePanels: [panel(quote, 'quotes.case', { load: () => import('./case-panel.tsx') })],
  flows: [readyFlow(quote, 'quotes.discount', { action: 'quotes.submit', condition: 'concern == "beyondLimits"' })],
  ready: [
    readyView(quote, 'quotes.expiring', { filter: { status: 'sent', validUntil: { within: 'next7Days' } }, sort: 'validUntil' }),
    readyView(quote, 'quotes.waiting', { filter: { status: 'inApproval' }, sort: 'updatedAt' }),
    readyView(product, 'quotes.uncatalogued', {
      filter: { isUncatalogued: true },
      sort: '-createdAt',
      columns: ['name', 'price', 'cost', 'taxRate', 'unit', 'status', 'createdAt'],
    }),
    readyView(quote, 'quotes.without-cost', { filter: { concern: 'noCost', status: 'draft' }, sort: '-updatedAt' }),
  ],
  worklists: [
    worklist(quote, 'quotes.costs-asked', {
      filter: { costAskedOf: 'me', concern: 'noCost', status: 'draft' },
      sort: 'updatedAt',
      shows: ['account', 'owner'],
    }),
    worklist(quote, 'quotes.expiring', {
      filter: { owner: 'me', status: 'sent', validUntil: { within: 'next3Days' } },
      sort: 'validUntil',
      shows: ['account', 'gross', 'validUntil'],
    }),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
