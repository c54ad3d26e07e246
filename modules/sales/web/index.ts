import { defineWeb, figure, worklist } from '#kernel/web'
import { opportunity } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  worklists: [
    worklist(opportunity, 'sales.past-date', {
      filter: { owner: 'me', outcome: 'open', expectedOn: { lt: 'today' } },
      sort: 'expectedOn',
      shows: ['expectedOn', 'amount', 'account'],
    }),
  ],
  figures: [figure(opportunity, 'sales.moved', (period) => ({ stageSince: { within: period } }))],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
