import { choice, day, defineObject, integer, link, money, person, text, yesNo } from '#kernel/model'

/** What a line of a plan waits for; a line without an event has its day from the beginning. */
export const milestones = ['day', 'signed', 'delivered', 'accepted', 'retention'] as const

/**
 * One instalment that a contract is to be paid in. How it stands is counted from what was received, never typed; while its contract does not run, or its event has not
 * come, it waits and is not overdue.
 */
export const planLine = defineObject('planLine', {
  plural: 'planLines',
  title: 'name',
  partOf: 'contract',
  icon: 'calendar-clock',
  fields: {
    contract: link('contract', { required: true, onRemove: 'follow' }),
    instalment: integer({ min: 1, max: 1_000, total: false }),
    name: text({ max: 100 }),
    milestone: choice(milestones, { default: 'day', required: true }),
    /** Days from the event to the day on which it is due. */
    days: integer({ min: 0, max: 3_650, total: false }),
    dueOn: day({ indexed: true }),
    /** The day that was set first: moving it later does not hide that it was moved. */
    firstDueOn: day({ readOnly: true }),
    amount: money({ required: true, min: 0 }),
    responsible: person({ onRemove: 'clear' }),
    /** Its contract runs or has run out, so that what is due is due. */
    isLive: yesNo({ readOnly: true, default: false, indexed: true }),
    isWaived: yesNo({ readOnly: true, default: false }),
    /** Given up with the end of its contract, and back when that runs again. */
    isWaivedByEnd: yesNo({ readOnly: true, default: false }),
    waiveReason: text({ max: 300, readOnly: true }),
    remark: text({ max: 500 }),
  },
  views: {
    list: {
      columns: ['instalment', 'name', 'milestone', 'days', 'dueOn', 'amount', 'responsible'],
      sort: 'instalment',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['instalment', 'name'],
          ['milestone', 'days'],
          ['dueOn', 'amount'],
          ['responsible', 'firstDueOn'],
          ['isWaived', 'waiveReason'],
          ['remark'],
        ],
      },
    ],
  },
})
