import { choice, defineObject, link, text } from '#kernel/model'
import { competitor, stageRows, stages } from '#objects/sales'

/** Where a tip shows by itself. With both it shows at that stage of deals in which that competitor is. */
export const tipPin = defineObject('tipPin', {
  plural: 'tipPins',
  title: 'note',
  partOf: 'tip',
  icon: 'map-pin',
  search: [],
  fields: {
    tip: link('tip', { required: true, onRemove: 'follow' }),
    stage: choice(stages, { from: stageRows, indexed: true }),
    competitor: link(competitor, { reverse: 'tipPins', onRemove: 'follow' }),
    note: text({ max: 100 }),
  },
  views: {
    list: { columns: ['tip', 'stage', 'competitor', 'note'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['stage', 'competitor'], ['note']] }],
  },
})
