import { defineWeb, readyView, worklist } from '#kernel/web'
import { dealRegistration } from '../objects/index.ts'

const soon = { state: 'protected', protectedUntil: { within: 'next7Days' } } as const

/** What the module adds to the web app. */
export const web = defineWeb({
  ready: [
    readyView(dealRegistration, 'registrations.mine', {
      filter: { owner: 'me', state: { in: ['requested', 'protected'] } },
      sort: 'protectedUntil',
    }),
    readyView(dealRegistration, 'registrations.ending', { filter: soon, sort: 'protectedUntil' }),
    readyView(dealRegistration, 'registrations.requested', { filter: { state: 'requested' }, sort: 'createdAt' }),
    readyView(dealRegistration, 'registrations.taken', { filter: { takenUntil: { empty: false } }, sort: '-createdAt' }),
  ],
  worklists: [
    worklist(dealRegistration, 'registrations.ending', {
      filter: { owner: 'me', ...soon },
      sort: 'protectedUntil',
      shows: ['account', 'protectedUntil'],
    }),
    worklist(dealRegistration, 'registrations.requested', {
      filter: { state: 'requested', not: { owner: 'me' } },
      sort: 'createdAt',
      shows: ['owner', 'account', 'customer'],
    }),
  ],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
