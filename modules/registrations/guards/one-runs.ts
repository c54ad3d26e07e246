import { defineUndoGuard } from '#kernel'
import { dealRegistration } from '../objects/index.ts'
import { failAsTaken, holdCustomers, keysOf, type Registration, ruleInForce, takenBy, wishOf } from '../taken.ts'

const runs = (state: unknown): boolean => state === 'requested' || state === 'protected'

/** Taking back a withdrawal does not bring back what somebody else has registered meanwhile: where the rule refuses a second one, of two only one runs. */
export const oneRuns = defineUndoGuard(dealRegistration, async (work, written) => {
  const back = written.flatMap(({ row, was }) => (row && runs(row.state) && !runs(was?.state) ? [row as Registration] : []))
  if (back.length === 0) return
  const rule = await ruleInForce(work)
  if (rule.second !== 'refuse') return
  const keys = await keysOf(work, back.map(wishOf))
  await holdCustomers(work, keys)
  const own = new Set(back.map(({ id }) => String(id)))
  const [first] = (await takenBy(work, keys, (one) => own.has(String(one.id)))).filter((one) => one !== undefined)
  if (first) await failAsTaken(work, rule, first)
})
