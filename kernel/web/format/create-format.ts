import type { Locale } from '../i18n/locale.ts'
import { formatDates } from './dates.ts'
import type { Format } from './format-type.ts'
import { formatDuration, formatNumbers } from './numbers.ts'

export type FormatFacts = Readonly<{ locale: Locale; timeZone: string; currency: string; fiscalMonth: number }>

/** Everything that turns values into text for one reader. */
export const createFormat = (facts: FormatFacts): Format => ({
  ...facts,
  ...formatNumbers(facts.locale, facts.currency),
  ...formatDates(facts.locale, facts.timeZone),
  duration: (seconds) => formatDuration(facts.locale, seconds),
})
