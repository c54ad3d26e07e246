import { defineObject, integer, link, person, text } from '#kernel/model'

/** Somebody to whom what lies in a pool is given out, by his weight among the others. */
export const poolSeat = defineObject('poolSeat', {
  plural: 'poolSeats',
  title: 'note',
  partOf: 'pool',
  icon: 'user-round-check',
  search: [],
  unique: [['pool', 'person']],
  fields: {
    pool: link('pool', { required: true, onRemove: 'follow' }),
    person: person({ required: true, onRemove: 'follow' }),
    weight: integer({ min: 1, max: 100, default: 1, required: true, total: false }),
    note: text({ max: 100 }),
  },
  views: {
    list: { columns: ['person', 'weight', 'note'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['person', 'weight'], ['note']] }],
  },
})
