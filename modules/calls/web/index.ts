import { agendaOf, defineWeb, figure, page, panel, readyView, worklist } from '#kernel/web'
import { callEntry, callList } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [page('calls.call', { path: '/calls', needs: 'callList:read', load: () => import('./call-page.tsx') })],
  panels: [panel(callList, 'calls.begin', { load: () => import('./begin-panel.tsx') })],
  worklists: [
    worklist(callEntry, 'calls.due', {
      filter: { owner: 'me', state: 'again', nextAt: { lte: 'now' } },
      sort: 'nextAt',
      shows: ['list', 'account', 'nextAt'],
    }),
  ],
  agenda: [agendaOf(callEntry, { at: 'nextAt', filter: { state: 'again' } })],
  ready: [
    readyView(callList, 'calls.open', { filter: { state: 'open', toCall: { gt: 0 } }, sort: '-updatedAt' }),
    readyView(callEntry, 'calls.interested', { filter: { outcome: 'interested' }, sort: '-lastAt' }),
  ],
  figures: [figure(callEntry, 'calls.made', (period) => ({ attempts: { gt: 0 }, lastAt: { within: period } }))],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
