import { system, type Work } from '#kernel'
import { contract, contractChange } from '#modules/contracts'
import { opportunity } from '#modules/sales'
import { amountOf } from '#objects/catalog'
import { allocation, receipt } from '#objects/payments'

type Row = Readonly<Record<string, unknown> & { id: string }>
type Credit = Readonly<{ creditedTo: string; creditedDepartment: string | null }>
type Credits = ReadonlyMap<string, Credit>
/** What happens to records of one object that counts as somebody's result. */
export type Happening = Readonly<{
  object: typeof opportunity
  reads: readonly string[]
  hasHappened(row: Row): boolean
  /** Those of which it is true and nobody has the credit yet. */
  missing: Readonly<Record<string, unknown>>
  creditOf(kernel: Work, rows: readonly Row[]): Promise<Credits>
}>

const portion = 1_000
const most = 10_000
const nobody = { creditedTo: { empty: true } } as const

const ownerOf = (row: Row): [string, Credit][] =>
  typeof row.owner === 'string'
    ? [[row.id, { creditedTo: row.owner, creditedDepartment: (row.ownerDepartment ?? null) as string | null }]]
    : []
const byOwner = async (_kernel: Work, rows: readonly Row[]): Promise<Credits> => new Map(rows.flatMap(ownerOf))

/** A change order is the result of whoever has the contract then. */
async function byContract(kernel: Work, rows: readonly Row[]): Promise<Credits> {
  const ids = [...new Set(rows.map((row) => String(row.contract)))]
  const owners = new Map((await kernel.find(contract, { id: { in: ids } }, { limit: most })).flatMap((row) => ownerOf(row as never)))
  return new Map(rows.flatMap((row) => (owners.has(String(row.contract)) ? [[row.id, owners.get(String(row.contract))!] as const] : [])))
}

/** Money is the result of whoever has the contract that most of it pays, else of its own owner; what goes back is taken from whoever had it. */
async function byPaid(kernel: Work, rows: readonly Row[]): Promise<Credits> {
  const counters = rows.flatMap((row) => (row.refundOf ?? row.reverses ?? []) as string[])
  const before = new Map(
    (counters.length === 0 ? [] : await kernel.find(receipt, { id: { in: counters } }, { limit: most })).map((row) => [
      String(row.id),
      row as unknown as Row,
    ]),
  )
  const parts = await kernel.find(allocation, { receipt: { in: rows.map(({ id }) => id) } }, { limit: most })
  const paid = await kernel.find(contract, { id: { in: [...new Set(parts.map((part) => String(part.contract)))] } }, { limit: most })
  const owners = new Map(paid.flatMap((row) => ownerOf(row as never)))
  const largest = Map.groupBy(
    parts
      .filter((part) => owners.has(String(part.contract)))
      .toSorted((a, b) => Math.abs(amountOf(b.amount) ?? 0) - Math.abs(amountOf(a.amount) ?? 0)),
    (part) => String(part.receipt),
  )
  return new Map(
    rows.flatMap((row): [string, Credit][] => {
      const first = before.get(String(row.refundOf ?? row.reverses))
      if (first?.creditedTo)
        return [[row.id, { creditedTo: String(first.creditedTo), creditedDepartment: (first.creditedDepartment ?? null) as string | null }]]
      const part = largest.get(row.id)?.[0]
      return part ? [[row.id, owners.get(String(part.contract))!]] : ownerOf(row)
    }),
  )
}

const signed = ['running', 'finished', 'terminated']
const as = (object: unknown) => object as typeof opportunity

export const happenings: readonly Happening[] = [
  {
    object: opportunity,
    reads: ['outcome'],
    hasHappened: (row) => row.outcome === 'won',
    missing: { outcome: 'won', owner: { empty: false }, ...nobody },
    creditOf: byOwner,
  },
  {
    object: as(contract),
    reads: ['status'],
    hasHappened: (row) => signed.includes(String(row.status)),
    missing: { status: { in: signed }, owner: { empty: false }, ...nobody },
    creditOf: byOwner,
  },
  {
    object: as(contractChange),
    reads: ['status'],
    hasHappened: (row) => row.status === 'inForce',
    missing: { status: 'inForce', 'contract.owner': { empty: false }, ...nobody },
    creditOf: byContract,
  },
  {
    object: as(receipt),
    reads: ['status'],
    hasHappened: (row) => row.status === 'confirmed' || row.status === 'reversed',
    missing: {
      status: { in: ['confirmed', 'reversed'] },
      or: [{ owner: { empty: false } }, { allocations: { some: { 'contract.owner': { empty: false } } } }],
      ...nobody,
    },
    creditOf: byPaid,
  },
]

/** Gives the credit for what has happened, and takes it back for what has not. Answers of how many records. */
export async function credit(work: Work, { object, hasHappened, creditOf }: Happening, rows: readonly Row[]): Promise<number> {
  const due = rows.filter((row) => hasHappened(row) && !row.creditedTo)
  const gone = rows.filter((row) => !hasHappened(row) && !!row.creditedTo)
  if (due.length === 0 && gone.length === 0) return 0
  const kernel = work.as(system('whose result it is'))
  const credits = due.length === 0 ? new Map<string, Credit>() : await creditOf(kernel, due)
  const changes = [
    ...due.flatMap(({ id }) => (credits.has(id) ? [{ id, ...credits.get(id)! }] : [])),
    ...gone.map(({ id }) => ({ id, creditedTo: null, creditedDepartment: null })),
  ]
  await kernel.changeMany(object, changes as never)
  return changes.length
}

/** A part of what came in without bringing anything about, or was there before: answers how much of it was done. */
export async function creditMissing(work: Work): Promise<number> {
  let done = 0
  for (const one of happenings) {
    const rows = await work.find(one.object, one.missing, { limit: portion, sort: ['createdAt'] })
    done += await credit(work, one, rows as unknown as readonly Row[])
  }
  return done
}
