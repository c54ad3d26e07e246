import { defineRules, issue } from '#kernel/model'
import { absence, bankAccount, calendarDay, legalEntity, workCalendar } from '../objects/index.ts'
import { readHours } from './work-time.ts'

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

export const workCalendarRules = defineRules(workCalendar, {
  reads: weekdays,
  check: (row) => weekdays.map((name) => readHours(row[name]) === null && issue(name, 'company.hours-form')),
})

export const calendarDayRules = defineRules(calendarDay, {
  reads: ['hours'],
  check: (row) => [readHours(row.hours) === null && issue('hours', 'company.hours-form')],
})

export const absenceRules = defineRules(absence, {
  reads: ['firstDay', 'lastDay'],
  check: (row) => [!!row.firstDay && !!row.lastDay && row.lastDay < row.firstDay && issue('lastDay', 'company.ends-before-begin')],
})

/** Pictures that a PDF can hold. */
const drawable = ['image/png', 'image/jpeg']
type Picture = Readonly<{ id?: string; type?: string }> | null | undefined

/** A picture that papers would leave out is refused where it is given, not found missing on the paper. */
export const legalEntityRules = defineRules(legalEntity, {
  reads: ['logo', 'seal'],
  check: (row, before) =>
    (['logo', 'seal'] as const).map((name) => {
      const [now, was] = [row[name] as Picture, before?.[name] as Picture]
      return !!now?.type && now.id !== was?.id && !drawable.includes(now.type) && issue(name, 'company.picture-of-papers')
    }),
})

export const bankAccountRules = defineRules(bankAccount, {
  reads: ['currency'],
  derive: (row) => (row.currency ? { currency: row.currency.trim().toUpperCase() } : {}),
  check: (row) => [!!row.currency && !currencies.has(row.currency) && issue('currency', 'company.no-currency')],
})
