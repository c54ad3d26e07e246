import { defineConsequence, system, type Work } from '#kernel'
import { addDays, type RowOf } from '#kernel/model'
import { followUp } from '#objects/activities'
import { opportunity } from '#objects/sales'
import { poolMove } from '../objects/index.ts'

/** A deal counts for a claim when it is won within so many days. */
const yieldDays = 90

const idsOf = (rows: readonly (string | null | undefined)[]): string[] =>
  [...new Set(rows.filter((id) => !!id) as string[])].slice(0, 1_000)

/** Claims keep when a deal with their customer was won: what pools yield is counted by that. */
export const claimsYield = defineConsequence(opportunity, {
  reads: ['outcome'],
  async run(work, written) {
    const won = written.filter(({ row, before }) => row.outcome === 'won' && before?.outcome !== 'won' && row.account)
    const accounts = idsOf(won.map(({ row }) => row.account))
    if (accounts.length === 0) return
    const since = addDays(work.today, -2 * yieldDays)
    const claims = await openClaims(work, { account: { in: accounts }, wonOn: { empty: true }, day: { gte: since } })
    const wonOn = new Map(won.map(({ row }) => [row.account, row.closedOn ?? work.today]))
    await work.as(system('what a claim came to')).changeMany(
      poolMove,
      claims.flatMap(({ id, account, day }) => {
        const on = wonOn.get(account)
        return on && day >= addDays(on, -yieldDays) && day <= on ? [{ id, wonOn: on }] : []
      }),
    )
  },
})

/** Claims keep when whoever claimed followed up first: so it shows who claims and never calls. */
export const claimsFollowed = defineConsequence(followUp, {
  reads: ['happenedAt'],
  async run(work, written) {
    const made = written.filter(({ row, before }) => !before && (row.account || row.lead))
    const [accounts, leads] = [idsOf(made.map(({ row }) => row.account)), idsOf(made.map(({ row }) => row.lead))]
    const about = [...(accounts.length > 0 ? [{ account: { in: accounts } }] : []), ...(leads.length > 0 ? [{ lead: { in: leads } }] : [])]
    if (about.length === 0) return
    const claims = await openClaims(work, { or: about, followedUpAt: { empty: true } })
    await work.as(system('what a claim came to')).changeMany(
      poolMove,
      claims.flatMap((claim) => {
        const first = made.find(({ row }) => isAbout(claim, row))
        return first ? [{ id: claim.id, followedUpAt: first.row.happenedAt ?? work.now.toISOString() }] : []
      }),
    )
  },
})

const openClaims = (work: Work, filter: Readonly<Record<string, unknown>>) =>
  work.as(system('what a claim came to')).find(poolMove, { kind: 'claimed', ...filter }, { limit: 1_000 })

const isAbout = (claim: RowOf<typeof poolMove>, row: RowOf<typeof followUp>): boolean =>
  claim.person === row.owner && (claim.account ? claim.account === row.account : claim.lead !== null && claim.lead === row.lead)
