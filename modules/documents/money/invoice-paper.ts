import type { RowOf, Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { amountInWords, type Block, type Paper, paperFormat, paperText, type Seller, sellerPaper } from '#modules/papers'
import { moneyOf, toCents } from '#objects/catalog'
import type { invoice, invoiceShare } from '#objects/payments'

type Share = RowOf<typeof invoiceShare>
export type InvoicePaper = Readonly<{
  locale: Locale
  row: RowOf<typeof invoice>
  shares: readonly Share[]
  customer: string
  seller: Seller | null
}>

/** These are papers of our own; the rest are the tax office's, and ours only says what stands in them. */
const ownKinds = ['receipt', 'foreign']
export const isOwnPaper = (row: RowOf<typeof invoice>): boolean => ownKinds.includes(row.kind)

const right = (title: string, share: number) => ({ title, share, side: 'right' as const })

/** An invoice with its lines, the sums of each rate of tax, and what it comes to in figures and in words. */
export function invoicePaper(work: Work, o: InvoicePaper): Paper {
  const { row, locale, seller } = o
  const say = (key: string) => paperText(work, locale, `documents.paper.${key}`)
  const format = paperFormat(locale, moneyOf(o.shares[0]?.amount ?? null, work.workspace.currency).currency)
  const title = say(isOwnPaper(row) ? `invoice-${row.kind}` : 'invoice-details')
  const bank = seller?.bank
  return sellerPaper(work, seller, {
    locale,
    title: `${title} ${row.invoiceNumber ?? row.number ?? ''}`,
    isValid: row.status === 'issued' || row.status === 'delivered',
    isUnsealed: !isOwnPaper(row),
    blocks: [
      { is: 'title', text: title, ...(isOwnPaper(row) ? {} : { below: say('invoice-not-tax') }) },
      {
        is: 'facts',
        facts: [
          [say('invoice-number'), row.invoiceNumber ?? row.number ?? ''],
          [say('day'), format.day(row.issuedOn)],
          [say('invoice-to'), row.titleName ?? o.customer],
          [say('tax-number'), row.taxNumber ?? ''],
        ],
      },
      ...linesOf(o, say, format),
      {
        is: 'facts',
        isWide: true,
        facts: [
          [say('pay-to'), bank ? [bank.holder ?? seller?.entity.name, bank.bank, bank.number].filter(Boolean).join(' · ') : ''],
          [say('invoice-due'), format.day(row.dueOn)],
          [say('invoice-reason'), row.reverses ? (row.reason ?? '') : ''],
        ],
      },
    ],
  })
}

function linesOf({ row, shares, locale }: InvoicePaper, say: (key: string) => string, format: ReturnType<typeof paperFormat>): Block[] {
  const lines = shares.map((share) => {
    const [gross, rate] = [moneyOf(share.amount).amount, share.taxRate ?? row.taxRate]
    const net = rate === null ? gross : toCents(gross / (1 + rate / 100))
    return { share, gross, net, rate, tax: toCents(gross - net) }
  })
  const total = (some: typeof lines, of: (line: (typeof lines)[number]) => number) => toCents(some.reduce((sum, line) => sum + of(line), 0))
  const rates = [...Map.groupBy(lines, ({ rate }) => rate)].toSorted(([a], [b]) => (b ?? -1) - (a ?? -1))
  const gross = total(lines, (line) => line.gross)
  const words = locale === 'en' || gross < 0 ? null : amountInWords(gross, locale)
  return [
    {
      is: 'table',
      columns: [
        { title: '#', share: 4 },
        { title: say('what'), share: 30 },
        right(say('quantity'), 12),
        right(say('price'), 13),
        right(say('net'), 14),
        right(say('rate'), 9),
        right(say('tax'), 12),
      ],
      rows: lines.map(({ share, net, rate, tax }, i) => ({
        cells: [
          { text: String(i + 1) },
          { text: share.description ?? '', small: share.taxCode ?? '' },
          { text: share.quantity === null ? '' : `${format.number(share.quantity)} ${share.unit ?? ''}`.trim() },
          { text: format.money(share.price) },
          { text: format.money(net) },
          { text: format.percent(rate) },
          { text: format.money(tax) },
        ],
      })),
    },
    {
      is: 'sums',
      sums: [
        ...rates.map(([rate, some]) => ({
          label: rate === null ? say('no-rate') : `${say('rate')} ${format.percent(rate)}`,
          value: `${format.money(total(some, (line) => line.net))} + ${format.money(total(some, (line) => line.tax))}`,
        })),
        { label: say('net'), value: format.money(total(lines, (line) => line.net)) },
        { label: say('tax'), value: format.money(total(lines, (line) => line.tax)) },
        { label: `${say('total')} (${format.currency})`, value: format.money(gross), isTotal: true },
        ...(words ? [{ label: say('in-words'), value: words }] : []),
      ],
    },
  ]
}
