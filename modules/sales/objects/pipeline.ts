import { choice, day, defineObject, longText, text, yesNo } from '#kernel/model'

/** A way of selling: an ordered list of stages. */
export const pipeline = defineObject('pipeline', {
  plural: 'pipelines',
  title: 'name',
  icon: 'git-commit-horizontal',
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    isDefault: yesNo({ default: false }),
    description: longText(),
    /** Whether a deal may leave stages out, and whether it may go back. */
    skipping: choice(['free', 'reason', 'manager'], { required: true, default: 'free' }),
    goingBack: choice(['free', 'reason', 'manager'], { required: true, default: 'free' }),
    /** The night in which the pace of its won deals was last measured. */
    pacedOn: day({ readOnly: true }),
  },
  views: {
    list: { columns: ['name', 'isDefault', 'skipping', 'goingBack', 'description', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'isDefault'], ['skipping', 'goingBack'], ['description']] }],
  },
})
