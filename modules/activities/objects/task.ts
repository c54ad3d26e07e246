import { choice, day, defineObject, instant, link, longText, text } from '#kernel/model'
import { account, contact, lead } from '#objects/customers'
import { followUp } from './follow-up.ts'

/** Something that somebody has to do; its owner does it, its maker asked for it. */
export const task = defineObject('task', {
  plural: 'tasks',
  title: 'subject',
  owned: true,
  follows: ['account', 'lead'],
  open: { state: 'open' },
  icon: 'circle-check-big',
  search: ['subject', 'remark'],
  fields: {
    subject: text({ required: true, max: 200 }),
    kind: choice(
      [
        { key: 'todo', color: 'grey' },
        { key: 'call', color: 'accent' },
        { key: 'visit', color: 'green' },
        { key: 'mail', color: 'amber' },
        /** Something that was promised to a customer: kept or broken, it is counted. */
        { key: 'promise', color: 'violet' },
      ],
      { default: 'todo', required: true },
    ),
    state: choice(
      [
        { key: 'open', color: 'accent' },
        { key: 'done', color: 'green' },
        { key: 'cancelled', color: 'grey' },
      ],
      { default: 'open', required: true, indexed: true },
    ),
    dueOn: day({ indexed: true }),
    /** The day that was set first: moving it later does not hide that it was moved. */
    firstDueOn: day({ readOnly: true }),
    /** A moment of its own to be reminded; without one it is the morning of the day. */
    remindAt: instant({ indexed: true }),
    priority: choice(
      [
        { key: 'high', color: 'red', level: 3 },
        { key: 'normal', color: 'grey', level: 2 },
        { key: 'low', color: 'grey', level: 1 },
      ],
      { default: 'normal', required: true },
    ),
    account: link(account, { reverse: 'tasks', onRemove: 'follow' }),
    contact: link(contact, { reverse: 'tasks', onRemove: 'clear' }),
    lead: link(lead, { reverse: 'tasks', onRemove: 'follow' }),
    followUp: link(followUp, { reverse: 'tasks', onRemove: 'clear' }),
    doneAt: instant({ readOnly: true }),
    result: text({ max: 500 }),
    remark: longText({ mentions: true }),
  },
  views: {
    list: { columns: ['subject', 'dueOn', 'kind', 'state', 'priority', 'account', 'lead', 'owner'], sort: 'dueOn' },
    board: { by: 'state', card: ['dueOn', 'priority', 'account', 'owner'] },
    facts: ['state', 'dueOn', 'account', 'owner'],
    form: [
      { section: 'basic', rows: [['subject', 'kind'], ['dueOn', 'remindAt'], ['priority', 'state'], ['owner'], ['remark']] },
      { section: 'about', rows: [['account', 'contact'], ['lead']] },
      { section: 'outcome', rows: [['result', 'doneAt'], ['firstDueOn']] },
    ],
  },
})
