import { defineWeb, panel, readyView, worklist } from '#kernel/web'
import { account, lead } from '#objects/customers'
import { poolCard, poolExtension } from '../objects/index.ts'

const soon = { returnOn: { within: 'next7Days' } }

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
  panels: [panel(poolCard, 'pools.opened-card', { load: () => import('./opened-card.tsx') })],
  ready: [
    readyView(poolCard, 'pools.claimable', {
      filter: { or: [{ claimableAt: { empty: true } }, { claimableAt: { lte: 'now' } }] },
      sort: '-pooledAt',
    }),
    readyView(poolCard, 'pools.bought', { filter: { won: { gt: 0 } }, sort: '-won' }),
    readyView(poolCard, 'pools.promising', { filter: { intent: { in: ['high', 'middle'] } }, sort: '-pooledAt' }),
    readyView(account, 'pools.promising', {
      filter: { pool: { empty: false }, intent: { in: ['high', 'middle'] } },
      sort: '-pooledAt',
      columns: ['name', 'intent', 'pool', 'pooledAt', 'industry', 'city', 'lastFollowUpAt', 'updatedAt'],
    }),
    readyView(account, 'pools.unpromising', {
      filter: { owner: 'me', intent: { in: ['low', 'none'] } },
      sort: 'lastFollowUpAt',
      columns: ['name', 'intent', 'lastFollowUpAt', 'returnOn', 'industry', 'city', 'updatedAt'],
    }),
    readyView(account, 'pools.lying', {
      filter: { pool: { empty: false } },
      sort: '-pooledAt',
      columns: ['name', 'pool', 'pooledAt', 'poolReason', 'industry', 'city', 'lastFollowUpAt', 'updatedAt'],
    }),
    readyView(lead, 'pools.lying', {
      filter: { pool: { empty: false } },
      sort: '-pooledAt',
      columns: ['name', 'company', 'pool', 'pooledAt', 'poolReason', 'source', 'updatedAt'],
    }),
  ],
  worklists: [
    worklist(account, 'pools.returning', { filter: { owner: 'me', ...soon }, sort: 'returnOn', shows: ['returnOn', 'lastFollowUpAt'] }),
    worklist(lead, 'pools.returning-leads', { filter: { owner: 'me', ...soon }, sort: 'returnOn', shows: ['returnOn', 'company'] }),
    worklist(account, 'pools.returning-team', {
      filter: { not: { owner: 'me' }, ...soon },
      sort: 'returnOn',
      shows: ['returnOn', 'owner'],
    }),
    worklist(poolExtension, 'pools.extensions', {
      filter: { state: 'asked' },
      sort: 'createdAt',
      shows: ['person', 'days', 'reason'],
    }),
  ],
})
