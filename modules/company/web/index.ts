import { defineWeb, heldFigure } from '#kernel/web'
import { absence } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  figures: [heldFigure(absence, 'company.absent', { filter: { firstDay: { lte: 'today' }, lastDay: { gte: 'today' } } })],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
