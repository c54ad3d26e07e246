export { answerRule, answerStep } from './answer-rule.ts'
export { assignRule, assignSeat } from './assign-rule.ts'
export { leadWork } from './lead-work.ts'
export { scoreFactor } from './score-factor.ts'
