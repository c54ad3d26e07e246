import { choice, defineObject, integer, link, longText, person, text } from '#kernel/model'

/** One thing to do of a plan: who does it, and how many days after the plan has begun. */
export const activityStep = defineObject('activityStep', {
  plural: 'activitySteps',
  title: 'subject',
  partOf: 'plan',
  icon: 'circle-check-big',
  search: ['subject'],
  fields: {
    plan: link('activityPlan', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    subject: text({ required: true, max: 150 }),
    kind: choice(
      [
        { key: 'todo', color: 'grey' },
        { key: 'call', color: 'accent' },
        { key: 'visit', color: 'green' },
        { key: 'mail', color: 'amber' },
      ],
      { default: 'todo', required: true },
    ),
    afterDays: integer({ required: true, min: 0, max: 730, default: 0, total: false }),
    /** The head of the owner's department, or somebody who is named; where there is no head, the owner. */
    who: choice(['owner', 'head', 'person'], { default: 'owner', required: true }),
    person: person({ onRemove: 'clear', reverse: 'activitySteps' }),
    priority: choice(
      [
        { key: 'high', color: 'red', level: 3 },
        { key: 'normal', color: 'grey', level: 2 },
        { key: 'low', color: 'grey', level: 1 },
      ],
      { default: 'normal', required: true },
    ),
    /** How it is done. */
    remark: longText({ max: 2_000 }),
  },
  views: {
    list: { columns: ['subject', 'kind', 'afterDays', 'who', 'person', 'priority', 'remark'], sort: 'position' },
    form: [{ section: 'basic', rows: [['subject', 'kind'], ['afterDays', 'priority'], ['who', 'person'], ['remark']] }],
  },
})
