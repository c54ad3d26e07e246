import { defineRules, issue } from '#kernel/model'
import { comment } from '../objects/comment.ts'
import { summaryOf } from './follow-up-rules.ts'

/** A comment is about something. */
export const commentRules = defineRules(comment, {
  reads: ['content', 'summary', 'followUp', 'task'],
  derive: (row) => ({ summary: row.content ? summaryOf(row.content) : null }),
  check: (row) => [!row.followUp && !row.task && issue('followUp', 'activities.comment-about-what')],
})
