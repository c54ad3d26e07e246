import type { Dayjs } from 'dayjs'
import type { Locale } from '../i18n/locale.ts'

/** Numbers, money, days and moments in the reader's language and time zone. */
export type Format = Readonly<{
  locale: Locale
  timeZone: string
  /** The workspace's currency. */
  currency: string
  /** Month, 1 to 12, in which the workspace's fiscal year begins. */
  fiscalMonth: number
  /** 1,234.5; at most `digits` after the point (default 4), at least `least`. */
  number(value: number, o?: Readonly<{ digits?: number; least?: number }>): string
  /** 63 → 63%. */
  percent(value: number, digits?: number): string
  /** In full: ¥4,860,000.00. */
  money(amount: number, currency?: string): string
  /** For cards and charts: ¥486.0万, ¥4.86M. */
  moneyShort(amount: number, currency?: string): string
  /** The figure of a grid column whose header says `moneyUnit`: 486.0. */
  moneyColumn(amount: number): string
  /** 万元, 萬元; in English the currency's code: CNY. */
  moneyUnit(currency?: string): string
  /** Sign before an amount: ¥, NT$. */
  currencySign(currency?: string): string
  /** 2026年11月18日, Nov 18, 2026. */
  day(day: string): string
  /** 11月18日周三, Wed, Nov 18. */
  dayWithWeekday(day: string): string
  /** 11月18日, Nov 18; with the year where it is not this one. */
  dayShort(day: string): string
  /** 今天, 昨天, 周一 within the last week; else the short day. */
  dayRelative(day: string): string
  /** Day and time in full: what a hover shows. */
  moment(instant: string): string
  /** 今天 09:42, 昨天 15:20, 周一 11:05, 11月13日. */
  momentRelative(instant: string): string
  time(instant: string): string
  /** 2小时5分钟; at most two units. */
  duration(seconds: number): string
  /** The present in the person's zone. */
  now(): Dayjs
  /** Today as `YYYY-MM-DD` in the person's zone. */
  today(): string
}>
