import type { Issue } from '../../fault.ts'

export type { Issue }

/** What is wrong with an expression; `at` counts characters from 0. */
export const issueOf = (reason: string, details: Readonly<Record<string, unknown>>): Issue => ({
  path: 'expression',
  code: 'kernel.bad-value',
  details: { reason, ...details },
})
