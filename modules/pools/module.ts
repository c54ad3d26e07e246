import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { allowance } from './actions/allowance.ts'
import { assignAccount, assignLead, shareOut } from './actions/assign.ts'
import { claimAccount, claimLead } from './actions/claim.ts'
import { findDefaultPool } from './actions/default-pool.ts'
import { askExtension, askExtensionLead, grantExtension, refuseExtension } from './actions/extend.ts'
import { leaveOutAccount, leaveOutLead } from './actions/leave-out.ts'
import { moveAccount, moveLead } from './actions/move.ts'
import { claimCard, openCard } from './actions/open-card.ts'
import { rehearse } from './actions/rehearse.ts'
import { releaseAccount, releaseLead } from './actions/release.ts'
import { goOnNight, stopNight } from './actions/steer-night.ts'
import { takeBackAccount, takeBackLead } from './actions/take-back.ts'
import { tonight, tonightSums } from './actions/tonight.ts'
import { calmAtOnce } from './consequences/calm-at-once.ts'
import { accountCarries, leadCarries } from './consequences/carry-along.ts'
import { accountPooled, leadPooled } from './consequences/check-pooled.ts'
import { checkRule } from './consequences/check-rule.ts'
import { accountCards, leadCards, poolCards } from './consequences/keep-cards.ts'
import { accountMoves, leadMoves } from './consequences/keep-moves.ts'
import { claimsFollowed, claimsYield } from './consequences/keep-outcomes.ts'
import { accountTimes, leadTimes, poolTimes } from './consequences/keep-times.ts'
import { oneDefault } from './consequences/one-default.ts'
import { pooledGuards } from './guards/pooled-guards.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import {
  pool,
  poolCard,
  poolExtension,
  pooled,
  poolLimit,
  poolMove,
  poolNight,
  poolOpening,
  poolRule,
  poolRun,
  poolSeat,
} from './objects/index.ts'
import { reports } from './reports.ts'
import { catchUp } from './rounds/catch-up.ts'
import { keepCards } from './rounds/keep-cards.ts'
import { returnToPools } from './rounds/return-to-pools.ts'
import { rules } from './rules/rules.ts'

export const pools = defineModule({
  name: 'pools',
  objects: [pool, poolSeat, poolRule, poolLimit, poolExtension, poolMove, poolNight, poolRun, poolCard, poolOpening],
  extensions: pooled,
  rules,
  actions: [
    claimAccount,
    claimLead,
    allowance,
    findDefaultPool,
    openCard,
    claimCard,
    releaseAccount,
    releaseLead,
    assignAccount,
    assignLead,
    shareOut,
    moveAccount,
    moveLead,
    askExtension,
    askExtensionLead,
    grantExtension,
    refuseExtension,
    rehearse,
    tonight,
    tonightSums,
    leaveOutAccount,
    leaveOutLead,
    takeBackAccount,
    takeBackLead,
    stopNight,
    goOnNight,
  ],
  consequences: [
    checkRule,
    accountPooled,
    leadPooled,
    accountMoves,
    leadMoves,
    accountCarries,
    leadCarries,
    accountTimes,
    leadTimes,
    poolTimes,
    oneDefault,
    claimsYield,
    claimsFollowed,
    calmAtOnce,
    accountCards,
    leadCards,
    poolCards,
  ],
  guards: pooledGuards,
  notices,
  reports,
  rounds: [returnToPools, keepCards, catchUp],
  grants,
  faults: {
    'pools.needs-reason': 422,
    'pools.needs-note': 422,
    'pools.lock-too-long': 422,
    'pools.waiting': 409,
    'pools.cooling': 409,
    'pools.limit': 409,
    'pools.taken': 409,
    'pools.not-in-pool': 409,
    'pools.nobody': 403,
    'pools.no-pool': 422,
    'pools.closed': 409,
    'pools.not-yours': 403,
    'pools.not-after-both': 403,
    'pools.nobody-there': 422,
    'pools.not-held': 403,
    'pools.not-returning': 409,
    'pools.asked-already': 409,
    'pools.decided': 409,
    'pools.own-extension': 403,
    'pools.night-over': 409,
    'pools.locked-in-pool': 422,
    'pools.openings': 409,
    'pools.no-night': 409,
    'pools.bad-days': 422,
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
