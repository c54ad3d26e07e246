import type { Locale } from '../i18n/locale.ts'
import type { Format } from './format-type.ts'

const numberFormats = new Map<string, Intl.NumberFormat>()
/** Intl formatters are dear to make and cheap to use, so each is made once. */
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  let format = numberFormats.get(key)
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(locale, options)))
  return format
}

/** Minus is −, as the type rules ask. */
const withMinus = (text: string): string => text.replace('-', '−')

type Scale = Readonly<{ from: number; by: number; word: string }>
const scales: Readonly<Record<Locale, readonly Scale[]>> = {
  'zh-CN': [
    { from: 1e8, by: 1e8, word: '亿' },
    { from: 1e4, by: 1e4, word: '万' },
  ],
  'zh-TW': [
    { from: 1e8, by: 1e8, word: '億' },
    { from: 1e4, by: 1e4, word: '萬' },
  ],
  en: [
    { from: 1e9, by: 1e9, word: 'B' },
    { from: 1e6, by: 1e6, word: 'M' },
    { from: 1e4, by: 1e3, word: 'K' },
  ],
}
/** What a money column counts in: ten thousands in Chinese, units in English. */
const columnUnit: Readonly<Record<Locale, Readonly<{ by: number; digits: number; name: string | null }>>> = {
  'zh-CN': { by: 1e4, digits: 1, name: '万元' },
  'zh-TW': { by: 1e4, digits: 1, name: '萬元' },
  en: { by: 1, digits: 0, name: null },
}

type Numbers = Pick<Format, 'number' | 'percent' | 'money' | 'moneyShort' | 'moneyColumn' | 'moneyUnit' | 'currencySign'>

function signOf(locale: Locale, currency: string): string {
  const parts = numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}

function short(locale: Locale, amount: number, currency: string): string {
  const scale = scales[locale].find((one) => Math.abs(amount) >= one.from)
  const sign = signOf(locale, currency)
  const value = Math.abs(amount) / (scale?.by ?? 1)
  const digits = scale ? (locale === 'en' && value >= 100 ? 0 : 1) : Number.isInteger(amount) ? 0 : 2
  const figure = numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
  return `${amount < 0 ? '−' : ''}${sign}${figure}${scale?.word ?? ''}`
}

/** Numbers and money in one language; `home` is the workspace's currency. */
export function formatNumbers(locale: Locale, home: string): Numbers {
  const unit = columnUnit[locale]
  return {
    number: (value, o = {}) =>
      withMinus(numberFormat(locale, { maximumFractionDigits: o.digits ?? 4, minimumFractionDigits: o.least ?? 0 }).format(value)),
    percent: (value, digits = 1) =>
      withMinus(numberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(value / 100)),
    money: (amount, currency = home) =>
      withMinus(numberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(amount)),
    moneyShort: (amount, currency = home) => short(locale, amount, currency),
    moneyColumn: (amount) => {
      // Below one of the unit each yuan counts, or a price of 55 would read as nothing.
      const most = Math.abs(amount) < unit.by ? Math.log10(unit.by) : unit.digits
      return withMinus(numberFormat(locale, { minimumFractionDigits: unit.digits, maximumFractionDigits: most }).format(amount / unit.by))
    },
    moneyUnit: (currency = home) => unit.name ?? currency,
    currencySign: (currency = home) => signOf(locale, currency),
  }
}

const spans: readonly Readonly<{ unit: 'day' | 'hour' | 'minute' | 'second'; seconds: number }>[] = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
]

/** A span of time in its two largest units. */
export function formatDuration(locale: Locale, seconds: number): string {
  let rest = Math.abs(Math.round(seconds))
  const first = spans.findIndex((span) => rest >= span.seconds)
  const words = spans
    .slice(first < 0 ? spans.length - 1 : first)
    .slice(0, 2)
    .map(({ unit, seconds: size }) => {
      const count = Math.floor(rest / size)
      rest -= count * size
      return count === 0 ? '' : numberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count)
    })
  const text = words.filter(Boolean).join(locale === 'en' ? ' ' : '')
  return `${seconds < 0 ? '−' : ''}${text || numberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(0)}`
}
