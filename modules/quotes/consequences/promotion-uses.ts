import { type Change, defineConsequence, type Money, type NewRow, system } from '#kernel'
import { type PromotionPart, promotionUse } from '#modules/catalog'
import { quote } from '../objects/index.ts'
import { type Line, linesOf, type Quote } from '../quote-rows.ts'
import { counting, toCents, toMoney } from '../rules/figures.ts'

const became = { sent: 'out', accepted: 'won', declined: 'lost', expired: 'lost', withdrawn: 'lost', superseded: 'lost' } as const
const stateOf = (status: unknown) => became[String(status) as keyof typeof became] as (typeof became)[keyof typeof became] | undefined

/** What goes out with a promotion takes from what there is of it; what comes to nothing gives that back. */
export const promotionUses = defineConsequence(quote, {
  reads: ['status'],
  async run(work, written) {
    const moved = written.filter(({ row, before }) => row.status !== before?.status && stateOf(row.status))
    if (moved.length === 0) return
    const kernel = work.as(system('uses of a promotion'))
    const ids = moved.map(({ row }) => row.id as string)
    const lines = await linesOf(kernel, ids)
    const known = await kernel.find(promotionUse, { quote: { in: ids } } as never, { limit: 10_000 })
    if (known.length === 0 && !lines.some(({ promotion }) => promotion)) return
    const fresh: NewRow<typeof promotionUse>[] = []
    const changes: (Change<typeof promotionUse> & { id: string })[] = []
    for (const { row } of moved) {
      const state = stateOf(row.status)!
      const own = known.filter((use) => (use as { quote?: string }).quote === row.id)
      // Nothing is used by what never went out, such as a draft whose deal is lost.
      const gives =
        state === 'lost'
          ? new Map<string, Money>()
          : givenBy(
              row,
              lines.filter((line) => line.quote === row.id),
            )
      for (const use of own)
        changes.push({
          id: use.id,
          state: state !== 'lost' && !gives.has(use.promotion) ? 'lost' : state,
          given: gives.get(use.promotion) ?? (use.given as Money),
        })
      for (const [promotion, given] of gives)
        if (!own.some((use) => use.promotion === promotion))
          fresh.push({ promotion, quote: row.id, account: row.account, document: row.number, usedOn: work.today, given, state } as never)
    }
    if (changes.length > 0) await kernel.changeMany(promotionUse, changes)
    if (fresh.length > 0) await kernel.add(promotionUse, fresh)
  },
})

/** By promotion, what it takes off the positions that count. */
function givenBy(row: Quote, lines: readonly Line[]): Map<string, Money> {
  const counts = counting(lines)
  const parts = lines.flatMap((line, i) => (counts[i] ? ((line.promotionParts ?? []) as readonly PromotionPart[]) : []))
  const sums = Map.groupBy(parts, ({ promotion }) => promotion)
  return new Map(
    [...sums].map(([id, some]) => [
      id,
      toMoney(
        toCents(
          some.reduce((sum, { given }) => sum + given, 0),
          row.currency!,
        ),
        row.currency!,
      ),
    ]),
  )
}
