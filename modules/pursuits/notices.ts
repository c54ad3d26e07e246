import { defineNotice } from '#kernel'
import { opportunity } from '#objects/sales'
import { dealTrial } from './objects/index.ts'

/** A deal of mine will be closed in some days, as nothing happens in it. */
export const warned = defineNotice('pursuits.closing', { on: opportunity, asks: true, shows: ['account', 'stage', 'amount'] })
/** A rule has closed a deal of mine. */
export const closed = defineNotice('pursuits.closed', { on: opportunity, shows: ['account', 'amount', 'lossReason'] })
/** A trial of mine should end. */
export const trialDue = defineNotice('pursuits.trial-due', { on: dealTrial, asks: true, shows: ['opportunity', 'until'] })

export const notices = [warned, closed, trialDue]
