import { fieldLabel, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { type Block, paperFormat, paperText } from '#modules/papers'
import { instalmentName } from '../instalment-name.ts'

type Money = Readonly<{ amount: number; currency: string }>
/** An instalment that is late, or an invoice, and what of it. */
export type Late = Readonly<{
  id: string
  contract: Readonly<{ id: string; title: string }>
  name: string | null
  dueOn: string
  amount: Money
  left: Money
  overdueDays: number
}>

const fields = ['contract', 'name', 'dueOn', 'amount', 'left', 'overdueDays'] as const

/** What a customer is late with, instalments of contracts and invoices of what has none, the oldest first, as far as the reader sees it. */
export async function overdueOf(work: Work, account: string): Promise<readonly Late[]> {
  const lines: readonly Late[] = (await work.list({
    object: 'planLine',
    filter: { 'contract.account': account, 'contract.kind': { ne: 'purchase' }, overdueDays: { gt: 0 } },
    fields: [...fields],
    sort: ['dueOn', 'id'],
    limit: 500,
  })) as never
  const bills = await work.list({
    object: 'invoice',
    filter: { account, overdueDays: { gt: 0 } },
    fields: ['number', 'invoiceNumber', 'dueOn', 'besideBilled', 'openBeside', 'overdueDays'],
    sort: ['dueOn', 'id'],
    limit: 500,
  })
  const late = bills.map((row) => ({
    id: row.id,
    contract: { id: row.id, title: row.number },
    name: row.invoiceNumber,
    dueOn: row.dueOn,
    amount: row.besideBilled,
    left: row.openBeside,
    overdueDays: row.overdueDays,
  })) as never as readonly Late[]
  return [...lines, ...late].toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
}

/** Sums by currency, in the order in which they come. */
export function sumsBy<T>(rows: readonly T[], of: (row: T) => Money): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) {
    const { amount, currency } = of(row)
    sums.set(currency, Math.round(((sums.get(currency) ?? 0) + amount) * 100) / 100)
  }
  return sums
}

/** The table of what is late, and what it comes to. */
export function overdueBlocks({ work, locale }: Readonly<{ work: Work; locale: Locale }>, late: readonly Late[]): readonly Block[] {
  const label = (name: string) => fieldLabel({ modules: work.modules, locale }, work.catalog.objects.planLine!.fields[name]!)
  const format = (money: Money) => paperFormat(locale, money.currency).money(money)
  const say = (key: string) => paperText(work, locale, `documents.paper.${key}`)
  return [
    {
      is: 'table',
      columns: [
        { title: label('contract'), share: 30 },
        { title: label('name'), share: 20 },
        { title: label('dueOn'), share: 18 },
        { title: label('amount'), share: 16, side: 'right' },
        { title: say('late-amount'), share: 16, side: 'right' },
        { title: label('overdueDays'), share: 12, side: 'right' },
      ],
      rows: late.map((row) => ({
        cells: [
          { text: row.contract?.title ?? '' },
          { text: instalmentName(work, locale, row.name) },
          { text: paperFormat(locale, row.amount.currency).day(row.dueOn) },
          { text: format(row.amount) },
          { text: format(row.left) },
          { text: String(row.overdueDays) },
        ],
      })),
    },
    {
      is: 'sums',
      sums: [...sumsBy(late, ({ left }) => left)].map(([currency, amount]) => ({
        label: `${say('late-total')} (${paperFormat(locale, currency).currency})`,
        value: paperFormat(locale, currency).money(amount),
        isTotal: true,
      })),
    },
  ]
}
