import { defineObject, integer, link } from '#kernel/model'
import { pipelineStage } from '#objects/sales'
import { documentTemplate } from './document-template.ts'

/** A paper that a stage asks for: deals that stand there offer to make it. */
export const stagePaper = defineObject('stagePaper', {
  plural: 'stagePapers',
  title: 'template',
  listedFor: 'nobody',
  icon: 'file-pen-line',
  search: [],
  unique: [['stage', 'template']],
  fields: {
    stage: link(pipelineStage, { required: true, reverse: 'papers', onRemove: 'follow' }),
    template: link(documentTemplate, { required: true, reverse: 'stages', onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
  },
  views: {
    list: { columns: ['stage', 'template', 'position'], sort: 'position' },
    form: [{ section: 'basic', rows: [['stage', 'template'], ['position']] }],
  },
})
