import { defineRules, issue } from '#kernel/model'
import { salesTarget } from '../objects/sales-target.ts'
import { isMoney } from './measures.ts'
import { monthOf } from './periods.ts'

type Subject = Readonly<Record<'whom' | 'person' | 'department' | 'measure' | 'month' | 'since' | 'level' | 'category', unknown>>

/** Whose, what, when, which level and line: of each there is one target, and one more from the day on which somebody moved. */
export const subjectOf = ({ whom, person, department, measure, month, since, level, category }: Partial<Subject>): string =>
  [whom, whom === 'person' ? person : whom === 'department' ? department : null, measure, month, since, level, category]
    .filter(Boolean)
    .join(' ')

/** Whose a target is, and that there is one of each: a person's belongs to the person, and its month begins with its first day. */
export const targetRules = defineRules(salesTarget, {
  derive: (row, before) => {
    const month = row.month ? monthOf(row.month) : null
    const isAnothers = !!before && before.person !== row.person
    const isMoved =
      !!before?.isPlaced && (isAnothers || before.whom !== row.whom || before.department !== row.department || before.month !== month)
    return {
      ...(month ? { month } : {}),
      ...(row.whom === 'person' && row.person ? { owner: row.person } : {}),
      ...(row.whom === 'person' ? {} : { person: null }),
      ...(row.whom === 'company' || (row.whom === 'person' && isAnothers && before.department === row.department)
        ? { department: null }
        : {}),
      ...(isMoney(String(row.measure)) ? { count: null } : { amount: null }),
      ...(isMoved ? { isPlaced: false } : {}),
      subject: subjectOf({ ...row, month }),
    }
  },
  check: (row) => [
    row.whom === 'person' && !row.person && issue('person', 'kernel.required'),
    row.whom === 'department' && !row.department && issue('department', 'kernel.required'),
    isMoney(String(row.measure)) && !row.amount && issue('amount', 'kernel.required'),
    !isMoney(String(row.measure)) && (row.count === null || row.count === undefined) && issue('count', 'kernel.required'),
    !!row.since && (row.whom !== 'person' || monthOf(row.since) !== row.month) && issue('since', 'targets.since-in-month'),
    !!row.category && row.measure === 'received' && issue('category', 'targets.no-line'),
  ],
})
