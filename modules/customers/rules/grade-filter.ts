type Filter = Readonly<Record<string, unknown>>
export type GradeRule = Readonly<{ id: string; grade: string; filter: unknown }>

/** Customers that a rule means and none of the rules before it. */
const meantBy = (rule: GradeRule, earlier: readonly GradeRule[]): readonly Filter[] => [
  rule.filter as Filter,
  ...earlier.map(({ filter }) => ({ not: filter })),
]

/** A grade that somebody set by hand holds to the end of its last day. */
const isFree = (today: string): Filter => ({ or: [{ gradeUntil: { empty: true } }, { gradeUntil: { lt: today } }] })

/** Customers that a rule would change today, given the active rules that come before it. */
export const changedBy = (rule: GradeRule, earlier: readonly GradeRule[], today: string): Filter => ({
  and: [
    ...meantBy(rule, earlier),
    isFree(today),
    { or: [{ grade: { empty: true } }, { grade: { ne: rule.grade } }, { gradeRule: { empty: true } }, { gradeRule: { ne: rule.id } }] },
  ],
})

/** Customers with a grade that no rule gives any more. */
export const leftBy = (rules: readonly GradeRule[], today: string): Filter => ({
  and: [...rules.map(({ filter }) => ({ not: filter })), isFree(today), { grade: { empty: false } }],
})
