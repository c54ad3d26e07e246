import { defineWeb, readyView } from '#kernel/web'
import { task } from '#objects/activities'

/** What the module adds to the web app. */
export const web = defineWeb({
  ready: [readyView(task, 'plans.open-steps', { filter: { plan: { empty: false }, state: 'open' }, sort: 'dueOn' })],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
