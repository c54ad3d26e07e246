import { defineModule } from '#kernel'
import { grants } from './access.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { absence, bankAccount, calendarDay, dayRule, legalEntity, workCalendar } from './objects/index.ts'
import { oneDefault } from './one-default.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const company = defineModule({
  name: 'company',
  objects: [legalEntity, bankAccount, workCalendar, calendarDay, absence, dayRule],
  rules,
  consequences: oneDefault,
  fiscalYear: { object: legalEntity, month: 'fiscalMonth', first: 'isDefault' },
  grants,
  faults: {
    'company.hours-form': 422,
    'company.ends-before-begin': 422,
    'company.no-currency': 422,
    'company.picture-of-papers': 422,
  },
  seed,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
