import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { copyModel } from './actions/copy-model.ts'
import { followRules, place } from './actions/place.ts'
import { apply, goOnRun, placeAll, preview, stopRun } from './actions/steer.ts'
import { membersShare, territoryShares } from './consequences/keep-members.ts'
import { placeAccounts } from './consequences/place-accounts.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { placed, territory, territoryMember, territoryModel, territoryPlace, territoryRun } from './objects/index.ts'
import { memberDays } from './rounds/member-days.ts'
import { runTerritories } from './rounds/run-territories.ts'

export const territories = defineModule({
  name: 'territories',
  objects: [territoryModel, territory, territoryMember, territoryRun, territoryPlace],
  extensions: [placed],
  actions: [place, followRules, preview, apply, placeAll, copyModel, stopRun, goOnRun],
  consequences: [membersShare, territoryShares, placeAccounts],
  rounds: [memberDays, runTerritories],
  grants,
  faults: {
    'territories.not-yours': 403,
    'territories.not-in-force': 422,
    'territories.running': 409,
    'territories.no-plan': 409,
    'territories.in-past': 422,
    'territories.run-over': 409,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
