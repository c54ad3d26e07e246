import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { contractPdf } from './actions/contract-pdf.ts'
import { dun } from './actions/dun.ts'
import { invoicePdf } from './actions/invoice-pdf.ts'
import { fromContract, fromCustomer, fromDeal, fromQuote, fromStage, preview } from './actions/make-document.ts'
import { quotePdf } from './actions/quote-pdf.ts'
import { askSeal, stamp, withdrawSeal } from './actions/seals.ts'
import { statement } from './actions/statement.ts'
import { keepSent } from './consequences/sent-quote.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { documentTemplate, dunningStep, madeDocument, namedCustomer, sealRequest, stagePaper } from './objects/index.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'
import { templateGuard } from './template/check-template.ts'

export const documents = defineModule({
  name: 'documents',
  objects: [documentTemplate, madeDocument, sealRequest, dunningStep, stagePaper],
  extensions: [namedCustomer],
  rules,
  actions: [
    quotePdf,
    contractPdf,
    invoicePdf,
    fromQuote,
    fromContract,
    fromDeal,
    fromCustomer,
    fromStage,
    preview,
    statement,
    dun,
    askSeal,
    stamp,
    withdrawSeal,
  ],
  consequences: [keepSent],
  guards: [templateGuard],
  notices,
  rounds,
  grants,
  faults: {
    'documents.unknown-field': 422,
    'documents.other-subject': 422,
    'documents.not-in-use': 422,
    'documents.missing': 422,
    'documents.nothing-for-it': 409,
    'documents.nothing-to-show': 409,
    'documents.no-such-step': 409,
    'documents.stamp-what': 422,
    'documents.too-many-copies': 422,
    'documents.agreed': 422,
    'documents.partial-view': 403,
    'documents.ends-before-begin': 422,
    'documents.too-much': 422,
    'documents.nothing-overdue': 409,
    'documents.step-too-early': 409,
    'documents.step-sent': 409,
    'documents.no-letter': 409,
  },
  seed,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
