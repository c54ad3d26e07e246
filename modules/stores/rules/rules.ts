import { defineRules, issue, type RulesDef } from '#kernel/model'
import { sellOut } from '../objects/sell-out.ts'
import { storeCheck } from '../objects/store-check.ts'

const checkRules = defineRules(storeCheck, {
  reads: ['checkedOn'],
  check: (row, _, { today }) => [!!row.checkedOn && row.checkedOn > today && issue('checkedOn', 'stores.not-yet')],
})

const sellOutRules = defineRules(sellOut, {
  reads: ['soldOn'],
  check: (row, _, { today }) => [!!row.soldOn && row.soldOn > today && issue('soldOn', 'stores.not-yet')],
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [checkRules, sellOutRules]
