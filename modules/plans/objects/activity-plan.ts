import { choice, defineObject, json, lines, longText, text, yesNo } from '#kernel/model'
import { stageRows, stages } from '#objects/sales'
import { activityStep } from './activity-step.ts'

/** Steps that become tasks by themselves: when a deal comes to a stage, when a lead or customer gets an owner, or when somebody begins it. */
export const activityPlan = defineObject('activityPlan', {
  plural: 'activityPlans',
  title: 'name',
  listedFor: 'editors',
  icon: 'list-checks',
  search: ['name', 'remark'],
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: true }),
    about: choice(
      [
        { key: 'opportunity', color: 'accent' },
        { key: 'lead', color: 'green' },
        { key: 'account', color: 'violet' },
      ],
      { default: 'opportunity', required: true },
    ),
    begins: choice(['stage', 'assigned', 'byHand'], { default: 'stage', required: true }),
    stage: choice(stages, { from: stageRows }),
    /** Only for records that these conditions mean. */
    filter: json({ filterOf: { at: 'about' } }),
    /** What is still open is called off when the deal leaves the stage, or the lead is given up. */
    endsWithIt: yesNo({ default: true }),
    /** A day on which nobody works becomes the next one on which somebody does. */
    onWorkDays: yesNo({ default: true }),
    steps: lines(activityStep, { by: 'plan' }),
    remark: longText({ max: 2_000 }),
  },
  views: {
    list: { columns: ['name', 'about', 'begins', 'stage', 'isActive', 'updatedAt'], sort: 'name' },
    facts: ['about', 'begins', 'stage', 'isActive'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'isActive'], ['about', 'begins'], ['stage'], ['filter'], ['endsWithIt', 'onWorkDays'], ['remark']],
      },
      { section: 'steps', rows: [['steps']] },
    ],
  },
})
