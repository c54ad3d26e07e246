import { agendaOf, defineWeb, figure, formPart, heldFigure, page, panel, worklist } from '#kernel/web'
import { account, accountPlan, contact, gradeRule, lead } from '../objects/index.ts'
import { ready } from './ready.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  ready,
  pages: [
    page('customers.known', { path: '/customers/known', needs: 'account:create', load: () => import('./known-page.tsx') }),
    page('customers.transfer', { path: '/customers/transfer', needs: 'account:update', load: () => import('./transfer-page.tsx') }),
    page('customers.successor', { path: '/customers/successor', needs: 'contact:update', load: () => import('./successor-page.tsx') }),
  ],
  menu: [{ under: 'customers', page: 'customers.known', icon: 'copy' }],
  actionPages: [
    { action: 'customers.transfer', page: 'customers.transfer' },
    { action: 'customers.succeed', page: 'customers.successor' },
  ],
  formParts: [formPart(account, 'customers.look-up', { load: () => import('./look-up.tsx') })],
  removePages: [{ of: 'contact', page: 'customers.successor' }],
  worklists: [
    worklist(accountPlan, 'customers.plan-reviews', {
      filter: { owner: 'me', state: 'active', nextReviewOn: { lte: 'today' } },
      sort: 'nextReviewOn',
      shows: ['nextReviewOn', 'account'],
    }),
    worklist(contact, 'customers.birthdays', {
      filter: { nextBirthdayOn: { within: 'next7Days' }, leftOn: { empty: true }, or: [{ owner: 'me' }, { 'account.owner': 'me' }] },
      sort: 'nextBirthdayOn',
      shows: ['account', 'nextBirthdayOn'],
    }),
    worklist(account, 'customers.birthdays', {
      filter: { nextBirthdayOn: { within: 'next7Days' }, owner: 'me' },
      sort: 'nextBirthdayOn',
      shows: ['nextBirthdayOn', 'phone'],
    }),
  ],
  agenda: [agendaOf(lead, { at: 'recallOn', filter: {} }), agendaOf(accountPlan, { at: 'nextReviewOn', filter: { state: 'active' } })],
  figures: [
    heldFigure(account, 'customers.held', { filter: {} }),
    heldFigure(lead, 'customers.leads', { filter: { status: { in: ['new', 'working'] } } }),
    figure(accountPlan, 'customers.plan-reviews', () => ({ state: 'active', nextReviewOn: { lt: 'today' } })),
  ],
  panels: [
    panel(account, 'customers.people', { load: () => import('./people-panel.tsx') }),
    panel(account, 'customers.grade-why', { load: () => import('./grade-why.tsx') }),
    panel(gradeRule, 'customers.grade-preview', { load: () => import('./grade-preview.tsx') }),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
