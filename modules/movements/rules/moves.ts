import { amountOf, moneyOf, toCents } from '#objects/catalog'
import type { moveKinds } from '../objects/index.ts'

export type Kind = (typeof moveKinds)[number]['key']
type Money = Readonly<{ amount: number; currency: string }>

/** What of a deal can move. */
export type Deal = Readonly<{ stage: string; outcome: string | null; amount?: unknown; expectedOn?: string | null }>
export type Move = Readonly<{
  kind: Kind
  change: Money | null
  amount: Money | null
  fromStage: string | null
  stage: string
  expectedBefore: string | null
  expectedOn: string | null
}>

/** How one stage lies to another: 1 onward, -1 back. */
export type Towards = (from: string, to: string) => number

const worth = (value: unknown): Money | null => (amountOf(value) === null ? null : moneyOf(value))
const isOpen = (deal: Deal): boolean => (deal.outcome ?? 'open') === 'open'

/**
 * What happened between two states of a deal, in the order in which it is told: what it is worth, when it is expected, where it stands. Changes of worth of a deal that is closed are none, as it
 * is out of the open business.
 */
export function movesOf(row: Deal, before: Deal | null, towards: Towards): readonly Move[] {
  const now = worth(row.amount)
  const [expectedBefore, expectedOn] = [before?.expectedOn ?? null, row.expectedOn ?? null]
  const move = (kind: Kind, change: Money | null): Move => ({
    kind,
    change,
    amount: now,
    fromStage: before && before.stage !== row.stage ? before.stage : null,
    stage: row.stage,
    expectedBefore: expectedBefore === expectedOn ? null : expectedBefore,
    expectedOn,
  })
  const leaving = isOpen(row) ? [] : [move(row.outcome as 'won' | 'lost' | 'void', negative(now))]
  if (!before) return [move('added', now), ...leaving]
  if (!isOpen(before)) return isOpen(row) ? [move('reopened', now)] : []
  const grown = growth(worth(before.amount), now).map((change) => move(change.amount > 0 ? 'grown' : 'shrunk', change))
  if (!isOpen(row)) return [...grown, ...leaving]
  const isPut = expectedBefore !== null && expectedOn !== null && expectedBefore !== expectedOn
  const put = isPut ? [move(expectedOn > expectedBefore ? 'pushed' : 'pulled', null)] : []
  const moved = before.stage === row.stage ? [] : [move(towards(before.stage, row.stage) < 0 ? 'back' : 'forward', null)]
  return [...grown, ...put, ...moved]
}

const negative = (money: Money | null): Money | null => (money ? { ...money, amount: -money.amount } : null)

/** In another currency it is what it was that goes, and what it is that comes. */
function growth(before: Money | null, now: Money | null): readonly Money[] {
  const same = before && now && before.currency === now.currency
  const parts = same ? [{ ...now, amount: toCents(now.amount - before.amount) }] : [negative(before), now]
  return parts.flatMap((part) => (part && part.amount !== 0 ? [part] : []))
}
