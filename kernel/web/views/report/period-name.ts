import type { Format } from '../../format/format-type.ts'
import type { Say } from '../../i18n/texts.ts'

const periodForms: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  day: { year: 'numeric', month: 'short', day: 'numeric' },
  week: { year: 'numeric', month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'short' },
  year: { year: 'numeric' },
}

/** A unit by its first day: 2017年3月, Mar 2017, 2017 Q1; FY2017 is the fiscal year that begins in 2017. */
export function periodName(
  day: string,
  unit: string,
  { format, say }: Readonly<{ format: Pick<Format, 'locale' | 'fiscalMonth'>; say: Say }>,
): string {
  const at = new Date(`${day}T12:00:00Z`)
  const quarterOf = (month: number) => Math.floor(month / 3) + 1
  if (unit === 'quarter') return `${at.getUTCFullYear()} Q${quarterOf(at.getUTCMonth())}`
  if (unit.startsWith('fiscal')) {
    const months = at.getUTCFullYear() * 12 + at.getUTCMonth() + 1 - format.fiscalMonth
    return say(`period.of-${unit}`, { year: Math.floor(months / 12), quarter: quarterOf(months % 12) })
  }
  return new Intl.DateTimeFormat(format.locale, { ...(periodForms[unit] ?? periodForms.day), timeZone: 'UTC' }).format(at)
}
