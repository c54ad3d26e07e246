import type { RowOf, Work } from '#kernel'
import { member } from '#kernel/model'
import { amountOf } from '#objects/catalog'
import { dealSplit } from '#objects/sales'
import { saleCredit } from '../objects/index.ts'
import type { Fact } from './capture.ts'
import { everyOf } from './every.ts'

type Credit = RowOf<typeof saleCredit>
type Share = Readonly<{ owner: string; share: number; kind: 'normal' | 'overlay'; person?: string | null; department?: string | null }>

const figures = ['quantity', 'on', 'original', 'concern', 'account', 'opportunity', 'contract', 'order', 'receipt'] as const
const sums = ['amount', 'net', 'exchanged', 'profit'] as const

const isSame = (row: Credit, fact: Fact): boolean =>
  figures.every((name) => (row[name] ?? null) === (fact[name] ?? null)) &&
  sums.every((name) => amountOf(row[name]) === amountOf(fact[name]))

const valuesOf = (fact: Fact) => ({
  title: fact.title.slice(0, 300),
  event: fact.event,
  on: fact.on,
  original: fact.original,
  amount: fact.amount,
  net: fact.net,
  exchanged: fact.exchanged,
  profit: fact.profit,
  quantity: fact.quantity,
  concern: fact.concern,
  account: fact.account as never,
  opportunity: fact.opportunity as never,
  contract: fact.contract as never,
  order: (fact.order ?? null) as never,
  receipt: fact.receipt as never,
})

/**
 * Makes credits of sources agree with what is so: who has them is kept from when they were first given, unless `anew`, what they are worth follows. Money that goes back
 * takes from whoever was credited when it came. Sources without a fact lose their credits.
 */
export async function bringCredits(
  work: Work,
  sources: readonly string[],
  facts: readonly Fact[],
  anew: ReadonlySet<string> = new Set(),
): Promise<void> {
  const all = [...new Set([...sources, ...facts.map(({ source }) => source)])]
  if (all.length === 0) return
  // A round that gathers and a write of the same record would both find none, and the second would be refused.
  if (facts.length > 0) await work.hold(facts.map(({ source }) => `credit ${source.slice(-2)}`))
  const credits = Map.groupBy(await everyOf(work, saleCredit, { field: 'source', among: all }), (row) => row.source)
  const originals = Map.groupBy(
    await everyOf(work, saleCredit, { field: 'source', among: facts.flatMap(({ original }) => original ?? []) }),
    (row) => row.source,
  )
  const splits = Map.groupBy(
    await everyOf(work, dealSplit, { field: 'opportunity', among: facts.flatMap(({ sharesOf }) => sharesOf ?? []) }),
    (row) => row.opportunity as string,
  )
  const known = new Map(facts.map((fact) => [fact.source, fact]))
  const gone = all.flatMap((source) => (known.has(source) && !anew.has(source) ? [] : (credits.get(source) ?? [])))
  if (gone.length > 0)
    await work.remove(
      saleCredit,
      gone.map(({ id }) => id),
    )
  const had = (fact: Fact): readonly Credit[] => (anew.has(fact.source) ? [] : (credits.get(fact.source) ?? []))
  const changed = facts.flatMap((fact) =>
    had(fact)
      .filter((row) => !isSame(row, fact))
      .map(({ id }) => ({ id, ...valuesOf(fact) })),
  )
  if (changed.length > 0) await work.changeMany(saleCredit, changed as never)
  const made = facts.flatMap((fact) => {
    if (had(fact).length > 0) return []
    const came: readonly Share[] = (fact.original ? (originals.get(fact.original) ?? []) : []).flatMap(
      ({ owner, share, kind, person, department }) => (owner ? [{ owner, share, kind: kind ?? 'normal', person, department }] : []),
    )
    const its = came.length > 0 ? came : sharesOf(fact, splits.get(fact.sharesOf ?? '') ?? [])
    return its.map((one) => ({ ...valuesOf(fact), source: fact.source, ...one }))
  })
  if (made.length === 0) return
  const people = await everyOf(work, member, { field: 'id', among: made.filter(({ person }) => !person).map(({ owner }) => owner) })
  const placeOf = new Map(people.map((row) => [row.id as string, row.department as string | null]))
  await work.add(
    saleCredit,
    made.map((row) => (row.person ? row : { ...row, person: row.owner, department: placeOf.get(row.owner) ?? null })) as never,
  )
}

/** How something would be shared that has not happened yet. */
export async function sharesFor(work: Work, fact: Fact): Promise<readonly Share[]> {
  return sharesOf(fact, await everyOf(work, dealSplit, { field: 'opportunity', among: fact.sharesOf ? [fact.sharesOf] : [] }))
}

/** By source, who would be credited. */
export async function sharersOf(work: Work, facts: readonly Fact[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const splits = await everyOf(work, dealSplit, { field: 'opportunity', among: facts.flatMap((fact) => fact.sharesOf ?? []) })
  const of = Map.groupBy(splits, (row) => row.opportunity as string)
  return new Map(facts.map((fact) => [fact.source, sharesOf(fact, of.get(fact.sharesOf ?? '') ?? []).map(({ owner }) => owner)]))
}

function sharesOf(fact: Fact, splits: readonly RowOf<typeof dealSplit>[]): readonly Share[] {
  const shares = splits.map(({ person, share, kind }) => ({ owner: person as string, share, kind }))
  const isShared = shares.some(({ kind }) => kind === 'normal')
  return isShared || !fact.owner ? shares : [{ owner: fact.owner, share: 100, kind: 'normal' as const }, ...shares]
}
