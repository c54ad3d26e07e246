import { defineObject, integer, text, yesNo } from '#kernel/model'

/** What a fresh workspace says. */
export const usualHeat = { hotFrom: 60, warmFrom: 25 } as const

/** From how many points on a lead is hot, or warm; below that it is cold. Of several that are active the first by name counts. */
export const heatRule = defineObject('heatRule', {
  plural: 'heatRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'gauge',
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: true }),
    hotFrom: integer({ required: true, default: usualHeat.hotFrom, min: -10_000, max: 10_000, total: false }),
    warmFrom: integer({ required: true, default: usualHeat.warmFrom, min: -10_000, max: 10_000, total: false }),
  },
  views: {
    list: { columns: ['name', 'hotFrom', 'warmFrom', 'isActive', 'updatedAt'], sort: 'name' },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'isActive'],
          ['hotFrom', 'warmFrom'],
        ],
      },
    ],
  },
})
