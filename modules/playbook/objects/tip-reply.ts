import { defineObject, link, longText, text } from '#kernel/model'
import { tip } from './tip.ts'

/** What somebody says to a tip or answers to a question. Whoever reads the one reads the other. */
export const tipReply = defineObject('tipReply', {
  plural: 'tipReplies',
  title: 'summary',
  owned: true,
  follows: 'tip',
  listedFor: 'nobody',
  icon: 'message-square-text',
  search: ['content'],
  fields: {
    /** The beginning of what is said, for headings and links. */
    summary: text({ readOnly: true, max: 80 }),
    content: longText({ required: true, max: 5_000 }),
    tip: link(tip, { required: true, reverse: 'replies', onRemove: 'follow' }),
  },
  views: {
    list: { columns: ['summary', 'tip', 'owner', 'createdAt'], sort: 'createdAt' },
    facts: ['tip', 'owner', 'createdAt'],
    form: [{ section: 'basic', rows: [['tip'], ['content'], ['owner']] }],
  },
})
