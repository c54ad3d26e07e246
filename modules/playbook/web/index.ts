import { defineWeb, panel, readyView, worklist } from '#kernel/web'
import { competitor, opportunity } from '#objects/sales'
import { policy, tip } from '../objects/index.ts'

const toRead = { state: 'published', readings: { some: { owner: 'me', readAt: { empty: true } } } }
const inForce = { state: 'published', or: [{ validUntil: { empty: true } }, { validUntil: { gte: 'today' } }] }

/** What the module adds to the web app. */
export const web = defineWeb({
  worklists: [
    worklist(policy, 'playbook.to-read', { filter: { ...toRead, mustRead: true }, sort: 'readBy', shows: ['kind', 'readBy', 'owner'] }),
  ],
  homeFrames: [{ name: 'playbook.first-steps', load: () => import('./first-steps.tsx') }],
  panels: [
    panel(opportunity, 'playbook.tips', { load: () => import('./tips-panel.tsx') }),
    panel(competitor, 'playbook.tips-against', { load: () => import('./tips-panel.tsx') }),
    panel(tip, 'playbook.answers', { load: () => import('./answers-panel.tsx') }),
  ],
  ready: [
    readyView(policy, 'playbook.in-force', { filter: inForce, sort: '-publishedAt' }),
    readyView(policy, 'playbook.to-read', { filter: toRead, sort: '-publishedAt' }),
    readyView(tip, 'playbook.recommended', { filter: { isRecommended: true }, sort: '-createdAt' }),
    readyView(tip, 'playbook.this-week', { filter: { createdAt: { within: 'last7Days' } }, sort: '-createdAt' }),
    readyView(tip, 'playbook.open-questions', { filter: { kind: 'question', replies: { none: {} } }, sort: '-createdAt' }),
    readyView(tip, 'playbook.mine', { filter: { owner: 'me' }, sort: '-createdAt' }),
  ],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
