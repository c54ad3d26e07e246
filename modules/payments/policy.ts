import { system, type Work } from '#kernel'
import type { Money } from '#kernel/model'
import { legalEntity } from '#objects/company'

/** How one of our companies counts its money; see `moneyPolicy`. */
export type Policy = Readonly<{
  id: string
  isDefault: boolean | null
  graceDays: number | null
  tolerance: Money | null
  writeOffLimit: Money | null
  billsCount: 'maturity' | 'receipt'
  finishesByRule: boolean | null
}>

export const policyList = async (work: Work): Promise<readonly Policy[]> =>
  (await work.as(system('how money is counted')).settings(legalEntity)) as unknown as readonly Policy[]

/** By contract or receipt, the policy of its company of ours, or of the one that is usual. */
export async function policies(work: Work): Promise<(entity: string | null) => Policy | undefined> {
  const all = await policyList(work)
  const usual = all.find((one) => one.isDefault) ?? all[0]
  return (entity) => all.find((one) => one.id === entity) ?? usual
}
