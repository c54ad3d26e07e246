import { defineObject } from './define-object.ts'
import { integer, json, text, yesNo } from './fields.ts'

/**
 * A way of looking at the records of an object that somebody kept: which columns, sorted and filtered how. It belongs to its maker; shared as every
 * other record is, with persons, departments or roles.
 */
export const savedView = defineObject('savedView', {
  plural: 'savedViews',
  title: 'name',
  owned: true,
  icon: 'list',
  search: [],
  fields: {
    name: text({ required: true, max: 60 }),
    object: text({ required: true, max: 60, indexed: true }),
    /** As in the address of a list: `view`, `tab`, `filter`, `q`, `sort`, `columns`. */
    body: json({ required: true }),
    position: integer({ default: 0 }),
    isShared: yesNo({ default: false }),
  },
  views: {
    list: { columns: ['name', 'object', 'isShared', 'owner', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'object'], ['position', 'isShared'], ['body']] }],
  },
})
