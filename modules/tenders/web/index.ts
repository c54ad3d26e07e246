import { defineWeb, readyView, worklist } from '#kernel/web'
import { tender } from '../objects/index.ts'

const overdue = { depositPaidOn: { empty: false }, depositBackOn: { empty: true }, depositDueOn: { lt: 'today' } }

/** What the module adds to the web app. */
export const web = defineWeb({
  worklists: [
    worklist(tender, 'tenders.due', {
      filter: { owner: 'me', state: 'preparing', handInBy: { within: 'next7Days' } },
      sort: 'handInBy',
      shows: ['handInBy', 'account'],
    }),
    worklist(tender, 'tenders.deposits', {
      filter: { owner: 'me', ...overdue },
      sort: 'depositDueOn',
      shows: ['depositDueOn', 'deposit', 'account'],
    }),
  ],
  ready: [
    readyView(tender, 'tenders.open', { filter: { state: { in: ['preparing', 'handedIn'] } }, sort: 'handInBy' }),
    readyView(tender, 'tenders.out', {
      filter: { depositPaidOn: { empty: false }, depositBackOn: { empty: true } },
      sort: 'depositDueOn',
      columns: ['name', 'number', 'account', 'state', 'deposit', 'depositPaidOn', 'depositDueOn', 'depositState', 'owner'],
    }),
    readyView(tender, 'tenders.overdue', { filter: overdue, sort: 'depositDueOn' }),
  ],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
