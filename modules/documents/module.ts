import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { quotePdf } from './actions/quote-pdf.ts'
import { keepSent } from './consequences/sent-quote.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { documentTemplate, madeDocument } from './objects/index.ts'
import { rules } from './rules/rules.ts'

export const documents = defineModule({
  name: 'documents',
  objects: [documentTemplate, madeDocument],
  rules,
  actions: [quotePdf],
  consequences: [keepSent],
  grants,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
