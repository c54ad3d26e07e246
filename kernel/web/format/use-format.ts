import type { Dayjs } from 'dayjs'

/** Numbers, money, days and moments in the reader's language and time zone. */
export type Format = Readonly<{
  locale: 'zh-CN' | 'zh-TW' | 'en'
  timeZone: string
  currency: string
  number(value: number, o?: { digits?: number; least?: number }): string
  percent(value: number, digits?: number): string
  /** In full: ¥4,860,000.00. */
  money(amount: number, currency?: string): string
  /** For cards and charts: ¥486.0 万, ¥4.9M. */
  moneyShort(amount: number, currency?: string): string
  /** The figure of a grid column whose header says `moneyUnit`: 486.0. */
  moneyColumn(amount: number): string
  /** 万元, 萬元; in English the currency's code: CNY. */
  moneyUnit(currency?: string): string
  /** Symbol before an amount: ¥, NT$. */
  currencySymbol(currency?: string): string
  /** 2026年11月18日, Nov 18, 2026. */
  day(day: string): string
  /** 11月18日, Nov 18; with the year where it is not this one. */
  dayShort(day: string): string
  /** 今天, 昨天, 周一 within the last week; else the short day. */
  dayRelative(day: string): string
  /** Day and time in full: what a hover shows. */
  moment(instant: string): string
  /** 今天 09:42, 昨天 15:20, 周一 11:05, 11月13日. */
  momentRelative(instant: string): string
  time(instant: string): string
  /** 2 小时 5 分; at most two units. */
  duration(seconds: number): string
  /** The present in the person's zone. */
  now(): Dayjs
}>
