import { defineWeb, page, panel, readyView } from '#kernel/web'
import { salesTarget } from '../objects/index.ts'

export { PeriodBar } from './period-bar.tsx'

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [page('targets.reached', { path: '/targets', needs: 'salesTarget:read', load: () => import('./targets-page.tsx') })],
  menu: [{ under: 'targets', page: 'targets.reached', icon: 'chart-column' }],
  panels: [panel(salesTarget, 'targets.reached', { load: () => import('./target-panel.tsx') })],
  ready: [
    readyView(salesTarget, 'targets.this-month', { filter: { month: { within: 'thisMonth' } }, sort: 'whom' }),
    readyView(salesTarget, 'targets.departments', { filter: { whom: { in: ['company', 'department'] } }, sort: '-month' }),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
