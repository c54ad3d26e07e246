import { defineRules, issue } from '#kernel/model'
import { feedback } from '../objects/feedback.ts'
import { preference } from '../objects/preference.ts'

/** A preference is somebody's. */
export const preferenceRules = defineRules(preference, {
  reads: ['account', 'contact', 'since'],
  check: (row, _before, { today }) => [
    !row.account && !row.contact && issue('account', 'kernel.required'),
    !!row.since && row.since > today && issue('since', 'voices.in-future'),
  ],
})

/** An answer has words and a day; a complaint has a day by which it is answered. */
export const feedbackRules = defineRules(feedback, {
  reads: ['state', 'answer', 'answeredOn', 'kind', 'satisfaction', 'heardOn'],
  derive: (row, before, { today }) => {
    if (row.state === 'answered') return row.answeredOn || before?.state === 'answered' ? {} : { answeredOn: today }
    return row.answeredOn ? { answeredOn: null } : {}
  },
  check: (row, _before, { today }) => [
    row.state === 'answered' && !row.answer && issue('answer', 'voices.answer-needs-words'),
    row.kind === 'survey' && typeof row.satisfaction !== 'number' && issue('satisfaction', 'voices.survey-needs-satisfaction'),
    !!row.heardOn && row.heardOn > today && issue('heardOn', 'voices.in-future'),
  ],
})
