import { choice, defineObject, integer, text, yesNo } from '#kernel/model'

const clash = ['refuse', 'warn'] as const

/** What holds for registrations of deals: the first active one by position. */
export const registrationRule = defineObject('registrationRule', {
  plural: 'registrationRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'gauge',
  fields: {
    name: text({ required: true, max: 100 }),
    position: integer({ required: true, default: 10, min: 0, max: 10_000, total: false }),
    isActive: yesNo({ default: true }),
    /** Registered at once, or once somebody above has granted it. */
    needsGrant: yesNo({ default: false }),
    days: integer({ required: true, default: 90, min: 1, max: 1_000, total: false }),
    noticeDays: integer({ required: true, default: 7, min: 0, max: 365, total: false }),
    mostExtensions: integer({ required: true, default: 2, min: 0, max: 100, total: false }),
    extensionDays: integer({ required: true, default: 30, min: 1, max: 1_000, total: false }),
    /** The second who comes for the same is refused, or registers all the same and is told. */
    second: choice(clash, { default: 'refuse', required: true }),
    /** Whether he learns by whom it is taken. */
    tellsWho: yesNo({ default: false }),
    /** A deal of somebody else for what is registered. */
    deals: choice([...clash, 'allow'], { default: 'refuse', required: true }),
  },
  views: {
    list: {
      columns: [
        'position',
        'name',
        'needsGrant',
        'days',
        'noticeDays',
        'mostExtensions',
        'extensionDays',
        'second',
        'tellsWho',
        'deals',
        'isActive',
      ],
      sort: 'position',
    },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'position'],
          ['isActive', 'needsGrant'],
          ['days', 'noticeDays'],
          ['mostExtensions', 'extensionDays'],
          ['second', 'tellsWho'],
          ['deals'],
        ],
      },
    ],
  },
})
