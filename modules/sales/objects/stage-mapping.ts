import { defineObject, link } from '#kernel/model'
import { pipeline } from './pipeline.ts'
import { pipelineStage } from './pipeline-stage.ts'

/** Where a deal goes on that leaves a stage for another pipeline. */
export const stageMapping = defineObject('stageMapping', {
  plural: 'stageMappings',
  title: 'from',
  listedFor: 'editors',
  icon: 'arrow-left-right',
  search: [],
  unique: [['from', 'toPipeline']],
  fields: {
    from: link(pipelineStage, { required: true, reverse: 'mapsTo', onRemove: 'follow' }),
    toPipeline: link(pipeline, { required: true, reverse: 'mappings', onRemove: 'follow' }),
    to: link(pipelineStage, { required: true, reverse: 'mappedFrom', onRemove: 'follow' }),
  },
  views: {
    list: { columns: ['from', 'toPipeline', 'to', 'updatedAt'], sort: 'toPipeline' },
    form: [{ section: 'basic', rows: [['from'], ['toPipeline', 'to']] }],
  },
})
