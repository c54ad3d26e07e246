import { defineRules, isFilled, issue } from '#kernel/model'
import { ownReport } from '../objects/own-report.ts'
import { reportWatch } from '../objects/report-watch.ts'
import { faultOf } from './body.ts'

/** A report has the form of one; whether its fields are there is asked where it is kept. */
export const bodyRules = defineRules(ownReport, {
  reads: ['body'],
  check: ({ body }) => {
    const fault = faultOf(body)
    return [fault && issue('body', fault.at === 'groups' ? 'reporting.groups' : 'reporting.bad-body', { ...fault })]
  },
})

/** What is sent says when; what is watched says which figure and which limit. */
export const watchRules = defineRules(reportWatch, {
  reads: ['kind', 'rhythm', 'weekday', 'monthDay', 'hour', 'figure', 'limit'],
  check: (row) => {
    const must = (field: 'rhythm' | 'weekday' | 'monthDay' | 'hour' | 'figure' | 'limit', when: boolean) =>
      when && !isFilled(row[field]) && issue(field, 'reporting.watch-needs')
    const isSent = row.kind === 'sent'
    return [
      must('rhythm', isSent),
      must('hour', isSent),
      must('weekday', isSent && row.rhythm === 'weekly'),
      must('monthDay', isSent && row.rhythm === 'monthly'),
      must('figure', !isSent),
      must('limit', !isSent),
    ]
  },
})
