import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { judge } from './actions/judge.ts'
import { outlook } from './actions/outlook.ts'
import { submit } from './actions/submit.ts'
import { guards } from './guards/kept.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { dealOutlook, forecastAdjustment, forecastSnapshot, forecastSubmission } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const forecasts = defineModule({
  name: 'forecasts',
  objects: [forecastSubmission, forecastAdjustment, forecastSnapshot],
  extensions: [dealOutlook],
  rules,
  actions: [outlook, submit, judge],
  guards,
  rounds,
  grants,
  faults: {
    'forecasts.kept': 409,
    'forecasts.locked': 409,
    'forecasts.over': 409,
    'forecasts.nobody': 403,
  },
  reports,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
