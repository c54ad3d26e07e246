import { defineWeb } from '#kernel/web'

export { Papers } from './papers.tsx'

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
