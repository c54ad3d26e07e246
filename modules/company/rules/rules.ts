import type { RulesDef } from '#kernel/model'
import { absenceRules, bankAccountRules, calendarDayRules, legalEntityRules, workCalendarRules } from './company-rules.ts'

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [workCalendarRules, calendarDayRules, absenceRules, bankAccountRules, legalEntityRules]
