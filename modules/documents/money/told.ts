import { member, type RowOf, type Work } from '#kernel'
import type { dunningStep } from '../objects/index.ts'

type Step = RowOf<typeof dunningStep>

/** Who hears of a step: whoever looks after it, and, as the step says, the superior and finance. */
export async function hearersOf(kernel: Work, step: Step, owners: readonly string[]): Promise<(owner: string | null) => readonly string[]> {
  const superiors = step.tellsSuperior ? await kernel.superiorsOf([...new Set(owners)]) : new Map<string, string>()
  const finance = step.tellsFinance ? await kernel.find(member, { roles: { contains: 'finance' }, active: true }, { limit: 100 }) : []
  return (owner) => {
    const superior = owner ? superiors.get(owner) : undefined
    return [...new Set([...(owner ? [owner] : []), ...(superior ? [superior] : []), ...finance.map(({ id }) => id as string)])]
  }
}
