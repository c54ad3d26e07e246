import { defineRules, issue, withoutMarks } from '#kernel/model'
import { followUp } from '../objects/follow-up.ts'

const longest = 80

/** The first line of a text, cut where it is too long for a heading. */
export function summaryOf(content: string): string {
  const line = withoutMarks(content).trim().split('\n', 1)[0]!.trim()
  const letters = [...line]
  return letters.length <= longest ? line : `${letters.slice(0, longest - 1).join('')}…`
}

/** Without blanks and marks. */
const lettersOf = (content: string | null | undefined): number => [...withoutMarks(content ?? '').replace(/\s/g, '')].length

/** A follow-up tells what has happened, so it lies in the past; what is to come is its next step. */
export const followUpRules = defineRules(followUp, {
  reads: ['content', 'summary', 'length', 'happenedAt', 'nextOn', 'nextStep', 'promise', 'promisedOn'],
  derive: (row) => ({ summary: row.content ? summaryOf(row.content) : null, length: lettersOf(row.content) }),
  check: (row, before, { now }) => [
    !!row.happenedAt &&
      row.happenedAt !== before?.happenedAt &&
      Date.parse(row.happenedAt) > Date.parse(now) + 60_000 &&
      issue('happenedAt', 'activities.not-yet-happened'),
    !!row.promisedOn && !row.promise && issue('promise', 'activities.promise-says-what'),
  ],
})
