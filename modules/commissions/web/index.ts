import { defineWeb, panel, readyView } from '#kernel/web'
import { contractChange } from '#objects/contracts'
import { opportunity } from '#objects/sales'
import { commissionException, commissionLine, commissionStatement, saleCredit } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  ready: [
    readyView(commissionStatement, 'commissions.mine', { filter: { owner: 'me' }, sort: '-month' }),
    readyView(commissionStatement, 'commissions.to-approve', { filter: { status: { in: ['calculated', 'disputed'] } }, sort: 'month' }),
    readyView(commissionStatement, 'commissions.to-pay', { filter: { status: 'approved' }, sort: 'month' }),
    readyView(commissionException, 'commissions.to-decide', { filter: { state: 'draft' }, sort: 'updatedAt' }),
    readyView(saleCredit, 'commissions.without-cost', { filter: { concern: { empty: false } }, sort: '-on' }),
  ],
  panels: [
    panel(opportunity, 'commissions.earn', { load: () => import('./earn-panel.tsx') }),
    panel(commissionStatement, 'commissions.papers', { load: () => import('./papers-panel.tsx') }),
    panel(commissionStatement, 'commissions.payroll', { load: () => import('./payroll-panel.tsx') }),
    panel(commissionLine, 'commissions.thread', { load: () => import('./thread-panel.tsx') }),
    panel(contractChange, 'commissions.effects', { load: () => import('./effects-panel.tsx') }),
  ],
  rules: () => import('../rules/rules.ts'),
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
})
