import { defineWeb, page, panel } from '#kernel/web'
import { ownReport } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [
    page('reporting.own', { path: '/reports/own', needs: 'ownReport:read', load: () => import('./own-page.tsx') }),
    page('reporting.report', { path: '/reports/own/$id', needs: 'ownReport:read', load: () => import('./report-page.tsx') }),
    page('reporting.angles', { path: '/reports/own/$id/angles', needs: 'ownReport:read', load: () => import('./angles/angles-page.tsx') }),
    page('reporting.edit', { path: '/reports/new', needs: 'ownReport:create', load: () => import('./edit-page.tsx') }),
    page('reporting.create', { path: '/o/own-reports/new', needs: 'ownReport:create', load: () => import('./edit-page.tsx') }),
  ],
  menu: [
    { under: 'reports', page: 'reporting.own', icon: 'chart-column' },
    { under: 'chart', page: 'reporting.edit', icon: 'save' },
    { under: 'report', page: 'reporting.edit', icon: 'copy' },
  ],
  panels: [panel(ownReport, 'reporting.result', { onHome: true, load: () => import('./result-panel.tsx') })],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
