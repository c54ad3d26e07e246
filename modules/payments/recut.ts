import { type RowOf, system, type Work } from '#kernel'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { planLine } from '#objects/contracts'
import { came, sumsBy } from './guards/sums.ts'
import { allocation, supplierPayment } from './objects/index.ts'

type Line = RowOf<typeof planLine>
/** What becomes of an instalment that is cut. */
export type Cut = Readonly<{ id: string; name: string | null; dueOn: string | null; before: number; after: number; isHeld: boolean }>

const most = 10_000

/** Instalments of a contract with what they keep whatever is cut: money that came or went out for them, less what goes back. */
export async function planOf(kernel: Work, contract: string) {
  const lines = await kernel.find(planLine, { contract } as never, { limit: 1_000, sort: ['instalment', 'createdAt'] })
  const parts = await kernel.find(allocation, { contract, planLine: { empty: false } } as never, { limit: most })
  const counted = await kernel.find(allocation, { contract, planLine: { empty: false }, ...came } as never, { limit: most })
  const out = await kernel.find(supplierPayment, { contract, planLine: { empty: false } } as never, { limit: most })
  const keeps = sumsBy([...counted, ...out.filter(({ status }) => status !== 'refused')], (part) => part.planLine)
  const held = new Set([...parts, ...out].map((part) => part.planLine as string))
  return { lines, keepsOf: (line: Line) => Math.max(0, keeps.get(line.id) ?? 0), isHeld: (line: Line) => held.has(line.id) }
}
type Plan = Awaited<ReturnType<typeof planOf>>

/**
 * What a plan comes to when a contract is worth so much less: what no instalment covered goes first, then what is open, the last instalment before the others, at the end what was given
 * up. A plan that was complete is complete afterwards.
 */
export function cutsOf({ lines, keepsOf, isHeld }: Plan, { amount, less }: Readonly<{ amount: number; less: number }>): Cut[] {
  const planned = toCents(lines.reduce((sum, line) => sum + (amountOf(line.amount) ?? 0), 0))
  let rest = toCents(Math.max(0, less - Math.max(0, amount - planned)))
  const inTurn = [...lines.toReversed().filter((line) => !line.isWaived), ...lines.toReversed().filter((line) => line.isWaived)]
  return inTurn.flatMap((line) => {
    const before = amountOf(line.amount) ?? 0
    const takes = Math.min(rest, Math.max(0, toCents(before - keepsOf(line))))
    rest = toCents(rest - takes)
    if (takes <= 0) return []
    return [{ id: line.id, name: line.name, dueOn: line.dueOn, before, after: toCents(before - takes), isHeld: isHeld(line) }]
  })
}

/** Cuts instalments; of what nothing is left and no money ever hung on is no more. */
export async function cut(work: Work, cuts: readonly Cut[], currency: string): Promise<void> {
  const kernel = work.as(system('a plan is cut anew'))
  const isGone = ({ after, isHeld }: Cut): boolean => after === 0 && !isHeld
  await kernel.changeMany(
    planLine,
    cuts.filter((one) => !isGone(one)).map(({ id, after }) => ({ id, amount: { amount: after, currency } })),
  )
  await kernel.remove(
    planLine,
    cuts.filter(isGone).map(({ id }) => id),
  )
}

/** The plan of a contract that was worth more before. */
export async function cutPlan(work: Work, contract: string, { was, less }: Readonly<{ was: unknown; less: number }>): Promise<void> {
  const { amount, currency } = moneyOf(was, work.workspace.currency)
  const plan = await planOf(work.as(system('a plan is cut anew')), contract)
  await cut(work, cutsOf(plan, { amount, less }), currency)
}
