import { defineWeb, panel, timelineOf } from '#kernel/web'
import { leadTouch } from '#objects/customers'
import { webForm } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  panels: [panel(webForm, 'forms.publish', { load: () => import('./publish-panel.tsx') })],
  timeline: [timelineOf(leadTouch, { at: 'at', icon: 'inbox', load: () => import('./touch-entry.tsx') })],
  rules: () => import('../rules/rules.ts'),
})
