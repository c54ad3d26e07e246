import { defineWeb, figure, panel, readyFlow, readyView, worklist } from '#kernel/web'
import { contract, contractChange, planLine } from '#objects/contracts'
import { account } from '#objects/customers'
import { bankStatement, invoice, receipt, supplierPayment } from '../objects/index.ts'

const due = { isLive: true, isWaived: false, status: { in: ['open', 'part'] } } as const

/** What the module adds to the web app. */
export const web = defineWeb({
  worklists: [
    worklist(planLine, 'payments.due', {
      filter: { 'contract.owner': 'me', 'contract.kind': { ne: 'purchase' }, ...due, dueOn: { lte: 'today' } },
      sort: 'dueOn',
      shows: ['contract', 'dueOn', 'left', 'overdueDays'],
    }),
    worklist(invoice, 'payments.invoices-due', {
      filter: { owner: 'me', status: { in: ['issued', 'delivered'] }, openBeside: { gt: 0 }, dueOn: { lte: 'today' } },
      sort: 'dueOn',
      shows: ['account', 'dueOn', 'openBeside', 'overdueDays'],
    }),
    worklist(receipt, 'payments.unclaimed', {
      filter: { status: 'unclaimed' },
      sort: 'receivedOn',
      shows: ['payerName', 'amount', 'receivedOn'],
    }),
  ],
  panels: [
    panel(contractChange, 'payments.effects', { load: () => import('./effects-panel.tsx') }),
    panel(invoice, 'payments.rates', { load: () => import('./rates-panel.tsx') }),
    panel(bankStatement, 'payments.bank', { load: () => import('./bank-panel.tsx') }),
  ],
  flows: [readyFlow(receipt, 'payments.refund', { action: 'payments.confirm', condition: 'kind == "refund"', roles: ['finance'] })],
  ready: [
    readyView(receipt, 'payments.unclaimed', { filter: { status: 'unclaimed' }, sort: 'receivedOn' }),
    readyView(receipt, 'payments.to-confirm', { filter: { status: 'proposed' }, sort: 'receivedOn' }),
    readyView(receipt, 'payments.this-month', {
      filter: { status: { in: ['confirmed', 'reversed'] }, countsOn: { within: 'thisMonth' } },
      sort: '-countsOn',
    }),
    readyView(receipt, 'payments.open-bills', {
      filter: { method: { in: ['acceptance', 'cheque'] }, status: 'confirmed', maturesOn: { gte: 'today' } },
      sort: 'maturesOn',
      columns: ['number', 'account', 'amount', 'method', 'maturesOn', 'countsOn', 'owner'],
    }),
    readyView(receipt, 'payments.deposits', {
      filter: { kind: 'deposit', status: 'confirmed', refundOf: { empty: true }, refunds: { none: {} } },
      sort: 'backOn',
      columns: ['number', 'account', 'amount', 'receivedOn', 'backOn', 'owner'],
    }),
    readyView(invoice, 'payments.unpaid', {
      filter: { payState: { in: ['unpaid', 'part'] } },
      sort: 'issuedOn',
      columns: ['number', 'invoiceNumber', 'account', 'amount', 'paid', 'receivable', 'issuedOn', 'owner'],
    }),
    readyView(contract, 'payments.not-fully-paid', {
      filter: { status: { in: ['running', 'finished'] }, kind: { ne: 'purchase' }, receivable: { gt: 0 } },
      sort: 'endsOn',
      columns: ['name', 'account', 'amount', 'receivedShare', 'instalments', 'billed', 'receivable', 'overdue', 'overdueDays', 'owner'],
    }),
    readyView(contract, 'payments.claims', {
      filter: { status: 'terminated', kind: { ne: 'purchase' }, receivable: { gt: 0 } },
      sort: '-endedOn',
      columns: ['name', 'account', 'endedOn', 'endReason', 'amount', 'received', 'waived', 'receivable', 'depositsHeld'],
    }),
    readyView(invoice, 'payments.requested', { filter: { status: { in: ['requested', 'approved'] } } }),
    readyView(invoice, 'payments.issued-this-month', { filter: { issuedOn: { within: 'thisMonth' } }, sort: '-issuedOn' }),
    readyView(supplierPayment, 'payments.to-approve', { filter: { status: 'requested' }, sort: 'dueOn' }),
    readyView(supplierPayment, 'payments.to-pay', { filter: { status: 'approved' }, sort: 'dueOn' }),
    readyView(account, 'payments.overdue', {
      filter: { overdueDays: { gt: 0 } },
      sort: '-overdueDays',
      columns: ['name', 'overdueMoney', 'overdueDays', 'lastReceivedOn', 'owner', 'phone', 'updatedAt'],
    }),
    readyView(contract, 'payments.overdue', { filter: { overdue: { gt: 0 }, kind: { ne: 'purchase' } }, sort: '-signedOn' }),
  ],
  figures: [
    figure(receipt, 'payments.received', (period) => ({ status: { in: ['confirmed', 'reversed'] }, countsOn: { within: period } })),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
