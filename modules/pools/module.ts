import { defineModule } from '#kernel'
import { grants } from './access.ts'
import { claimAccount, claimLead } from './actions/claim.ts'
import { rehearse } from './actions/rehearse.ts'
import { releaseAccount, releaseLead } from './actions/release.ts'
import { checkRule } from './consequences/check-rule.ts'
import { accountMoves, leadMoves } from './consequences/keep-moves.ts'
import en from './locales/en.json' with { type: 'json' }
import zhCN from './locales/zh-CN.json' with { type: 'json' }
import zhTW from './locales/zh-TW.json' with { type: 'json' }
import { notices } from './notices.ts'
import { pool, pooled, poolMove, poolRule, poolRun } from './objects/index.ts'
import { returnToPools } from './rounds/return-to-pools.ts'
import { rules } from './rules/rules.ts'

export const pools = defineModule({
  name: 'pools',
  objects: [pool, poolRule, poolMove, poolRun],
  extensions: pooled,
  rules,
  actions: [claimAccount, claimLead, releaseAccount, releaseLead, rehearse],
  consequences: [checkRule, accountMoves, leadMoves],
  notices,
  rounds: [returnToPools],
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
  },
  texts: { 'zh-CN': zhCN, 'zh-TW': zhTW, en },
})
