import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { achieve } from './actions/achieve.ts'
import { giveDown } from './actions/give-down.ts'
import { spread } from './actions/spread.ts'
import { credits, targetPlaced } from './consequences/results.ts'
import { homes } from './homes.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { credited, firstWon, salesTarget } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const targets = defineModule({
  name: 'targets',
  objects: [salesTarget],
  extensions: [...credited, firstWon],
  rules,
  actions: [achieve, spread, giveDown],
  consequences: [...credits, targetPlaced],
  rounds,
  grants,
  faults: {
    'targets.no-line': 422,
    'targets.not-yours': 403,
    'targets.no-total': 422,
    'targets.there': 409,
    'targets.no-season': 422,
    'targets.nobody': 422,
    'targets.of-department': 422,
  },
  reports,
  homes,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
