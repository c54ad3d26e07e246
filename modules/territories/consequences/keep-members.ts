import { defineConsequence, system, type Work } from '#kernel'
import { account } from '#objects/customers'
import { territory, territoryMember } from '../objects/index.ts'
import { shareWithMembers } from '../share-with-members.ts'

const because = system('members of territories')
const keep = (work: Work): Promise<void> => shareWithMembers(work.as(because))

/** Whoever becomes a member reads the customers at once. */
export const membersShare = defineConsequence(territoryMember, {
  reads: ['territory', 'person', 'role', 'mayWrite', 'fromOn', 'untilOn'],
  run: keep,
})

/** Members of a territory belong to what lies below it; its rule is tried in the same breath, so that no night fails by it. */
export const territoryShares = defineConsequence(territory, {
  reads: ['model', 'parent', 'isActive', 'filter'],
  async run(work, written) {
    for (const { row } of written)
      if (row.filter) await work.find(account, row.filter as Readonly<Record<string, unknown>>, { limit: 1, sort: ['id'] })
    await keep(work)
  },
})
