import { defineObject, file, link, text } from '#kernel/model'

/** What belongs to a policy: the signed paper, a price sheet, slides. */
export const policyFile = defineObject('policyFile', {
  plural: 'policyFiles',
  title: 'note',
  partOf: 'policy',
  icon: 'file-text',
  fields: {
    policy: link('policy', { required: true, onRemove: 'follow' }),
    file: file({ required: true }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['policy', 'file', 'note'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['file', 'note']] }],
  },
})
