import { defineObject } from './define-object.ts'
import { field, text } from './fields.ts'

/** A key that a record had in another system before it was merged: it leads to the record that stayed. */
export const mergedInto = defineObject('mergedInto', {
  plural: 'mergedKeys',
  title: 'key',
  icon: 'merge',
  search: [],
  fields: {
    object: text({ required: true, max: 60 }),
    key: text({ required: true, max: 200 }),
    record: field<string, true, true>('id', { required: true, indexed: true, column: 'record_id', objectIn: 'object' }),
  },
  unique: [['object', 'key']],
  views: { list: { columns: ['object', 'key', 'record', 'createdBy', 'updatedAt'], sort: '-updatedAt' } },
})
