import { exchangeRate, fail, system, type Work } from '#kernel'
import { amountOf, moneyOf, toCents } from '#objects/catalog'
import { contract } from '#objects/contracts'
import { allocation, receipt } from './objects/index.ts'

const portion = 500
/** Below every amount there is. */
const least = -1e12

type Part = Readonly<{ amount: unknown; paid: unknown }>

/** What an allocation takes of its receipt, in the receipt's currency. */
export const takenOf = (part: Part): number => amountOf((part.paid ?? part.amount) as never) ?? 0

/** By currency and day, what one unit is worth in the workspace's currency; null where that is not known. */
export async function ratesOf(work: Work) {
  const rows = await work.as(system('rates of the day')).find(exchangeRate, {}, { limit: 10_000, sort: ['validFrom'] })
  return (currency: string, day: string): number | null =>
    currency === work.workspace.currency ? 1 : (rows.findLast((row) => row.currency === currency && row.validFrom <= day)?.rate ?? null)
}

/** What one unit of a currency is worth in another on a day. @throws `payments.no-rate` */
export async function rateBetween(work: Work, from: string, { to, on }: Readonly<{ to: string; on: string }>): Promise<number> {
  if (from === to) return 1
  const rateOn = await ratesOf(work)
  const [source, target] = [rateOn(from, on), rateOn(to, on)]
  return source && target ? source / target : fail('payments.no-rate', { currency: source ? to : from, day: on })
}

/**
 * Notes beside allocations of other currencies what they were worth more or less, in the workspace's currency, on the day the money came than on the day the contract was signed. In no sum of sales.
 */
export async function noteDifferences(kernel: Work, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += portion) {
    const parts = await kernel.find(allocation, { id: { in: ids.slice(from, from + portion) } }, { limit: portion })
    const base = kernel.workspace.currency
    const others = parts.filter((part) => moneyOf(part.amount).currency !== base || (part.paid && moneyOf(part.paid).currency !== base))
    if (others.length === 0) continue
    const rateOn = await ratesOf(kernel)
    const contracts = await kernel.find(
      contract,
      { id: { in: [...new Set(others.flatMap((part) => part.contract ?? []))] } },
      { limit: portion },
    )
    const receipts = await kernel.find(receipt, { id: { in: [...new Set(others.map((part) => part.receipt))] } }, { limit: portion })
    const signedOn = new Map(contracts.map((row) => [row.id as string, row.signedOn]))
    const countsOn = new Map(receipts.map((row) => [row.id as string, row.countsOn ?? row.receivedOn]))
    await kernel.changeMany(
      allocation,
      others.flatMap((part) => {
        const [signed, came] = [signedOn.get(part.contract ?? ''), countsOn.get(part.receipt)]
        const then = signed ? rateOn(moneyOf(part.amount).currency, signed) : null
        const now = came ? rateOn(moneyOf(part.paid ?? part.amount).currency, came) : null
        const difference = then && now ? toCents(takenOf(part) * now - (amountOf(part.amount) ?? 0) * then) : null
        if (difference === amountOf(part.exchangeDifference)) return []
        return [{ id: part.id, exchangeDifference: difference === null ? null : { amount: difference, currency: base } }]
      }),
    )
  }
}

/**
 * Notes differences that nobody has noted yet: of allocations that came by import, and of those whose rate was entered after them. What is noted
 * stays, whatever rate is entered later for its day.
 */
export async function noteMissing(kernel: Work): Promise<void> {
  const base = kernel.workspace.currency
  const rates = await kernel.find(exchangeRate, {}, { limit: 10_000 })
  const others = [...new Set(rates.map(({ currency }) => currency))].filter((currency) => currency !== base)
  if (others.length === 0) return
  const inOther = others.flatMap((currency) => ['amount', 'paid'].map((field) => ({ [field]: { gt: { amount: least, currency } } })))
  for (let after: string | null = null; ; ) {
    const filter = { exchangeDifference: { empty: true }, or: inOther, ...(after ? { id: { gt: after } } : {}) }
    const parts: readonly { id: string }[] = await kernel.find(allocation, filter as never, { limit: portion, sort: ['id'] })
    await noteDifferences(
      kernel,
      parts.map(({ id }) => id),
    )
    if (parts.length < portion) return
    after = parts.at(-1)!.id
  }
}
