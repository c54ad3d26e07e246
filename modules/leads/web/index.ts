import { defineWeb, figure, worklist } from '#kernel/web'
import { lead } from '#objects/customers'

const open = { status: { in: ['new', 'working'] }, answeredAt: { empty: true } } as const

/** What the module adds to the web app. */
export const web = defineWeb({
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  worklists: [
    worklist(lead, 'leads.to-answer', {
      filter: { owner: 'me', ...open, answerDueAt: { empty: false } },
      sort: 'answerDueAt',
      shows: ['company', 'answerDueAt', 'heat'],
    }),
  ],
  figures: [
    figure(lead, 'leads.unanswered', () => ({ ...open, answerDueAt: { lt: 'now' } })),
    figure(lead, 'leads.answered-late', (period) => ({ answerIsLate: true, answeredAt: { within: period } })),
  ],
  rules: () => import('../rules/rules.ts'),
})
