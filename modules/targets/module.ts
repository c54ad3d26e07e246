import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { achieve } from './actions/achieve.ts'
import { followMove } from './actions/follow-move.ts'
import { giveDown } from './actions/give-down.ts'
import { spread } from './actions/spread.ts'
import { closedInTerritory, creditedInTerritory } from './consequences/in-territory.ts'
import { targetPlaced } from './consequences/placed.ts'
import { homes } from './homes.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { firstWon, inTerritory, salesTarget } from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'

export const targets = defineModule({
  name: 'targets',
  objects: [salesTarget],
  extensions: [firstWon, ...inTerritory],
  rules,
  actions: [achieve, spread, giveDown, followMove],
  consequences: [targetPlaced, closedInTerritory, creditedInTerritory],
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
    'targets.of-person': 422,
    'targets.same-department': 422,
    'targets.over-total': 422,
    'targets.since-in-month': 422,
  },
  reports,
  homes,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
