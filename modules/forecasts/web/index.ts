import { defineWeb, page, readyView } from '#kernel/web'
import { opportunity } from '#objects/sales'
import { forecastSubmission } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [page('forecasts.outlook', { path: '/forecast', needs: 'forecastSubmission:read', load: () => import('./forecast-page.tsx') })],
  menu: [{ under: 'forecasts', page: 'forecasts.outlook', icon: 'calendar-clock' }],
  ready: [
    readyView(opportunity, 'forecasts.commit', {
      filter: { outcome: 'open', forecastCategory: 'commit' },
      sort: 'expectedOn',
      columns: ['name', 'account', 'stage', 'amount', 'forecastCategory', 'expectedOn', 'owner', 'updatedAt'],
    }),
    readyView(forecastSubmission, 'forecasts.this-week', { filter: { week: { within: 'thisWeek' } }, sort: '-submittedAt' }),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
