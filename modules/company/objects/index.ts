export { absence } from './absence.ts'
export { bankAccount } from './bank-account.ts'
export { legalEntity } from './legal-entity.ts'
export { calendarDay, workCalendar } from './work-calendar.ts'
