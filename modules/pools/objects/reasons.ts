/** Why somebody gives a record up; `overdue` is what rules say. */
export const reasons = ['noIntent', 'weakIntent', 'notReached', 'wrongTarget', 'tooMany', 'leaving', 'overdue', 'other'] as const
