import { defineWeb, readyView } from '#kernel/web'
import { commissionStatement } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  ready: [readyView(commissionStatement, 'commissions.mine', { filter: { owner: 'me' }, sort: '-month' })],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
