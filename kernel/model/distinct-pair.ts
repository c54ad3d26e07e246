import { defineObject } from './define-object.ts'
import { field, text } from './fields.ts'

/** Two records that look like the same and are not: somebody looked and said so. `one` is the smaller id. */
export const distinctPair = defineObject('distinctPair', {
  plural: 'distinctPairs',
  title: 'object',
  icon: 'copy-x',
  search: [],
  fields: {
    object: text({ required: true, max: 60 }),
    one: field<string, true, true>('id', { required: true, column: 'one_id' }),
    other: field<string, true, true>('id', { required: true, indexed: true, column: 'other_id' }),
  },
  unique: [['object', 'one', 'other']],
  views: { list: { columns: ['object', 'one', 'other', 'createdBy', 'createdAt'], sort: '-createdAt' } },
})
