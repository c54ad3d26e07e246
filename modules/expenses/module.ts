import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { noteGift } from './actions/note-gift.ts'
import { approve, counter, pay, recall, reject, submit } from './actions/steps.ts'
import { givenTo } from './consequences/given-to.ts'
import { knownPictures } from './consequences/known-pictures.ts'
import { shareCosts, shareSums } from './consequences/share-costs.ts'
import { expenseGuard } from './guards/paid.ts'
import { shareGuard } from './guards/shares.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { accountCosts, dealCosts, expense, expenseFile, expenseKind, expenseShare } from './objects/index.ts'
import { reports } from './reports.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const expenses = defineModule({
  name: 'expenses',
  objects: [expenseKind, expense, expenseFile, expenseShare],
  extensions: [dealCosts, accountCosts],
  rules,
  actions: [submit, recall, approve, reject, pay, counter, noteGift],
  consequences: [givenTo, shareCosts, shareSums, knownPictures],
  guards: [expenseGuard, shareGuard],
  notices,
  grants,
  faults: {
    'expenses.nothing': 422,
    'expenses.positive': 422,
    'expenses.tax-beyond': 422,
    'expenses.general-or-customer': 422,
    'expenses.for-whom': 422,
    'expenses.shares-not-whole': 422,
    'expenses.split-or-one': 422,
    'expenses.share-for-whom': 422,
    'expenses.by-action': 422,
    'expenses.stands': 422,
    'expenses.key-stays': 422,
    'expenses.key-form': 422,
    'expenses.no-such-step': 409,
    'expenses.own': 403,
    'expenses.receipt-missing': 422,
    'expenses.not-paid': 409,
    'expenses.beyond': 409,
    'expenses.paid-stands': 409,
  },
  reports,
  seed,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
