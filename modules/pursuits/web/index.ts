import { defineWeb, readyView, worklist } from '#kernel/web'
import { opportunity } from '#objects/sales'
import { dealEvaluation, dealTrial } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  worklists: [
    worklist(dealTrial, 'pursuits.trials', { filter: { owner: 'me', state: 'out' }, sort: 'until', shows: ['until', 'opportunity'] }),
    worklist(opportunity, 'pursuits.closing', {
      filter: { owner: 'me', outcome: 'open', closesOn: { empty: false } },
      sort: 'closesOn',
      shows: ['closesOn', 'stage', 'account'],
    }),
  ],
  ready: [
    readyView(dealTrial, 'pursuits.out', { filter: { state: 'out' }, sort: 'until' }),
    readyView(dealTrial, 'pursuits.late', { filter: { state: 'out', until: { lt: 'today' } }, sort: 'until' }),
    readyView(dealEvaluation, 'pursuits.drafts', { filter: { state: 'draft' }, sort: '-updatedAt' }),
    readyView(opportunity, 'pursuits.closing', {
      filter: { outcome: 'open', closesOn: { empty: false } },
      sort: 'closesOn',
      columns: ['name', 'account', 'stage', 'closesOn', 'closingRule', 'amount', 'owner'],
    }),
  ],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
