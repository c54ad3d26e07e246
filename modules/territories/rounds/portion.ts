import type { RowOf, Work } from '#kernel'
import { account } from '#objects/customers'
import type { territoryRun } from '../objects/index.ts'
import { type AccountChange, type AccountRow, type Cut, changeAccounts, changesFor, leadsOf, type Placement, placements } from '../place.ts'

export type Run = RowOf<typeof territoryRun>
export type Progress = Readonly<{ after: string | null; looked: number; moved: number }>

/** Customers of one transaction. */
export const portionSize = 1_000

/** The customers after one, so many that one transaction holds them. */
export const nextRows = async (kernel: Work, after: string | null): Promise<AccountRow[]> =>
  (await kernel.find(account, after ? { id: { gt: after } } : {}, { limit: portionSize, sort: ['id'] })) as unknown as AccountRow[]

/** Puts the customers of a portion where the cut puts them, and where a re-cut says so gives them to the lead of their territory. */
export async function movePortion(kernel: Work, run: Run, cut: Cut, rows: readonly AccountRow[]): Promise<number> {
  const places = await placements(kernel, cut, rows)
  const owners = run.task === 'recut' ? await ownersFor(kernel, cut, rows, places) : new Map<string, string>()
  const changes = new Map<string, AccountChange>(changesFor(cut, rows, places).map((one) => [one.id, one]))
  for (const [id, owner] of owners) changes.set(id, { ...changes.get(id), id, owner })
  await changeAccounts(kernel, [...changes.values()])
  return changes.size
}

/** By customer, the owner it gets by a re-cut; without those who keep theirs. */
export async function ownersFor(
  kernel: Work,
  cut: Cut,
  rows: readonly AccountRow[],
  places: readonly Placement[],
): Promise<Map<string, string>> {
  const { owners } = cut.model
  const leads = owners === 'keep' ? new Map<string, string>() : await leadsOf(kernel, cut)
  return new Map(
    rows.flatMap((row, i): [string, string][] => {
      const lead = leads.get(String(places[i]!.to?.id))
      const isGiven = row.owner ? owners === 'all' : !row.pool
      return lead && isGiven && lead !== row.owner ? [[row.id, lead]] : []
    }),
  )
}
