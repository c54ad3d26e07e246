import { defineRules, issue } from '#kernel/model'
import { account } from '../objects/account.ts'

type Stage = 'presales' | 'execution' | 'aftersales' | 'expired'

/** Where a customer stands follows from what was agreed with him. By hand he is only let go, after he was served. */
const byHand: Readonly<Record<Stage, readonly Stage[]>> = {
  presales: [],
  execution: ['expired'],
  aftersales: ['expired'],
  expired: [],
}

/** What would have to happen for a customer to come to a stage. */
const missing: Readonly<Record<Stage, string>> = {
  presales: 'customers.no-way-to-presales',
  execution: 'customers.execution-by-contract',
  aftersales: 'customers.aftersales-by-contract',
  expired: 'customers.expires-after-service',
}

/** An import brings new customers in as they stood elsewhere; those that are there hold to this by every road. */
export const accountStages = defineRules(account, {
  reads: ['stage'],
  check: (row, before, { isSystem, mayImport }) => {
    const [from, to] = [before?.stage ?? 'presales', row.stage ?? 'presales'] as const
    if (from === to || isSystem || (!before && mayImport)) return []
    if (!before) return [issue('stage', 'customers.begins-in-presales')]
    return byHand[from].includes(to) ? [] : [issue('stage', missing[to])]
  },
})
