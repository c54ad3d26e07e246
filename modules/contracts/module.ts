import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { putInForce, renew, takeLines } from './actions/change.ts'
import { finish, resume, terminate, voidContract } from './actions/end.ts'
import { fromQuote } from './actions/from-quote.ts'
import { makePlan, reached, waive } from './actions/plan.ts'
import { sign, toDraft, toSign } from './actions/sign.ts'
import { wonStays } from './consequences/deal-signed.ts'
import { contractGoesOn, planJoins } from './consequences/follow-contract.ts'
import { linesCount, linesStay, planStays } from './consequences/follow-lines.ts'
import { letGo } from './consequences/let-go.ts'
import { tellSigned } from './consequences/tell-signed.ts'
import { lineUnits } from './consequences/units.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import {
  accountContracts,
  accountReturn,
  contract,
  contractActivities,
  contractChange,
  contractChangeLine,
  contractLine,
  dealContracts,
  expiryRule,
  planLine,
  signingPolicy,
} from './objects/index.ts'
import { reports } from './reports.ts'
import { rounds } from './rounds.ts'
import { rules } from './rules/rules.ts'
import { seed } from './seed.ts'

export const contracts = defineModule({
  name: 'contracts',
  objects: [contract, contractLine, planLine, contractChange, contractChangeLine, expiryRule],
  extensions: [accountContracts, accountReturn, ...contractActivities, dealContracts, signingPolicy],
  rules,
  actions: [
    fromQuote,
    toSign,
    toDraft,
    sign,
    finish,
    terminate,
    resume,
    voidContract,
    makePlan,
    renew,
    takeLines,
    putInForce,
    waive,
    reached,
  ],
  consequences: [contractGoesOn, planJoins, ...lineUnits, linesCount, wonStays, letGo, tellSigned],
  guards: [linesStay, planStays],
  notices,
  rounds,
  grants,
  seed,
  faults: {
    'contracts.ends-before-start': 422,
    'contracts.quote-not-accepted': 409,
    'contracts.quote-taken': 409,
    'contracts.deal-signed': 409,
    'contracts.mixed-currencies': 422,
    'contracts.own-parent': 422,
    'contracts.parent-missing': 422,
    'contracts.not-signed': 422,
    'contracts.by-action': 422,
    'contracts.agreed': 422,
    'contracts.plan-agreed': 422,
    'contracts.day-missing': 422,
    'contracts.nothing-planned': 422,
    'contracts.changes-nothing': 422,
    'contracts.in-force': 409,
    'contracts.not-running': 409,
    'contracts.no-such-step': 409,
    'contracts.incomplete': 422,
    'contracts.lines-differ': 422,
    'contracts.change-currency': 422,
    'contracts.unplanned': 422,
    'contracts.blacklisted': 409,
    'contracts.plan-there': 409,
    'contracts.no-amount': 422,
    'contracts.shares': 422,
    'contracts.waived-already': 409,
    'contracts.customer-busy': 409,
    'contracts.ended-lately': 409,
  },
  reports,
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
