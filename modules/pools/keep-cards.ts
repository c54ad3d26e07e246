import type { Work } from '#kernel'
import type { NewRow } from '#kernel/model'
import { account } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { opensAt, type Pool, type Pooled, type PooledObject } from './actions/pooled.ts'
import { maskedName, maskedNumber } from './masks.ts'
import { type cardParts, pool, poolCard, poolMove } from './objects/index.ts'

type Card = NewRow<typeof poolCard>
/** What cards are made of; what an object does not have is absent. */
type Shown = Pooled &
  Readonly<
    Record<'name' | 'phone' | 'mobile' | 'industry' | 'source' | 'grade' | 'intent' | 'province' | 'city' | 'lastFollowUpAt', string | null>
  >

const mostNamed = 1_000
const mostCards = 10_000

/** Fields that stand on a card. */
export const shownOnCards = [
  'name',
  'phone',
  'industry',
  'source',
  'intent',
  'province',
  'city',
  'pool',
  'poolReason',
  'pooledAt',
  'owner',
] as const

/** Pools of a kind that hide names. */
export const hidingPools = async (kernel: Work, object: PooledObject): Promise<readonly Pool[]> =>
  (await kernel.settings(pool)).filter(({ hidesNames, kind }) => hidesNames && kind === object.name)

/** Each of these records has a card while it lies in a pool that hides names, and none otherwise. */
export async function keepCardsOf(kernel: Work, object: PooledObject, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += mostNamed) await keepPart(kernel, object, ids.slice(from, from + mostNamed))
}

async function keepPart(kernel: Work, object: PooledObject, ids: readonly string[]): Promise<void> {
  const pools = new Map((await hidingPools(kernel, object)).map((one) => [String(one.id), one]))
  const filter = { id: { in: [...ids] }, pool: { in: [...pools.keys()] } }
  const lying = pools.size === 0 ? [] : await kernel.find(object as typeof account, filter as never, { limit: mostNamed })
  const rows = lying as unknown as readonly Shown[]
  const known = await kernel.find(poolCard, { [object.name]: { in: [...ids] } }, { limit: mostNamed })
  const cardOf = new Map(known.map((card) => [String(card[object.name]), card.id]))
  const inside = new Set(rows.map(({ id }) => id))
  const gone = known.filter((card) => !inside.has(String(card[object.name]))).map(({ id }) => id)
  if (gone.length > 0) await kernel.remove(poolCard, gone)
  const pasts = await pastsOf(kernel, object, rows)
  const cards = rows.map((row) => ({
    id: cardOf.get(row.id),
    card: cardFor(object, row, { pool: pools.get(row.pool!)!, past: pasts.get(row.id)! }),
  }))
  const made = cards.filter(({ id }) => !id)
  if (made.length > 0)
    await kernel.create(
      poolCard,
      made.map(({ card }) => card),
    )
  const changed = cards.flatMap(({ id, card }) => (id ? [{ id, ...card }] : []))
  if (changed.length > 0) await kernel.changeMany(poolCard, changed as never)
}

type Past = Readonly<{ holders: number; last: string | null; won: number }>

/** Who had each of them, and what was won with it. */
async function pastsOf(kernel: Work, object: PooledObject, rows: readonly Shown[]): Promise<ReadonlyMap<string, Past>> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const gone = { [object.name]: { in: ids }, kind: { in: ['released', 'returned', 'handedOn'] } }
  const moves = await kernel.find(poolMove, gone, { limit: 10_000, sort: ['-at'] })
  const won =
    object === account
      ? await kernel.countBy(opportunity, 'account', { account: { in: ids }, outcome: 'won' })
      : new Map<string | null, number>()
  const byRecord = Map.groupBy(moves, (move) => String(move[object.name]))
  return new Map(
    ids.map((id) => {
      const people = (byRecord.get(id) ?? []).flatMap(({ person }) => person ?? [])
      return [id, { holders: new Set(people).size, last: people[0] ?? null, won: won.get(id) ?? 0 }]
    }),
  )
}

function cardFor(object: PooledObject, row: Shown, { pool: of, past }: Readonly<{ pool: Pool; past: Past }>): Card {
  const number = row.mobile ?? row.phone
  const kept = new Set<string>(of.cardHides ?? [])
  const told = <T>(part: (typeof cardParts)[number], value: T): T | null => (kept.has(part) ? null : value)
  return {
    subject: maskedName(row.name ?? ''),
    kind: object.name,
    pool: of.id,
    [object.name]: row.id,
    number: number ? told('number', maskedNumber(number)) : null,
    industry: told('industry', row.industry),
    source: told('source', row.source),
    grade: told('grade', row.grade ?? null),
    intent: told('intent', row.intent ?? null),
    province: told('place', row.province),
    city: told('place', row.city),
    pooledAt: row.pooledAt,
    reason: told('reason', row.poolReason),
    claimableAt: opensAt(of, row.pooledAt),
    lastFollowUpAt: told('lastFollowUpAt', row.lastFollowUpAt ?? null),
    holders: told('holders', past.holders),
    lastOwner: of.showsLastOwner ? past.last : null,
    won: told('won', past.won),
  } as Card
}

/** Records whose cards are in one of these pools: what a pool keeps back has changed. */
export async function withCardsIn(kernel: Work, object: PooledObject, pools: readonly string[]): Promise<readonly string[]> {
  const cards = pools.length === 0 ? [] : await kernel.find(poolCard, { kind: object.name, pool: { in: [...pools] } }, { limit: mostCards })
  return cards.map((card) => String(card[object.name]))
}

/** Records in pools that hide names and have no card yet, as they came by an import or as the pool has only just begun to hide; and cards of what lies there no more. */
export async function missingCards(kernel: Work, object: PooledObject, most: number): Promise<readonly string[]> {
  const pools = (await hidingPools(kernel, object)).map(({ id }) => id)
  const bare = { pool: { in: pools }, poolCards: { none: {} } }
  const without = pools.length === 0 ? [] : await kernel.find(object as typeof account, bare as never, { limit: most, sort: ['id'] })
  const lost = { kind: object.name, or: [{ pool: { nin: pools } }, { [`${object.name}.pool`]: { empty: true } }] }
  const cards = await kernel.find(poolCard, lost, { limit: most, sort: ['id'] })
  return [...without.map(({ id }) => String(id)), ...cards.map((card) => String(card[object.name]))]
}
