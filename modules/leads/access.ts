import { grant } from '#kernel'
import { answerRule, assignRule, heatRule, joinRule, scoreFactor } from './objects/index.ts'

/** Managers say how leads are given out and answered; everybody reads by which rules. */
export const grants = [answerRule, assignRule, heatRule, joinRule, scoreFactor].flatMap((object) => [
  grant('manager', object, { read: 'all', create: true, update: 'all', remove: 'all', export: true, import: true }),
  ...['rep', 'readonly'].map((role) => grant(role, object, { read: 'all' })),
])
