import { choice, defineObject, file, link, text } from '#kernel/model'

/** A document of a tender: what was published, what we handed in, how it was decided. */
export const tenderFile = defineObject('tenderFile', {
  plural: 'tenderFiles',
  title: 'note',
  partOf: 'tender',
  icon: 'file-text',
  fields: {
    tender: link('tender', { required: true, onRemove: 'follow' }),
    kind: choice(
      [
        { key: 'notice', color: 'grey' },
        { key: 'clarification', color: 'amber' },
        { key: 'bid', color: 'accent' },
        { key: 'award', color: 'green' },
      ],
      { required: true, default: 'bid' },
    ),
    file: file({ required: true }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['tender', 'kind', 'file', 'note'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['kind', 'file'], ['note']] }],
  },
})
