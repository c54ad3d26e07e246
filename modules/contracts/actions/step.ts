import { fail, system, type Work } from '#kernel'
import type { Change, RowOf } from '#kernel/model'
import { contract } from '../objects/contract.ts'
import { steps } from '../rules/contract-steps.ts'

export type Contract = RowOf<typeof contract>
type Status = NonNullable<Contract['status']>
const states = Object.keys(steps) as Status[]

/**
 * The contract, held to the end of the work, if it may go on to that state, from one of these where only they lead there by this step.
 *
 * @throws `contracts.no-such-step` with where it stands and where it cannot go.
 */
export async function stepFrom(work: Work, id: string, to: Status, from: readonly Status[] = states): Promise<Contract> {
  const row = await work.one(contract, id, { lock: true })
  if (!steps[row.status]!.includes(to) || !from.includes(row.status)) fail('contracts.no-such-step', { from: row.status, to })
  return row
}

/** Writes what somebody says of the step in his own name, which asks for his right to change the contract, and the new state after it. */
export async function stepTo(
  work: Work,
  id: string,
  to: Status,
  values: Readonly<{ given?: Change<typeof contract>; kept?: Change<typeof contract> }> = {},
): Promise<void> {
  await work.change(contract, id, { ...values.given })
  await work.as(system('a contract goes on')).change(contract, id, { ...values.kept, status: to })
}
