import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { extend, grantRegistration, refuseRegistration, withdraw } from './actions/states.ts'
import { dealsNoted } from './consequences/note-deals.ts'
import { register } from './consequences/register.ts'
import { dealsFree } from './guards/deals.ts'
import { oneRuns } from './guards/one-runs.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { dealRegistration, registered, registrationRule } from './objects/index.ts'
import { reports } from './reports.ts'
import { endRegistrations } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const registrations = defineModule({
  name: 'registrations',
  objects: [dealRegistration, registrationRule],
  extensions: [registered],
  rules,
  actions: [extend, grantRegistration, withdraw, refuseRegistration],
  consequences: [register, dealsNoted],
  guards: [oneRuns, dealsFree],
  notices,
  rounds: [endRegistrations],
  reports,
  seed,
  grants,
  faults: {
    'registrations.needs-customer': 422,
    'registrations.taken': 409,
    'registrations.taken-by': 409,
    'registrations.not-so': 409,
    'registrations.extended-enough': 409,
    'registrations.no-progress': 409,
    'registrations.own': 403,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
