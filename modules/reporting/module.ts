import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { run } from './actions/run.ts'
import { checkReport, checkWatch } from './consequences/check-report.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { ownReport, reportWatch } from './objects/index.ts'
import { rounds } from './rounds/watch.ts'
import { rules } from './rules/rules.ts'

export const reporting = defineModule({
  name: 'reporting',
  objects: [ownReport, reportWatch],
  rules,
  actions: [run],
  consequences: [checkReport, checkWatch],
  notices,
  rounds,
  grants,
  faults: {
    'reporting.bad-body': 422,
    'reporting.groups': 422,
    'reporting.watch-needs': 422,
    'reporting.one-figure': 422,
    'reporting.no-figure': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
