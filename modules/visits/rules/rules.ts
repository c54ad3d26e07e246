import { defineRules, issue, type RulesDef } from '#kernel/model'
import { visit } from '../objects/visit.ts'
import { visitPerson } from '../objects/visit-person.ts'

const visitRules = defineRules(visit, {
  reads: ['account', 'lead', 'state', 'result'],
  check: (row) => [
    !row.account && !row.lead && issue('account', 'visits.to-whom'),
    row.state === 'done' && !row.result && issue('result', 'visits.result-first'),
  ],
})

const personRules = defineRules(visitPerson, {
  reads: ['contact', 'name'],
  check: (row) => [!row.contact && !row.name && issue('name', 'visits.who-was-met')],
})

/** All rules of the module, for the write road and for the forms. */
export const rules: readonly RulesDef[] = [visitRules, personRules]
