import { defineObject, integer, text, yesNo } from '#kernel/model'

/** After how long without a contract a customer counts as lost. Of several that are active the first by name counts; with none, nobody expires by himself. */
export const expiryRule = defineObject('expiryRule', {
  plural: 'expiryRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'archive-restore',
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: true }),
    /** After the end of the last contract. */
    days: integer({ required: true, default: 90, min: 1, max: 3_650, total: false }),
  },
  views: {
    list: { columns: ['name', 'days', 'isActive', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'isActive'], ['days']] }],
  },
})
