import { choices, defineObject, integer, text, yesNo } from '#kernel/model'
import { sources } from '#objects/customers'

/** Whose number or address an open lead has already joins that lead, on these roads and from these sources. Forms say it for themselves. */
export const joinRule = defineObject('joinRule', {
  plural: 'joinRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'merge',
  fields: {
    name: text({ required: true, max: 100 }),
    isActive: yesNo({ default: true }),
    /** Leads from these; none: from all. */
    sources: choices(sources),
    /** So long after the open lead came, or came again. */
    days: integer({ required: true, default: 30, min: 1, max: 3_650, total: false }),
    whenTyped: yesNo({ default: true }),
    /** Off unless somebody wants it: what is joined after an import is changed since, and the import is no longer taken back without a question. */
    whenImported: yesNo({ default: false }),
  },
  views: {
    list: { columns: ['name', 'sources', 'days', 'whenTyped', 'whenImported', 'isActive'], sort: 'name' },
    form: [
      {
        section: 'basic',
        rows: [
          ['name', 'isActive'],
          ['sources', 'days'],
          ['whenTyped', 'whenImported'],
        ],
      },
    ],
  },
})
