import { defineObject, link, text } from '#kernel/model'
import { tip } from './tip.ts'

/** Somebody whom a tip has helped. */
export const tipVote = defineObject('tipVote', {
  plural: 'tipVotes',
  title: 'title',
  owned: true,
  follows: 'tip',
  listedFor: 'nobody',
  icon: 'circle-check-big',
  search: [],
  unique: [['tip', 'owner']],
  fields: {
    /** Whose it is. */
    title: text({ required: true, max: 200, readOnly: true }),
    tip: link(tip, { required: true, reverse: 'votes', onRemove: 'follow', readOnly: true }),
  },
  views: {
    list: { columns: ['owner', 'tip', 'createdAt'], sort: '-createdAt' },
    form: [{ section: 'basic', rows: [['title', 'tip'], ['owner']] }],
  },
})
