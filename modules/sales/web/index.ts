import { defineWeb, figure, panel, readyView, worklist } from '#kernel/web'
import { account } from '#objects/customers'
import { opportunity } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  worklists: [
    worklist(opportunity, 'sales.past-date', {
      filter: { owner: 'me', outcome: 'open', expectedOn: { lt: 'today' } },
      sort: 'expectedOn',
      shows: ['expectedOn', 'amount', 'account'],
    }),
  ],
  panels: [panel(account, 'sales.group', { load: () => import('./group-panel.tsx') })],
  ready: [
    readyView(opportunity, 'sales.open', { filter: { outcome: 'open' }, sort: 'expectedOn' }),
    readyView(opportunity, 'sales.no-next-step', { filter: { outcome: 'open', tasks: { none: { state: 'open' } } } }),
    readyView(opportunity, 'sales.past-date', { filter: { outcome: 'open', expectedOn: { lt: 'today' } }, sort: 'expectedOn' }),
    readyView(opportunity, 'sales.no-decider', { filter: { concern: 'noDecider' }, sort: 'expectedOn' }),
    readyView(opportunity, 'sales.shared-with-me', { filter: { splits: { some: { person: 'me' } } }, sort: '-updatedAt' }),
    readyView(opportunity, 'sales.closed-this-month', { filter: { closedOn: { within: 'thisMonth' } }, sort: '-closedOn' }),
  ],
  figures: [figure(opportunity, 'sales.moved', (period) => ({ stageSince: { within: period } }))],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
