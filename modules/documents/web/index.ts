import { defineWeb, panel, readyView, worklist } from '#kernel/web'
import { contract } from '#objects/contracts'
import { invoice } from '#objects/payments'
import { quote } from '#objects/quotes'
import { opportunity } from '#objects/sales'
import { documentTemplate, madeDocument, sealRequest } from '../objects/index.ts'

/** What the module adds to the web app. */
export const web = defineWeb({
  panels: [
    panel(quote, 'documents.quote-papers', { load: () => import('./papers-panel.tsx') }),
    panel(opportunity, 'documents.stage-papers', { load: () => import('./stage-panel.tsx') }),
    panel(contract, 'documents.contract-papers', { load: () => import('./papers-panel.tsx') }),
    panel(invoice, 'documents.invoice-papers', { load: () => import('./papers-panel.tsx') }),
    panel(documentTemplate, 'documents.writing', { load: () => import('./template-panel.tsx') }),
  ],
  worklists: [
    worklist(sealRequest, 'documents.to-stamp', {
      filter: { status: 'approved' },
      sort: 'updatedAt',
      shows: ['contract', 'copies', 'seal', 'owner'],
    }),
  ],
  ready: [
    readyView(sealRequest, 'documents.to-stamp', { filter: { status: 'approved' }, sort: 'updatedAt' }),
    readyView(madeDocument, 'documents.letters', { filter: { kind: 'dunning' }, sort: '-madeOn' }),
    readyView(madeDocument, 'documents.statements', { filter: { kind: 'statement' }, sort: '-madeOn' }),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
