import { defineConsequence, system } from '#kernel'
import { account } from '#objects/customers'
import { type AccountRow, activeCuts, changeAccounts, changesFor, placements } from '../place.ts'

/** A customer lies in its territory as soon as what rules usually ask for is known; what else they ask for is looked at by night. */
export const placeAccounts = defineConsequence(account, {
  reads: [
    'name',
    'kind',
    'class',
    'stage',
    'grade',
    'isKey',
    'industry',
    'source',
    'headcount',
    'annualRevenue',
    'parent',
    'country',
    'province',
    'city',
    'district',
    'postcode',
    'tags',
    'owner',
  ],
  async run(work, written) {
    const kernel = work.as(system('territories'))
    const rows = written.map(({ row }) => row as unknown as AccountRow)
    for (const cut of await activeCuts(kernel)) await changeAccounts(kernel, changesFor(cut, rows, await placements(kernel, cut, rows)))
  },
})
