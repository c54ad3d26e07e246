import { defineObject, instant, integer, json, text, yesNo } from '#kernel/model'

/** Points for leads that a filter means, or off them. */
export const scoreFactor = defineObject('scoreFactor', {
  plural: 'scoreFactors',
  title: 'name',
  listedFor: 'editors',
  icon: 'gauge',
  fields: {
    name: text({ required: true, max: 60, unique: true }),
    filter: json({ filterOf: 'lead', required: true }),
    points: integer({ required: true, min: -100, max: 100 }),
    isActive: yesNo({ default: true }),
    /** Since when all open leads have it in their score; empty while they are counted anew. */
    countedAt: instant({ readOnly: true }),
    /** How many factors there were then: with one removed, the others are counted anew. */
    countedAmong: integer({ readOnly: true, min: 0 }),
  },
  views: {
    list: { columns: ['name', 'points', 'isActive', 'countedAt', 'updatedAt'], sort: '-points' },
    form: [{ section: 'basic', rows: [['name', 'points'], ['isActive', 'countedAt'], ['filter']] }],
  },
})
