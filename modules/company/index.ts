export { type DayStep, daysBefore, daysFor } from './day-rules.ts'
export { absentOn, workHours } from './hours.ts'
export { absence, bankAccount, calendarDay, dayRule, legalEntity, workCalendar } from './objects/index.ts'
export { defaultEntity } from './one-default.ts'
export { fiscalPeriodOf, fiscalYear } from './rules/fiscal.ts'
export {
  addWorkingMinutes,
  isWorkDay,
  isWorkTime,
  readHours,
  type Span,
  type WorkHours,
  workDays,
  workingMinutes,
} from './rules/work-time.ts'
