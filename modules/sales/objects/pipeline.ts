import { choice, day, defineObject, integer, link, longText, text, yesNo } from '#kernel/model'
import { productCategory } from '#objects/catalog'

/** A way of selling: an ordered list of stages. */
export const pipeline = defineObject('pipeline', {
  plural: 'pipelines',
  title: 'name',
  icon: 'git-commit-horizontal',
  atMostOne: [{ by: ['department', 'productLine'], where: 'isDefault' }],
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    /** New deals begin in it: those of its department and all below, or of its product line; without either, all that belong to no other. */
    isDefault: yesNo({ default: false }),
    department: link('department', { reverse: 'pipelines', onRemove: 'forbid' }),
    productLine: link(productCategory, { reverse: 'pipelines', onRemove: 'forbid' }),
    description: longText(),
    /** Whether a deal may leave stages out, and whether it may go back. */
    skipping: choice(['free', 'reason', 'manager'], { required: true, default: 'free' }),
    goingBack: choice(['free', 'reason', 'manager'], { required: true, default: 'free' }),
    /** The task that winning one of its deals makes for its owner, and after how many days it is due. */
    wonTask: choice(['none', 'handOff', 'renewal'], { required: true, default: 'none' }),
    wonTaskDays: integer({ required: true, default: 3, min: 0, max: 3_650, total: false }),
    /** The night in which the pace of its won deals was last measured. */
    pacedOn: day({ readOnly: true }),
  },
  views: {
    list: {
      columns: ['name', 'isDefault', 'department', 'productLine', 'skipping', 'goingBack', 'description', 'updatedAt'],
      sort: 'name',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'isDefault'],
          ['department', 'productLine'],
          ['skipping', 'goingBack'],
          ['wonTask', 'wonTaskDays'],
          ['description'],
        ],
      },
    ],
  },
})
