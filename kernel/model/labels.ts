import type { Labels, Locale } from './field-type.ts'

/** Which language stands in for one that is missing: the other Chinese first, then English. */
const stands: Readonly<Record<Locale, readonly Locale[]>> = {
  'zh-CN': ['zh-CN', 'zh-TW', 'en'],
  'zh-TW': ['zh-TW', 'zh-CN', 'en'],
  en: ['en', 'zh-CN', 'zh-TW'],
}

/** The label in a language, or the nearest there is; undefined where there is none at all. */
export const labelIn = (labels: Labels | undefined, locale: Locale): string | undefined =>
  stands[locale].map((one) => labels?.[one]).find((label) => label !== undefined && label !== '')
