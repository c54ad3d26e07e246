import { decimal, defineObject, link, text, yesNo } from '#kernel/model'
import { pipeline } from '#objects/sales'

/** From which amount on a deal needs an approved evaluation, and the stage that it does not leave without one. */
export const evaluationRule = defineObject('evaluationRule', {
  plural: 'evaluationRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'gauge',
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: true }),
    /** In the currency of the workspace. */
    fromAmount: decimal({ scale: 2, min: 0, required: true }),
    /** Of every pipeline, where none is named. */
    pipeline: link(pipeline, { reverse: 'evaluationRules', onRemove: 'follow' }),
    /** Key of the stage; without one it is the first of the pipeline. */
    stage: text({ max: 40 }),
  },
  views: {
    list: { columns: ['name', 'fromAmount', 'pipeline', 'stage', 'isActive', 'updatedAt'], sort: 'fromAmount' },
    form: [
      {
        section: 'basic',
        rows: [['name', 'isActive'], ['fromAmount', 'pipeline'], ['stage']],
      },
    ],
  },
})
