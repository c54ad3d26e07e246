import { defineObject, integer, text, yesNo } from '#kernel/model'

/** How many days before a birthday its people are told. Of several that are active the first by name counts; with none, nobody is told. */
export const birthdayRule = defineObject('birthdayRule', {
  plural: 'birthdayRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'gift',
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: true }),
    days: integer({ required: true, default: 3, min: 0, max: 60, total: false }),
  },
  views: {
    list: { columns: ['name', 'days', 'isActive', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'isActive'], ['days']] }],
  },
})
