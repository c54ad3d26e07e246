import { choice, day, defineObject, link, person, tags, text } from '#kernel/model'
import { opportunity } from './opportunity.ts'
import { stageRows, stages } from './stages.ts'

/** A manager let a deal pass where it lacked what the stage asks for, or where the pipeline lets nobody pass: why. */
export const stageOverride = defineObject('stageOverride', {
  plural: 'stageOverrides',
  title: 'reason',
  listedFor: 'nobody',
  follows: 'opportunity',
  icon: 'shield-check',
  search: [],
  fields: {
    opportunity: link(opportunity, { required: true, reverse: 'overrides', onRemove: 'follow', readOnly: true }),
    on: day({ readOnly: true, indexed: true }),
    fromStage: choice(stages, { readOnly: true, from: stageRows }),
    stage: choice(stages, { readOnly: true, indexed: true, from: stageRows }),
    missing: tags({ readOnly: true }),
    reason: text({ max: 500, readOnly: true }),
    by: person({ readOnly: true, onRemove: 'clear', reverse: 'stageOverrides' }),
    holder: person({ readOnly: true, onRemove: 'clear', reverse: 'stagesOverridden' }),
  },
  views: {
    list: { columns: ['on', 'opportunity', 'fromStage', 'stage', 'missing', 'reason', 'by', 'holder'], sort: '-on' },
    form: [{ section: 'basic', rows: [['opportunity', 'on'], ['fromStage', 'stage'], ['missing'], ['reason'], ['by', 'holder']] }],
  },
})
