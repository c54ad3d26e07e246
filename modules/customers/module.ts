import { defineModule } from '#kernel'
import { grants } from './access.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { account, affiliation, contact, contactWay, lead } from './objects/index.ts'
import { rules } from './rules/rules.ts'

export const customers = defineModule({
  name: 'customers',
  objects: [account, contact, affiliation, contactWay, lead],
  rules,
  grants,
  faults: {
    'customers.headcount-needs-company': 422,
    'customers.gender-needs-person': 422,
    'customers.own-parent': 422,
    'customers.reports-to-self': 422,
    'customers.birthday-in-future': 422,
    'customers.lead-needs-conversion': 422,
    'customers.lead-stays-converted': 422,
    'customers.lead-is-read-only': 422,
    'customers.disqualify-needs-reason': 422,
    'customers.disqualify-needs-note': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
