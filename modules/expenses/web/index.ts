import { defineWeb, readyView, worklist } from '#kernel/web'
import { expense } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  worklists: [
    worklist(expense, 'expenses.to-decide', {
      filter: { status: 'inApproval', not: { owner: 'me' } },
      sort: 'spentOn',
      shows: ['owner', 'kind', 'amount'],
    }),
  ],
  ready: [
    readyView(expense, 'expenses.mine', { filter: { owner: 'me' }, sort: '-spentOn' }),
    readyView(expense, 'expenses.to-decide', { filter: { status: 'inApproval' }, sort: 'spentOn' }),
    readyView(expense, 'expenses.to-pay', { filter: { status: 'approved' }, sort: 'spentOn' }),
    readyView(expense, 'expenses.marked', { filter: { concern: { empty: false } }, sort: '-spentOn' }),
  ],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
