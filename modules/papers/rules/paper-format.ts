import type { Locale } from '#kernel/model'

export type PaperFormat = Readonly<{
  money(value: unknown): string
  number(value: unknown): string
  percent(value: unknown): string
  day(value: unknown): string
  /** For columns of tables, where a day stands on one line. */
  shortDay(value: unknown): string
  currency: string
}>

const amountOf = (value: unknown): number | null => {
  const amount = typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value
  return amount === null || amount === undefined || amount === '' || !Number.isFinite(Number(amount)) ? null : Number(amount)
}

/** Numbers and days as the language of a paper writes them; what is not there is an empty text. */
export function paperFormat(locale: Locale, currency: string): PaperFormat {
  const money = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 4 })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  // In Chinese the middle form is as long as the long one.
  const short = locale === 'en' ? ({ dateStyle: 'medium' } as const) : ({ year: 'numeric', month: '2-digit', day: '2-digit' } as const)
  const shortDay = new Intl.DateTimeFormat(locale, { ...short, timeZone: 'UTC' })
  const asDay = (format: Intl.DateTimeFormat) => (value: unknown) =>
    typeof value === 'string' && value !== '' ? format.format(new Date(`${value.slice(0, 10)}T00:00:00Z`)) : ''
  return {
    money: (value) => (amountOf(value) === null ? '' : money.format(amountOf(value)!)),
    number: (value) => (amountOf(value) === null ? '' : number.format(amountOf(value)!)),
    percent: (value) => (amountOf(value) === null ? '' : `${number.format(amountOf(value)!)} %`),
    day: asDay(day),
    shortDay: asDay(shortDay),
    currency: nameOf(locale, currency),
  }
}

function nameOf(locale: Locale, currency: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency
  } catch {
    return currency
  }
}
