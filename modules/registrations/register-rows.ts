import type { Work } from '#kernel'
import { addDays } from '#kernel/model'
import { dealRegistration } from './objects/index.ts'
import { holdCustomers, keysOf, type Registration, type Rule, ruleInForce, takenBy, wishOf } from './taken.ts'

type Asked = Readonly<{
  rows: readonly Registration[]
  isNew(id: string): boolean
  /** What becomes of one that comes second, where the rule refuses it. */
  whenTaken(kernel: Work, rule: Rule, first: Registration): Promise<unknown>
}>

/** Registers: new ones are protected or wait for a decision, and what comes second is refused or marked, as the rule says. */
export async function registerRows(kernel: Work, o: Asked): Promise<void> {
  const rows = o.rows.filter(({ state }) => state === 'requested' || state === 'protected')
  if (rows.length === 0) return
  const rule = await ruleInForce(kernel)
  const keys = await keysOf(kernel, rows.map(wishOf))
  await holdCustomers(kernel, keys)
  const named = rows.map(({ id }, i) => ({ id, customerKey: keys[i]!.customerKey, projectKey: keys[i]!.projectKey }))
  await kernel.changeMany(dealRegistration, named)
  // Of what came by the same piece of work the earlier one stands first.
  const order = new Map(rows.map(({ id }, i) => [String(id), i]))
  const taken = await takenBy(kernel, keys, (one, i) => (order.get(one.id) ?? -1) >= i)
  const isRefused = (i: number) => rule.second === 'refuse' && taken[i] !== undefined
  for (const [i, first] of taken.entries()) if (first && isRefused(i)) await o.whenTaken(kernel, rule, first)
  const state = rule.needsGrant ? ('requested' as const) : ('protected' as const)
  const begun = { state, protectedUntil: addDays(kernel.today, rule.days) }
  await kernel.changeMany(
    dealRegistration,
    rows.map(({ id }, i) => ({
      id,
      takenUntil: taken[i]?.protectedUntil ?? null,
      ...(isRefused(i) ? { state: 'refused' as const } : o.isNew(id) ? begun : {}),
    })),
  )
}
