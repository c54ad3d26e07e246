import { defineWeb, figure, readyView, timelineOf, worklist } from '#kernel/web'
import { store, storeCheck } from '../objects/index.ts'

const longDays = 30
const columns = ['name', 'account', 'channel', 'city', 'lastCheckOn', 'outOfStock', 'priceDeviations', 'owner']
const unchecked = { or: [{ lastCheckOn: { empty: true } }, { daysUnchecked: { gte: longDays } }] }

/** What the module adds to the web app. */
export const web = defineWeb({
  timeline: [timelineOf(storeCheck, { at: 'createdAt', icon: 'clipboard-list', load: () => import('./check-entry.tsx') })],
  worklists: [
    worklist(store, 'stores.unchecked', {
      filter: { owner: 'me', state: 'open', ...unchecked },
      sort: 'lastCheckOn',
      shows: ['account', 'city', 'lastCheckOn'],
    }),
  ],
  ready: [
    readyView(store, 'stores.unchecked', { filter: { state: 'open', ...unchecked }, sort: 'lastCheckOn' }),
    readyView(store, 'stores.out-of-stock', { filter: { state: { ne: 'closed' }, outOfStock: { gt: 0 } }, sort: '-outOfStock', columns }),
    readyView(store, 'stores.prices', {
      filter: { state: { ne: 'closed' }, priceDeviations: { gt: 0 } },
      sort: '-priceDeviations',
      columns,
    }),
  ],
  figures: [figure(storeCheck, 'stores.checks', (period) => ({ checkedOn: { within: period } }))],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
