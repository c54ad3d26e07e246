import { grant } from '#kernel'
import { closingRule, closingRun, dealEvaluation, dealTrial, evaluationRule } from './objects/index.ts'

/** Evaluations and trials go with their deals; rules are the administrator's, and everybody may know them. */
export const grants = [
  ...[dealEvaluation, dealTrial].flatMap((object) => [
    grant('manager', object, { read: 'below', create: true, update: 'below', remove: 'below', export: true, import: true }),
    grant('rep', object, { read: 'own', create: true, update: 'own', remove: 'own', export: true, import: true }),
    grant('readonly', object, { read: 'all', export: true }),
  ]),
  ...[evaluationRule, closingRule].flatMap((object) => ['manager', 'rep', 'readonly'].map((role) => grant(role, object, { read: 'all' }))),
  ...['manager', 'readonly'].map((role) => grant(role, closingRun, { read: 'all' })),
]
