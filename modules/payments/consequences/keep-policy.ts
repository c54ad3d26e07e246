import { defineConsequence, type RowOf, system, type Work } from '#kernel'
import { moneyOf } from '#objects/catalog'
import { legalEntity } from '#objects/company'
import { contract, planLine } from '#objects/contracts'
import { receipt } from '../objects/index.ts'
import { type Policy, policies } from '../policy.ts'
import { isBill } from '../rules/receipt-rules.ts'

const because = system('how our company counts its money')
const most = 10_000
type Line = RowOf<typeof planLine> & Readonly<{ graceDays?: number | null; tolerance?: Policy['tolerance'] }>

/** Instalments keep the grace and the tolerance of their company of ours: figures of millions of them ask no other record. */
export async function takeTerms(kernel: Work, lines: readonly RowOf<typeof planLine>[]): Promise<void> {
  const policyOf = await policies(kernel)
  const ids = [...new Set(lines.map((line) => line.contract as string))]
  if (ids.length === 0) return
  const entityOf = new Map(
    (await kernel.find(contract, { id: { in: ids } }, { limit: most })).map((row) => [row.id as string, row.legalEntity]),
  )
  await kernel.changeMany(
    planLine,
    (lines as readonly Line[]).flatMap((line) => {
      const policy = policyOf(entityOf.get(line.contract) ?? null)
      const graceDays = policy?.graceDays ?? 0
      const tolerance = policy?.tolerance?.currency === moneyOf(line.amount).currency ? (policy?.tolerance ?? null) : null
      const isSame = (line.graceDays ?? 0) === graceDays && (line.tolerance?.amount ?? 0) === (tolerance?.amount ?? 0)
      return isSame ? [] : [{ id: line.id, graceDays, tolerance } as never]
    }),
  )
}

export const termsOfLine = defineConsequence(planLine, {
  reads: ['contract'],
  run: (work, written) =>
    takeTerms(
      work.as(because),
      written.map(({ row }) => row),
    ),
})

/** So they do when their contract is another company's. */
export const termsOfContract = defineConsequence(contract, {
  reads: ['legalEntity'],
  async run(work, written) {
    const moved = written.flatMap(({ row, before }) => (before && before.legalEntity !== row.legalEntity ? [row.id] : []))
    const kernel = work.as(because)
    if (moved.length > 0) await takeTerms(kernel, await kernel.find(planLine, { contract: { in: moved } }, { limit: most }))
  },
})

/** And when the company counts otherwise from now on: what is still to come. */
export const termsOfCompany = defineConsequence(legalEntity, {
  reads: ['graceDays', 'tolerance', 'isDefault'] as never,
  async run(work, written) {
    if (written.every(({ before }) => !before)) return
    const kernel = work.as(because)
    for (let after: string | null = null; ; ) {
      const more = after ? { id: { gt: after } } : {}
      const lines: readonly RowOf<typeof planLine>[] = await kernel.find(
        planLine,
        { or: [{ left: { gt: 0 } }, { tolerance: { empty: false } }], ...more } as never,
        {
          limit: most,
          sort: ['id'],
        },
      )
      await takeTerms(kernel, lines)
      if (lines.length < most) return
      after = lines.at(-1)!.id
    }
  },
})

/** Bills of a company that takes them as cash count from the day they came; what goes back keeps to what it came as. */
export const billsAsCash = defineConsequence(receipt, {
  reads: ['method', 'maturesOn', 'legalEntity'],
  async run(work, written) {
    const bills = written.flatMap(({ row }) => (isBill(row) && !row.isCash && !row.refundOf && !row.reverses && isOpen(row) ? [row] : []))
    if (bills.length === 0) return
    await bringAsCash(work.as(because), bills)
  },
})

const isOpen = ({ status }: Readonly<{ status: unknown }>): boolean => status === 'unclaimed' || status === 'proposed'

export async function bringAsCash(kernel: Work, bills: readonly RowOf<typeof receipt>[]): Promise<void> {
  const policyOf = await policies(kernel)
  await kernel.changeMany(
    receipt,
    bills.flatMap(({ id, legalEntity: entity }) => (policyOf(entity)?.billsCount === 'receipt' ? [{ id, isCash: true }] : [])),
  )
}
