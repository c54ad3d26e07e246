import { defineWeb, readyFlow, readyView, worklist } from '#kernel/web'
import { account } from '#objects/customers'
import { contract, contractChange } from '../objects/index.ts'

const ofSales = { kind: { ne: 'purchase' } }

/** What the module adds to the web app. */
export const web = defineWeb({
  worklists: [
    worklist(contract, 'contracts.ending', {
      filter: { owner: 'me', status: 'running', endsOn: { within: 'next60Days' } },
      sort: 'endsOn',
      shows: ['endsOn', 'amount', 'account'],
    }),
    worklist(contract, 'contracts.unexplained', {
      filter: {
        ...ofSales,
        owner: 'me',
        isRenewable: true,
        status: { in: ['running', 'finished'] },
        endsOn: { within: 'last365Days', lt: 'today' },
        renewal: { ne: 'renewed' },
        notRenewedReason: { empty: true },
      },
      sort: 'endsOn',
      shows: ['endsOn', 'amount', 'notRenewedReason'],
    }),
  ],
  flows: [readyFlow(contractChange, 'contracts.change', { action: 'contracts.put-in-force', roles: ['finance'] })],
  ready: [
    readyView(account, 'contracts.win-back', { filter: { stage: 'expired' }, sort: '-updatedAt' }),
    readyView(contract, 'contracts.running', { filter: { status: 'running' }, sort: 'endsOn' }),
    readyView(contract, 'contracts.ends-soon', {
      filter: { status: 'running', endsOn: { within: 'next60Days' } },
      sort: 'endsOn',
      columns: ['name', 'account', 'endsOn', 'daysToEnd', 'amount', 'isRenewable', 'owner'],
    }),
    readyView(contract, 'contracts.to-renew', {
      filter: { ...ofSales, isRenewable: true, renewal: 'due' },
      sort: 'endsOn',
      columns: ['name', 'account', 'endsOn', 'amount', 'renewal', 'owner'],
    }),
    readyView(contract, 'contracts.not-renewed', {
      filter: { ...ofSales, isRenewable: true, renewal: 'lost' },
      sort: '-endsOn',
      columns: ['name', 'account', 'endsOn', 'amount', 'notRenewedReason', 'owner'],
    }),
    readyView(contract, 'contracts.to-be-signed', { filter: { status: 'toBeSigned' } }),
    readyView(contract, 'contracts.no-scan', {
      filter: { status: { in: ['running', 'finished'] }, scan: { empty: true } },
      sort: '-signedOn',
    }),
    readyView(contract, 'contracts.migrated', {
      filter: { isMigrated: true },
      sort: '-createdAt',
      columns: ['name', 'account', 'status', 'amount', 'signedOn', 'endsOn', 'owner'],
    }),
    readyView(contract, 'contracts.signed-this-month', { filter: { ...ofSales, signedOn: { within: 'thisMonth' } }, sort: '-signedOn' }),
  ],
  texts: {
    'zh-CN': () => import('../locales/zh-CN.json', { with: { type: 'json' } }),
    'zh-TW': () => import('../locales/zh-TW.json', { with: { type: 'json' } }),
    en: () => import('../locales/en.json', { with: { type: 'json' } }),
  },
  rules: () => import('../rules/rules.ts'),
})
