import { defineWeb, page, panel, readyView, worklist } from '#kernel/web'
import { account, lead } from '#objects/customers'
import { pool, poolCard, poolExtension, poolRun } from '../objects/index.ts'

const allowance = { load: () => import('./allowance.tsx') }
const soon = { returnOn: { within: 'next7Days' } }
/** What a night takes within a week, the day that has passed unnoticed among it. */
const withinWeek = { filter: { returnOn: { empty: false }, daysLeft: { lte: 7 } }, sort: 'returnOn' } as const

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
  pages: [
    page('pools.tonight', { path: '/pools/tonight', needs: 'poolRun:read', load: () => import('./tonight-page.tsx') }),
    page('pools.release', {
      path: '/pools/release',
      needs: 'account:update',
      load: async () => ({ Page: (await import('./release-page.tsx')).AccountPage }),
    }),
    page('pools.release-lead', {
      path: '/pools/release-lead',
      needs: 'lead:update',
      load: async () => ({ Page: (await import('./release-page.tsx')).LeadPage }),
    }),
  ],
  menu: [{ under: 'pools', page: 'pools.tonight', icon: 'list-restart' }],
  actionPages: [
    { action: 'pools.rehearse', page: 'pools.tonight' },
    { action: 'pools.release', page: 'pools.release' },
    { action: 'pools.release-lead', page: 'pools.release-lead' },
  ],
  panels: [
    panel(poolCard, 'pools.opened-card', { load: () => import('./opened-card.tsx') }),
    ...[poolCard, account, lead, pool].map((object) => panel(object, 'pools.allowance', allowance)),
  ],
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
    readyView(account, 'pools.within-week', {
      ...withinWeek,
      columns: ['name', 'daysLeft', 'returnOn', 'returnRule', 'owner', 'lastFollowUpAt', 'updatedAt'],
    }),
    readyView(lead, 'pools.within-week', {
      ...withinWeek,
      columns: ['name', 'company', 'daysLeft', 'returnOn', 'returnRule', 'owner', 'updatedAt'],
    }),
    readyView(account, 'pools.lying', {
      filter: { pool: { empty: false } },
      sort: '-pooledAt',
      columns: [
        'name',
        'pool',
        'pooledAt',
        'poolReason',
        'releasedBy',
        'lastOwner',
        'timesHeld',
        'claimableAt',
        'industry',
        'city',
        'lastFollowUpAt',
        'lastWonOn',
      ],
    }),
    readyView(lead, 'pools.lying', {
      filter: { pool: { empty: false } },
      sort: '-pooledAt',
      columns: ['name', 'company', 'pool', 'pooledAt', 'poolReason', 'releasedBy', 'lastOwner', 'timesHeld', 'claimableAt', 'source'],
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
    worklist(poolRun, 'pools.broken-nights', {
      filter: { state: 'broken', day: { within: 'last7Days' } },
      sort: '-day',
      shows: ['error', 'returned'],
    }),
    worklist(poolExtension, 'pools.extensions', {
      filter: { state: 'asked' },
      sort: 'createdAt',
      shows: ['person', 'days', 'reason'],
    }),
  ],
})
