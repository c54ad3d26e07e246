import { choice, defineObject, integer, text, yesNo } from '#kernel/model'

/** What a company sets days for, each with what goes as long as it says nothing. */
export const usualDays = {
  quoteHolds: [{ days: 30 }],
  quoteEnds: [{ days: 3 }],
  contractEnds: [{ days: 90 }, { days: 60 }, { days: 30, tellsSuperior: true }],
  paymentDue: [{ days: 7 }],
  paymentLate: [{ days: 1 }, { days: 15, tellsSuperior: true }, { days: 30, tellsSuperior: true }],
  depositBack: [{ days: 7 }],
} as const satisfies Readonly<Record<string, readonly Readonly<{ days: number; tellsSuperior?: boolean }>[]>>
export type DayRuleKey = keyof typeof usualDays

/** How long something holds, or how long before or after its day somebody hears of it: one record for each step. */
export const dayRule = defineObject('dayRule', {
  plural: 'dayRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'calendar-clock',
  exchange: { by: ['name'] },
  fields: {
    name: text({ required: true, max: 100, unique: true }),
    about: choice(Object.keys(usualDays) as DayRuleKey[], { required: true, indexed: true }),
    days: integer({ required: true, min: 0, max: 3_650, total: false }),
    /** Beside whoever looks after it, his superior hears of it. */
    tellsSuperior: yesNo({ default: false }),
    isActive: yesNo({ default: true }),
  },
  views: {
    list: { columns: ['name', 'about', 'days', 'tellsSuperior', 'isActive', 'updatedAt'], sort: 'name' },
    form: [{ section: 'basic', rows: [['name', 'isActive'], ['about', 'days'], ['tellsSuperior']] }],
  },
})
