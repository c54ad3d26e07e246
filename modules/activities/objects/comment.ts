import { defineObject, link, longText, text } from '#kernel/model'
import { followUp } from './follow-up.ts'
import { task } from './task.ts'

/** What somebody says to a follow-up or a task: guidance, a question, praise. Whoever reads the one reads the other. */
export const comment = defineObject('comment', {
  plural: 'comments',
  title: 'summary',
  owned: true,
  follows: ['followUp', 'task'],
  icon: 'message-square-text',
  search: ['content'],
  fields: {
    /** The beginning of what is said, for headings and links. */
    summary: text({ readOnly: true, max: 80 }),
    content: longText({ required: true, max: 5_000, mentions: true }),
    followUp: link(followUp, { reverse: 'comments', onRemove: 'follow' }),
    task: link(task, { reverse: 'comments', onRemove: 'follow' }),
    /** The task that was made of it. */
    madeTask: link(task, { onRemove: 'clear' }),
  },
  views: {
    list: { columns: ['summary', 'followUp', 'task', 'madeTask', 'owner', 'createdAt'], sort: '-createdAt' },
    facts: ['followUp', 'task', 'owner', 'createdAt'],
    form: [
      { section: 'said', rows: [['content']] },
      {
        section: 'about',
        rows: [
          ['followUp', 'task'],
          ['madeTask', 'owner'],
        ],
      },
    ],
  },
})
