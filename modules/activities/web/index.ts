import { agendaOf, defineWeb, figure, heldFigure, page, panel, readyView, timelineOf, worklist } from '#kernel/web'
import { account, contact, lead } from '#objects/customers'
import { followUp, task } from '../objects/index.ts'

const unspokenDays = 30

/** The star beside the title of what may be followed; modules that add such objects show it, too. */
export const followStar = { load: () => import('./follow-star.tsx') }

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  pages: [
    page('activities.today', { path: '/today', needs: 'task:read', load: () => import('./today-page.tsx') }),
    page('activities.calendar', { path: '/calendar', needs: 'task:read', load: () => import('./calendar-page.tsx') }),
    page('activities.team', { path: '/team', needs: 'task:read', load: () => import('./team-page.tsx') }),
    page('activities.day', { path: '/team/$person', needs: 'task:read', load: () => import('./day-page.tsx') }),
  ],
  menu: [
    { under: 'activities', page: 'activities.today', icon: 'calendar-days' },
    { under: 'activities', page: 'activities.calendar', icon: 'calendar' },
    { under: 'activities', page: 'activities.team', icon: 'users-round' },
  ],
  worklists: [
    worklist(task, 'activities.overdue', {
      filter: { owner: 'me', state: 'open', dueOn: { lt: 'today' } },
      sort: 'dueOn',
      shows: ['dueOn', 'account', 'lead'],
    }),
    worklist(task, 'activities.due', {
      filter: { owner: 'me', state: 'open', dueOn: 'today' },
      sort: '-priority',
      shows: ['priority', 'account', 'lead'],
    }),
    worklist(followUp, 'activities.planned', {
      filter: { owner: 'me', nextOn: { within: 'next7Days' } },
      sort: 'nextOn',
      shows: ['nextOn', 'nextStep', 'account', 'lead'],
    }),
    worklist(lead, 'activities.unanswered', {
      filter: { owner: 'me', status: { in: ['new', 'working'] }, lastFollowUpAt: { empty: true } },
      sort: 'createdAt',
      shows: ['company', 'createdAt'],
    }),
    worklist(account, 'activities.unspoken', {
      filter: {
        owner: 'me',
        not: { or: [{ lastFollowUpAt: { within: `last${unspokenDays}Days` } }, { createdAt: { within: `last${unspokenDays}Days` } }] },
      },
      sort: 'name',
      shows: ['lastFollowUpAt', 'class'],
    }),
  ],
  ready: [
    ...[account, contact, lead].map((object) =>
      readyView(object, 'activities.unspoken', {
        filter: {
          not: { or: [{ lastFollowUpAt: { within: `last${unspokenDays}Days` } }, { createdAt: { within: `last${unspokenDays}Days` } }] },
        },
        sort: 'createdAt',
      }),
    ),
    ...[account, lead].map((object) => readyView(object, 'activities.followed', { filter: { followings: { some: { owner: 'me' } } } })),
  ],
  headParts: [account, lead].map((object) => panel(object, 'activities.follow', followStar)),
  agenda: [
    agendaOf(task, { at: 'dueOn', filter: { state: 'open' } }),
    agendaOf(followUp, { at: 'nextOn', filter: { tasks: { count: 0 } }, says: 'nextStep' }),
  ],
  figures: [
    heldFigure(task, 'activities.open', { filter: { state: 'open' } }),
    figure(task, 'activities.planned', (period) => ({ dueOn: { within: period } })),
    figure(task, 'activities.done', (period) => ({ state: 'done', doneAt: { within: period } })),
    figure(task, 'activities.overdue', () => ({ state: 'open', dueOn: { lt: 'today' } })),
    figure(followUp, 'activities.follow-ups', (period) => ({ happenedAt: { within: period } })),
    figure(lead, 'activities.leads', (period) => ({ createdAt: { within: period } })),
  ],
  rules: () => import('../rules/rules.ts'),
  timeline: [
    timelineOf(followUp, {
      at: 'happenedAt',
      icon: 'message-square-text',
      load: () => import('./follow-up-entry.tsx'),
      compose: () => import('./composer.tsx'),
    }),
    timelineOf(task, { at: 'createdAt', icon: 'circle-check-big', load: () => import('./task-entry.tsx') }),
  ],
})
