export { closingDeal, closingRule, closingRun } from './closing-rule.ts'
export { dealEvaluation, evaluatedDeal, evaluationMember } from './deal-evaluation.ts'
export { dealTrial } from './deal-trial.ts'
export { evaluationRule } from './evaluation-rule.ts'
