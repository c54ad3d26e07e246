import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { arrive, callOff, expectFromContract } from './actions/arrivals.ts'
import { accept, drawUp, drop, propose } from './actions/season.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { arrival, extensions, seasonLine, seasonPlan, stockProposal } from './objects/index.ts'
import { reports } from './reports.ts'
import { rules } from './rules/rules.ts'

export const supply = defineModule({
  name: 'supply',
  objects: [arrival, seasonPlan, seasonLine, stockProposal],
  extensions,
  rules,
  actions: [arrive, callOff, expectFromContract, drawUp, propose, accept, drop],
  reports,
  grants,
  faults: {
    'supply.nothing': 422,
    'supply.from-where': 422,
    'supply.same-warehouse': 422,
    'supply.decided': 409,
    'supply.no-such-step': 409,
    'supply.nothing-to-expect': 409,
    'supply.nothing-sold': 409,
    'supply.no-lines': 409,
    'supply.too-many': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
