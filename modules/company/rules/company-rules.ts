import { defineRules, issue } from '#kernel/model'
import { absence, bankAccount, calendarDay, workCalendar } from '../objects/index.ts'
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

export const bankAccountRules = defineRules(bankAccount, {
  reads: ['currency'],
  derive: (row) => (row.currency ? { currency: row.currency.trim().toUpperCase() } : {}),
  check: (row) => [!!row.currency && !currencies.has(row.currency) && issue('currency', 'company.no-currency')],
})
