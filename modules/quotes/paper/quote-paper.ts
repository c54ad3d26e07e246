import type { RowOf, Work } from '#kernel'
import type { Locale } from '#kernel/model'
import {
  amountInWords,
  type Block,
  type Paper,
  type PaperFormat,
  paperFormat,
  paperText,
  type Seller,
  sellerPaper,
  type TableRow,
} from '#modules/papers'
import type { contact } from '#objects/customers'
import type { Line, Quote } from '../quote-rows.ts'
import { amountOf, counting } from '../rules/figures.ts'

/** What a quote's paper is made of, cut to what its reader may see. */
export type QuoteSource = Readonly<{
  row: Quote
  lines: readonly Line[]
  customer: string
  contact: RowOf<typeof contact> | null
  owner: string
  seller: Seller | null
}>
export type PaperWish = Readonly<{ locale: Locale; withPrices: boolean; withTax: boolean }>

/** States in which it stands for what we offer: without a mark over it, with the seal. */
const validStates: readonly string[] = ['approved', 'sent', 'accepted']
const waitingStates: readonly string[] = ['draft', 'inApproval']

type Drawing = Readonly<{ source: QuoteSource; wish: PaperWish; format: PaperFormat; say: (key: string) => string }>

/** The quote on paper. Costs and margins are on none. */
export function quotePaper(work: Work, source: QuoteSource, wish: PaperWish): Paper {
  const { row, seller } = source
  const say = (key: string) => paperText(work, wish.locale, `quotes.print.${key}`)
  const drawing = { source, wish, say, format: paperFormat(wish.locale, row.currency ?? work.workspace.currency) }
  const date = paperText(work, wish.locale, 'papers.signed-on')
  const isValid = validStates.includes(String(row.status))
  return sellerPaper(work, seller, {
    locale: wish.locale,
    title: [say('title'), row.number, row.title].filter(Boolean).join(' '),
    isValid,
    mark: say(waitingStates.includes(String(row.status)) ? 'draft' : 'not-valid'),
    blocks: [
      { is: 'title', text: say('title'), below: row.title },
      facts(drawing),
      table(drawing),
      ...(wish.withPrices ? [sums(drawing)] : []),
      terms(drawing),
      {
        is: 'signatures',
        signatures: [
          { label: say('we'), name: seller?.entity.name ?? '', lines: [date], isOurs: true },
          { label: say('you'), name: source.customer, lines: [date], isOurs: false },
        ],
      },
    ],
  })
}

function facts({ source: { row, customer, contact: person, owner }, say, format }: Drawing): Block {
  return {
    is: 'facts',
    facts: [
      [say('number'), row.number ?? ''],
      [say('date'), format.day(row.quotedOn)],
      [say('for'), customer],
      [say('until'), format.day(row.validUntil)],
      [say('contact'), person?.name ?? ''],
      [say('by'), owner],
    ],
  }
}

function table({ source: { row, lines }, wish: { withPrices, withTax }, say, format }: Drawing): Block {
  const counts = counting(lines)
  let n = 0
  const rows = lines.map((line, i): TableRow => {
    if (line.kind === 'heading') return { heading: line.description ?? '' }
    if (!line.head) n += 1
    const what = `${line.head ? '· ' : ''}${line.description ?? ''}${line.kind === 'item' ? '' : ` ${say(line.kind)}`}`
    return {
      isPale: !counts[i],
      cells: [
        { text: line.head ? '' : String(n) },
        { text: what, small: [line.remark, withPrices ? ownTax(row, line, say) : ''].filter(Boolean).join(' · ') },
        { text: `${format.number(line.quantity)} ${line.unit ?? ''}`.trim() },
        ...(withPrices ? [{ text: format.money(line.price) }, { text: discountOf(line, format) }] : []),
        ...(withPrices && withTax ? [{ text: format.percent(line.taxRate) }, { text: format.money(line.tax) }] : []),
        ...(withPrices ? [{ text: format.money(line.gross) }] : []),
      ],
    }
  })
  return {
    is: 'table',
    columns: [
      { title: '#', share: 4 },
      { title: say('what'), share: withTax ? 28 : 38 },
      { title: say('quantity'), share: 11, side: 'right' },
      ...(withPrices ? [column(say('price'), 13), column(say('discount'), 10)] : []),
      ...(withPrices && withTax ? [column(say('rate'), 8), column(say('tax'), 12)] : []),
      ...(withPrices ? [column(say('amount'), 14)] : []),
    ],
    rows,
  }
}

/** A position that says its tax otherwise than the whole does. */
const ownTax = (row: Quote, { taxMode }: Line, say: Drawing['say']): string =>
  taxMode && taxMode !== row.taxMode ? say(taxMode === 'onTop' ? 'on-top' : 'in-price') : ''

const discountOf = ({ discount, discountAmount }: Line, format: PaperFormat): string =>
  discountAmount ? `− ${format.money(discountAmount)}` : Number(discount) > 0 ? format.percent(discount) : ''

const column = (title: string, share: number) => ({ title, share, side: 'right' as const })

function sums({ source: { row }, wish: { locale, withTax }, say, format }: Drawing): Block {
  const words = locale === 'en' || amountOf(row.gross) === null ? null : amountInWords(amountOf(row.gross)!, locale)
  return {
    is: 'sums',
    sums: [
      ...(amountOf(row.handDiscount) ? [{ label: say('off'), value: `− ${format.money(row.handDiscount)}` }] : []),
      ...(withTax ? [sum(say('net'), format.money(row.net)), sum(say('tax'), format.money(row.tax))] : []),
      { label: `${say('total')} (${format.currency})`, value: format.money(row.gross), isTotal: true },
      ...(words ? [sum(say('words'), words)] : []),
    ],
  }
}

const sum = (label: string, value: string) => ({ label, value })

function terms({ source: { row, seller }, wish: { withPrices }, say }: Drawing): Block {
  const bank = seller?.bank
  return {
    is: 'facts',
    isWide: true,
    facts: [
      [say('tax-mode'), withPrices ? say(row.taxMode === 'onTop' ? 'on-top' : 'in-price') : ''],
      [say('payment'), row.paymentTerms ?? ''],
      [say('delivery'), row.deliveryTerms ?? ''],
      [say('bank'), bank ? [bank.holder ?? seller?.entity.name, bank.bank, bank.number].filter(Boolean).join(' · ') : ''],
      [say('remark'), row.remark ?? ''],
    ],
  }
}
