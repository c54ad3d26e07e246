import { defineModule } from '#kernel'
import { carriedWithLead } from '#modules/customers'
import { grants } from './access.ts'
import { arrive, cancel, finish, visitNow } from './actions/course.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { customerPlace, visit, visitPerson, visitPhoto } from './objects/index.ts'
import { reports } from './reports.ts'
import { rules } from './rules/rules.ts'

export const visits = defineModule({
  name: 'visits',
  objects: [visit, visitPerson, visitPhoto],
  extensions: [customerPlace],
  rules,
  consequences: [carriedWithLead([visit])],
  actions: [arrive, finish, cancel, visitNow],
  reports,
  grants,
  faults: {
    'visits.to-whom': 422,
    'visits.who-was-met': 422,
    'visits.result-first': 422,
    'visits.which-moment': 422,
    'visits.no-such-step': 409,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
