import { fillText, type GuestCall, textOf } from '#kernel'
import { amountOf } from '../rules/figures.ts'

type Reading = Pick<GuestCall, 'reader'>

export const say = ({ reader }: Reading, key: string, values: Record<string, unknown> = {}): string =>
  fillText(textOf(reader.modules, reader.locale, `quotes.page.${key}`) ?? key, values, reader.locale)

export const number = ({ reader }: Reading, value: number): string => new Intl.NumberFormat(reader.locale).format(value)

export const amount = ({ reader }: Reading, value: unknown, currency: string | null): string =>
  new Intl.NumberFormat(reader.locale, { style: 'currency', currency: currency ?? 'CNY', currencyDisplay: 'code' }).format(
    amountOf(value) ?? 0,
  )

export const date = ({ reader }: Reading, day: string | null): string =>
  day ? new Intl.DateTimeFormat(reader.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)) : ''
