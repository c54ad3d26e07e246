import { defineWeb, figure, panel, readyView, timelineOf, worklist } from '#kernel/web'
import { account, contact } from '#objects/customers'
import { feedback } from '../objects/index.ts'

const load = () => import('./preferences-panel.tsx')

/** What the module adds to the web app. */
export const web = defineWeb({
  panels: [
    panel(account, 'voices.preferences', { needs: 'preference', load }),
    panel(contact, 'voices.preferences', { needs: 'preference', load }),
  ],
  timeline: [timelineOf(feedback, { at: 'createdAt', icon: 'message-square', load: () => import('./feedback-entry.tsx') })],
  ready: [
    readyView(feedback, 'voices.mine', { filter: { owner: 'me', state: 'open' }, sort: 'answerBy' }),
    readyView(feedback, 'voices.late', { filter: { state: 'open', answerBy: { lt: 'today' } }, sort: 'answerBy' }),
    readyView(feedback, 'voices.complaints', { filter: { kind: 'complaint' }, sort: '-heardOn' }),
    readyView(account, 'voices.unhappy', {
      filter: { openComplaints: { gt: 0 } },
      columns: ['name', 'openComplaints', 'lastSatisfaction', 'feedbackCount', 'owner', 'updatedAt'],
      sort: '-openComplaints',
    }),
  ],
  worklists: [
    worklist(feedback, 'voices.to-answer', {
      filter: { owner: 'me', state: 'open' },
      sort: 'answerBy',
      shows: ['account', 'kind', 'answerBy'],
    }),
  ],
  figures: [
    figure(feedback, 'voices.late', () => ({ state: 'open', answerBy: { lt: 'today' } })),
    figure(feedback, 'voices.heard', (period) => ({ heardOn: { within: period } })),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
