import { agendaOf, defineWeb, figure, heldFigure, page, panel, readyView, worklist } from '#kernel/web'
import { followUp } from '#objects/activities'
import { account } from '#objects/customers'
import { followStar } from '#web/activities'
import { competitor, dealRival, manyPushes, opportunity } from '../objects/index.ts'

const stuck = { outcome: 'open', stuckFrom: { lte: 'today' } }
const tryAgain = { outcome: 'lost', winBackOn: { lte: 'today' } }

/** What the module adds to the web app. */
export const web = defineWeb({
  pages: [page('sales.convert', { path: '/sales/convert', needs: 'lead:update', load: () => import('./convert-page.tsx') })],
  actionPages: [{ action: 'sales.convert', page: 'sales.convert' }],
  worklists: [
    worklist(opportunity, 'sales.past-date', {
      filter: { owner: 'me', outcome: 'open', expectedOn: { lt: 'today' } },
      sort: 'expectedOn',
      shows: ['expectedOn', 'amount', 'account'],
    }),
    worklist(opportunity, 'sales.stuck', {
      filter: { owner: 'me', ...stuck },
      sort: 'stuckFrom',
      shows: ['stage', 'daysInStage', 'account'],
    }),
    worklist(opportunity, 'sales.win-back', {
      filter: { owner: 'me', ...tryAgain },
      sort: 'winBackOn',
      shows: ['winBackOn', 'lossKind', 'lostTo'],
    }),
  ],
  headParts: [panel(opportunity, 'activities.follow', followStar)],
  panels: [
    panel(opportunity, 'sales.advice', { load: () => import('./advice-panel.tsx') }),
    panel(opportunity, 'sales.say', { needs: 'followUp', load: () => import('./say-panel.tsx') }),
    panel(opportunity, 'sales.need', { needs: 'followUp', load: () => import('./need-panel.tsx') }),
    panel(account, 'sales.rivals', { load: () => import('./rivals-panel.tsx') }),
    panel(account, 'sales.group', { load: () => import('./group-panel.tsx') }),
  ],
  ready: [
    readyView(opportunity, 'sales.open', { filter: { outcome: 'open' }, sort: 'expectedOn' }),
    readyView(opportunity, 'sales.market', {
      filter: { outcome: 'open', account: { empty: true } },
      sort: '-foundOn',
      columns: ['name', 'source', 'informant', 'need', 'product', 'foundOn', 'stage', 'owner'],
    }),
    readyView(followUp, 'sales.needs', {
      filter: { need: { empty: false } } as never,
      sort: '-happenedAt',
      columns: ['need', 'needProduct', 'account', 'lead', 'opportunity', 'happenedAt', 'owner'],
    }),
    readyView(opportunity, 'sales.no-next-step', { filter: { outcome: 'open', tasks: { none: { state: 'open' } } } }),
    readyView(opportunity, 'sales.late-step', {
      filter: { outcome: 'open', nextStepOn: { lt: 'today' } },
      sort: 'expectedOn',
      columns: ['name', 'account', 'stage', 'nextStepOn', 'amount', 'expectedOn', 'owner'],
    }),
    readyView(opportunity, 'sales.pushed', {
      filter: { outcome: 'open', pushes: { gte: manyPushes } },
      sort: '-pushes',
      columns: ['name', 'account', 'stage', 'pushes', 'expectedOn', 'amount', 'owner'],
    }),
    readyView(opportunity, 'sales.migrated', {
      filter: { isMigrated: true },
      sort: '-createdAt',
      columns: ['name', 'account', 'stage', 'isMigrated', 'lossKind', 'amount', 'closedOn', 'owner'],
    }),
    readyView(opportunity, 'sales.past-date', { filter: { outcome: 'open', expectedOn: { lt: 'today' } }, sort: 'expectedOn' }),
    readyView(opportunity, 'sales.no-decider', { filter: { concern: 'noDecider' }, sort: 'expectedOn' }),
    readyView(opportunity, 'sales.stuck', {
      filter: stuck,
      sort: 'stuckFrom',
      columns: ['name', 'account', 'stage', 'daysInStage', 'stuckFrom', 'amount', 'expectedOn', 'owner'],
    }),
    readyView(opportunity, 'sales.win-back', {
      filter: { outcome: 'lost', winBackOn: { empty: false } },
      sort: 'winBackOn',
      columns: ['name', 'account', 'winBackOn', 'lossKind', 'lossReason', 'lostTo', 'amount', 'owner'],
    }),
    readyView(competitor, 'sales.met', { filter: { isActive: true, deals: { some: {} } }, sort: 'name' }),
    readyView(dealRival, 'sales.rivals-there', { filter: { result: 'there', 'opportunity.outcome': 'open' }, sort: 'competitor' }),
    readyView(opportunity, 'activities.followed', { filter: { followings: { some: { owner: 'me' } } } }),
    readyView(opportunity, 'sales.shared-with-me', { filter: { splits: { some: { person: 'me' } } }, sort: '-updatedAt' }),
    readyView(opportunity, 'sales.closed-this-month', { filter: { closedOn: { within: 'thisMonth' } }, sort: '-closedOn' }),
  ],
  agenda: [agendaOf(opportunity, { at: 'expectedOn', filter: { outcome: 'open' } })],
  figures: [
    heldFigure(opportunity, 'sales.open', { filter: { outcome: 'open' } }),
    heldFigure(opportunity, 'sales.open-amount', { filter: { outcome: 'open' }, sum: 'amount' }),
    figure(opportunity, 'sales.stuck', () => stuck),
    figure(opportunity, 'sales.moved', (period) => ({ stageSince: { within: period } })),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
