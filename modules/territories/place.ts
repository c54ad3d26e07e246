import type { RowOf, Work } from '#kernel'
import { account } from '#objects/customers'
import { territory, territoryMember, territoryModel } from './objects/index.ts'

export type Model = RowOf<typeof territoryModel>
export type Territory = RowOf<typeof territory>
export type Kind = Model['kind']
export type AccountRow = RowOf<typeof account> & Readonly<Record<string, unknown>>
export type AccountChange = Readonly<{ id: string } & Record<string, unknown>>

/** What the module adds to customers, by kind of territory. */
export const placeFields = {
  sales: { at: 'territory', by: 'territoryBy', why: 'territoryWhy', note: 'territoryNote' },
  service: { at: 'serviceTerritory', by: 'serviceTerritoryBy', why: 'serviceTerritoryWhy', note: 'serviceTerritoryNote' },
} as const

/** The territories of a model in the order in which their rules count. `before`: by a territory of the model before, the one that goes on for it. */
export type Cut = Readonly<{
  model: Model
  territories: readonly Territory[]
  ruled: readonly Territory[]
  goesOn: ReadonlyMap<string, string>
}>

export async function readCut(kernel: Work, model: Model): Promise<Cut> {
  const all = await kernel.settings(territory)
  // Settings come in order of creation, and the order is kept where priorities are the same.
  const territories = all.filter((one) => one.model === model.id && one.isActive !== false).toSorted((a, b) => a.priority - b.priority)
  return {
    model,
    territories,
    ruled: territories.filter(({ filter }) => filter !== null),
    goesOn: new Map(territories.flatMap(({ id, copiedFrom }) => [[id, id] as const, ...(copiedFrom ? [[copiedFrom, id] as const] : [])])),
  }
}

/** What holds now, of each kind. */
export async function activeCuts(kernel: Work): Promise<Cut[]> {
  const models = (await kernel.settings(territoryModel)).filter(({ state }) => state === 'active')
  const cuts: Cut[] = []
  for (const model of models) cuts.push(await readCut(kernel, model))
  return cuts
}

/** Where a cut puts a customer; `fits`: how many rules mean it. */
export type Placement = Readonly<{ id: string; to: Territory | null; by: 'rule' | 'hand' | null; fits: number }>

/** Where a cut puts customers: by hand where somebody did so and the territory goes on, else by the first rule. One statement. */
export async function placements(kernel: Work, cut: Cut, rows: readonly AccountRow[]): Promise<Placement[]> {
  const fields = placeFields[cut.model.kind]
  const byId = new Map(cut.territories.map((one) => [String(one.id), one]))
  const held = await kernel.whichHold(
    account,
    cut.ruled.map(({ filter }) => filter as Readonly<Record<string, unknown>>),
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const hits = held.get(row.id) ?? []
    const isKept = row[fields.by] === 'hand' && (cut.model.keepsHand || cut.model.state === 'active')
    const kept = isKept ? byId.get(cut.goesOn.get(String(row[fields.at])) ?? '') : undefined
    const to = kept ?? cut.ruled[(hits[0] ?? 0) - 1] ?? null
    return { id: row.id, to, by: kept ? 'hand' : to ? 'rule' : null, fits: hits.length }
  })
}

/** What must be changed so that customers lie where a cut puts them. */
export function changesFor(cut: Cut, rows: readonly AccountRow[], places: readonly Placement[]): AccountChange[] {
  const fields = placeFields[cut.model.kind]
  return rows.flatMap((row, i) => {
    const { to, by } = places[i]!
    if ((row[fields.at] ?? null) === (to?.id ?? null) && (row[fields.by] ?? null) === by) return []
    const isHand = by === 'hand'
    return {
      id: row.id,
      [fields.at]: to?.id ?? null,
      [fields.by]: by,
      ...(isHand ? {} : { [fields.why]: to?.filter ?? null, [fields.note]: null }),
    }
  })
}

export async function changeAccounts(kernel: Work, changes: readonly AccountChange[]): Promise<void> {
  if (changes.length > 0) await kernel.changeMany(account, changes as never)
}

/** By territory, who leads it today: its own lead, else the one of the nearest territory above. */
export async function leadsOf(kernel: Work, cut: Cut): Promise<ReadonlyMap<string, string>> {
  const ids = cut.territories.map(({ id }) => id)
  const today = kernel.today
  const leads = await kernel.find(
    territoryMember,
    {
      territory: { in: ids },
      role: 'lead',
      'person.active': true,
      and: [
        { or: [{ fromOn: { empty: true } }, { fromOn: { lte: today } }] },
        { or: [{ untilOn: { empty: true } }, { untilOn: { gte: today } }] },
      ],
    },
    { limit: 10_000, sort: ['createdAt'] },
  )
  const own = new Map(leads.toReversed().map((one) => [String(one.territory), String(one.person)]))
  const parentOf = new Map(cut.territories.map(({ id, parent }) => [String(id), parent]))
  const leadOf = (id: string | null | undefined): string | undefined => (id ? (own.get(id) ?? leadOf(parentOf.get(id))) : undefined)
  return new Map(ids.flatMap((id): [string, string][] => (leadOf(id) ? [[id, leadOf(id)!]] : [])))
}
