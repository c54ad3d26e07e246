import type { Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { amountInWords, type Block, type Paper, paperFormat, paperText, type Seller, sellerPaper, type TableRow } from '#modules/papers'
import type { Movement } from './read-account.ts'

export type Statement = Readonly<{
  locale: Locale
  customer: string
  from: string
  until: string
  movements: readonly Movement[]
  seller: Seller | null
}>

const cents = (amount: number): number => Math.round(amount * 100) / 100

/** What stands open before the period, and at its end, by currency. */
export function balancesOf({ from, movements }: Pick<Statement, 'from' | 'movements'>) {
  const currencies = [...new Set(movements.map(({ currency }) => currency))]
  return currencies.map((currency) => {
    const own = movements.filter((one) => one.currency === currency)
    const opening = cents(own.filter(({ on }) => on < from).reduce((sum, { amount }) => sum + amount, 0))
    const within = own.filter(({ on }) => on >= from)
    return { currency, opening, within, closing: cents(within.reduce((sum, { amount }) => sum + amount, opening)) }
  })
}

/** A customer's account over a period: what stood open, what came, what is open at its end. */
export function statementPaper(work: Work, o: Statement): Paper {
  const say = (key: string) => paperText(work, o.locale, `documents.paper.${key}`)
  const format = paperFormat(o.locale, work.workspace.currency)
  const period = `${format.day(o.from)} – ${format.day(o.until)}`
  const found = balancesOf(o)
  const balances = found.length > 0 ? found : [{ currency: work.workspace.currency, opening: 0, within: [], closing: 0 }]
  const bank = o.seller?.bank
  const date = paperText(work, o.locale, 'papers.signed-on')
  return sellerPaper(work, o.seller, {
    locale: o.locale,
    title: `${say('statement')} ${o.customer} ${o.from} ${o.until}`,
    isValid: true,
    isUnsealed: true,
    blocks: [
      { is: 'title', text: say('statement'), below: period },
      {
        is: 'facts',
        facts: [
          [say('customer'), o.customer],
          [say('made-on'), format.day(work.today)],
        ],
      },
      ...balances.flatMap((one) => accountBlocks(o, say, one)),
      {
        is: 'facts',
        isWide: true,
        facts: [[say('pay-to'), bank ? [bank.holder ?? o.seller?.entity.name, bank.bank, bank.number].filter(Boolean).join(' · ') : '']],
      },
      { is: 'text', runs: [{ text: say('please-confirm') }] },
      {
        is: 'signatures',
        signatures: [
          { label: say('our-side'), name: o.seller?.entity.name ?? '', lines: [date], isOurs: true },
          { label: say('their-side'), name: o.customer, lines: [say('signed'), date], isOurs: false },
        ],
      },
    ],
  })
}

function accountBlocks(
  o: Statement,
  say: (key: string) => string,
  { currency, opening, within, closing }: ReturnType<typeof balancesOf>[number],
): Block[] {
  const format = paperFormat(o.locale, currency)
  let balance = opening
  const rows = within.map(({ on, what, name, amount }): TableRow => {
    balance = cents(balance + amount)
    const [debit, credit] = amount >= 0 ? [format.money(amount), ''] : ['', format.money(-amount)]
    return {
      cells: [
        { text: format.shortDay(on) },
        { text: say(what), small: name },
        { text: debit },
        { text: credit },
        { text: format.money(balance) },
      ],
    }
  })
  const edge = (day: string, key: string, amount: number): TableRow => ({
    cells: [{ text: format.shortDay(day) }, { text: say(key) }, { text: '' }, { text: '' }, { text: format.money(amount) }],
  })
  const words = o.locale === 'en' ? null : amountInWords(closing, o.locale)
  return [
    { is: 'heading', level: 3, text: format.currency },
    {
      is: 'table',
      columns: [
        { title: say('day'), share: 18 },
        { title: say('what'), share: 36 },
        { title: say('debit'), share: 15, side: 'right' },
        { title: say('credit'), share: 15, side: 'right' },
        { title: say('balance'), share: 16, side: 'right' },
      ],
      rows: [edge(o.from, 'opening', opening), ...rows, edge(o.until, 'closing', closing)],
    },
    {
      is: 'sums',
      sums: [
        { label: say('closing'), value: format.money(closing), isTotal: true },
        ...(words ? [{ label: say('in-words'), value: words }] : []),
      ],
    },
  ]
}
