import { defineRules, issue } from '#kernel/model'
import { poolRule } from '../objects/index.ts'

const mostDays = 365

/** The days before that a text such as `3, 1` names, the longest first; null where it cannot be read. */
export function readDays(text: string | null | undefined): readonly number[] | null {
  const pieces = (text ?? '').split(/[\s,，;；、]+/).filter(Boolean)
  const days = pieces.map((piece) => (/^\d{1,3}$/.test(piece) ? Number(piece) : Number.NaN))
  return days.every((day) => day >= 1 && day <= mostDays) ? [...new Set(days)].toSorted((a, b) => b - a) : null
}

export const poolRuleRules = defineRules(poolRule, {
  reads: ['remindDays'],
  check: ({ remindDays }) => [readDays(remindDays) === null && issue('remindDays', 'pools.bad-days')],
})
