import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { answer } from './actions/answer.ts'
import { ofCustomer } from './consequences/of-customer.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { feedback, preference, voiced } from './objects/index.ts'
import { reports } from './reports.ts'
import { rules } from './rules/rules.ts'

export const voices = defineModule({
  name: 'voices',
  objects: [preference, feedback],
  extensions: [voiced],
  rules,
  actions: [answer],
  consequences: [ofCustomer],
  reports,
  grants,
  faults: {
    'voices.in-future': 422,
    'voices.answer-needs-words': 422,
    'voices.survey-needs-satisfaction': 422,
    'voices.answered-already': 409,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
