import { defineWeb, figure, page, readyView, worklist } from '#kernel/web'
import { lead, leadTouch } from '#objects/customers'

const open = { status: { in: ['new', 'working'] }, answeredAt: { empty: true } } as const

const clock = ['name', 'company', 'status', 'heat', 'answerDueAt', 'source', 'mobile', 'owner', 'createdAt']

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  pages: [page('leads.replay', { path: '/leads/replay', needs: 'scoreFactor:update', load: () => import('./replay-page.tsx') })],
  menu: [{ under: 'customers', page: 'leads.replay', icon: 'gauge', isRule: true }],
  worklists: [
    worklist(lead, 'leads.to-answer', {
      filter: { owner: 'me', ...open, answerDueAt: { empty: false } },
      sort: 'answerDueAt',
      shows: ['company', 'answerDueAt', 'heat'],
    }),
    worklist(leadTouch, 'leads.touches', {
      filter: { 'lead.owner': 'me', state: 'new', 'lead.status': { in: ['new', 'working'] } },
      sort: 'at',
      shows: ['lead', 'source', 'at'],
    }),
  ],
  ready: [
    readyView(leadTouch, 'leads.my-touches', { filter: { 'lead.owner': 'me', state: 'new' }, sort: 'at' }),
    readyView(leadTouch, 'leads.new-touches', { filter: { state: 'new' }, sort: 'at' }),
    readyView(leadTouch, 'leads.nobodys-touches', { filter: { state: 'new', 'lead.owner': { empty: true } }, sort: 'at' }),
    readyView(leadTouch, 'leads.answered-touches', { filter: { answeredAt: { within: 'thisWeek' } }, sort: '-answeredAt' }),
    readyView(lead, 'leads.new-today', { filter: { createdAt: { within: 'today' } }, sort: '-createdAt' }),
    readyView(lead, 'leads.mine-unanswered', { filter: { owner: 'me', ...open }, sort: 'answerDueAt', columns: clock }),
    readyView(lead, 'leads.overdue', { filter: { ...open, answerDueAt: { lt: 'now' } }, sort: 'answerDueAt', columns: clock }),
    readyView(lead, 'leads.hot', { filter: { status: { in: ['new', 'working'] }, heat: 'hot' }, sort: '-score' }),
    readyView(lead, 'leads.no-owner', { filter: { status: { in: ['new', 'working'] }, owner: { empty: true } }, sort: 'createdAt' }),
    readyView(lead, 'leads.disqualified', {
      filter: { status: 'disqualified', joinedTo: { empty: true } },
      sort: '-updatedAt',
      columns: ['name', 'company', 'disqualifiedReason', 'recallOn', 'source', 'owner', 'updatedAt'],
    }),
    readyView(lead, 'leads.converted', {
      filter: { status: 'qualified' },
      sort: '-convertedAt',
      columns: ['name', 'company', 'account', 'contact', 'convertedAt', 'source', 'owner'],
    }),
    readyView(lead, 'leads.joined', {
      filter: { joinedTo: { empty: false } },
      sort: '-createdAt',
      columns: ['name', 'company', 'joinedTo', 'source', 'mobile', 'email', 'owner', 'createdAt', 'updatedAt'],
    }),
  ],
  figures: [
    figure(lead, 'leads.unanswered', () => ({ ...open, answerDueAt: { lt: 'now' } })),
    figure(lead, 'leads.answered-late', (period) => ({ answerIsLate: true, answeredAt: { within: period } })),
  ],
  rules: () => import('../rules/rules.ts'),
})
