import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { takeIn } from './actions/take-in.ts'
import { checkQuestions } from './consequences/check-questions.ts'
import { formDoor } from './door/form-door.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { formQuestion, formRefusal, formTouch, webForm } from './objects/index.ts'
import { rules } from './rules/rules.ts'

export const forms = defineModule({
  name: 'forms',
  objects: [webForm, formQuestion, formRefusal],
  extensions: [formTouch],
  rules,
  actions: [takeIn],
  consequences: [checkQuestions],
  notices,
  guestDoors: [formDoor],
  grants,
  faults: {
    'forms.bad-site': 422,
    'forms.cannot-ask': 422,
    'forms.asks-twice': 422,
    'forms.asks-no-name': 422,
    'forms.asks-no-reach': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
