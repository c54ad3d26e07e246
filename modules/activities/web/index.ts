import { defineWeb, timelineOf } from '#kernel/web'
import { followUp, task } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
  timeline: [
    timelineOf(followUp, {
      at: 'happenedAt',
      icon: 'message-square-text',
      load: () => import('./follow-up-entry.tsx'),
      compose: () => import('./composer.tsx'),
    }),
    timelineOf(task, { at: 'createdAt', icon: 'circle-check-big', load: () => import('./task-entry.tsx') }),
  ],
})
