import { optionLabel, textOf, type Work } from '#kernel'
import type { Locale } from '#kernel/model'
import { amountInWords, paperFormat } from '#modules/papers'
import type { CatalogField } from './fields.ts'

type Writing = Readonly<{ work: Work; locale: Locale }>

const isMoney = (value: unknown): value is { amount: number; currency: string } =>
  typeof value === 'object' && value !== null && 'currency' in value && 'amount' in value

/** By kind, where the value alone does not say how it is written. */
const writers: Readonly<Record<string, (value: unknown, o: Writing, field: CatalogField) => string>> = {
  percent: (value, { locale }) => paperFormat(locale, 'CNY').percent(value),
  day: (value, { locale }) => paperFormat(locale, 'CNY').day(value),
  instant: (value, { locale }) => paperFormat(locale, 'CNY').day(value),
  choice: labelOf,
}

function labelOf(value: unknown, { work, locale }: Writing, field: CatalogField): string {
  const options = field.type.choices?.(field.options) ?? (field.options.choices as never[] | undefined) ?? []
  const option = options.find(({ key }) => key === value)
  return option ? optionLabel({ modules: work.modules, locale }, `${field.object}.${field.name}`, option) : String(value)
}

/** A value in the words of a paper; empty where there is none. */
export function writeValue(o: Writing, field: CatalogField, value: unknown): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) return value.map((one) => labelOf(one, o, field)).join(o.locale === 'en' ? ', ' : '、')
  if (isMoney(value)) {
    const format = paperFormat(o.locale, value.currency)
    return o.locale === 'en' ? `${value.currency} ${format.money(value)}` : `${format.currency} ${format.money(value)}`
  }
  if (typeof value === 'object') return String((value as { title?: unknown }).title ?? '')
  if (typeof value === 'boolean') return textOf(o.work.modules, o.locale, `documents.paper.${value ? 'yes' : 'no'}`) ?? ''
  const writer = writers[String(field.options.as ?? field.kind)]
  if (writer) return writer(value, o, field)
  return typeof value === 'number' ? paperFormat(o.locale, 'CNY').number(value) : String(value)
}

/** The same in a table: amounts without their currency, nothing where there is no discount. */
export function writeCell(o: Writing, field: CatalogField, value: unknown): string {
  if (isMoney(value)) return paperFormat(o.locale, value.currency).money(value)
  return value === 0 && field.kind in writers ? '' : writeValue(o, field, value)
}

/** An amount in the words of Chinese papers; in English as it is. */
export function writeInWords(o: Writing, field: CatalogField, value: unknown): string {
  const amount = isMoney(value) ? value.amount : typeof value === 'number' ? value : null
  return (amount !== null && o.locale !== 'en' ? amountInWords(amount, o.locale) : null) ?? writeValue(o, field, value)
}
