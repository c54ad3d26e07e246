import { defineObject, integer, link, text } from '#kernel/model'
import { contact } from '#objects/customers'

/** Somebody who was met: a contact, or whoever else sat there. */
export const visitPerson = defineObject('visitPerson', {
  plural: 'visitPersons',
  title: 'name',
  partOf: 'visit',
  icon: 'user-round',
  search: [],
  fields: {
    visit: link('visit', { required: true, onRemove: 'follow' }),
    position: integer({ min: 0, default: 0, total: false }),
    contact: link(contact, { reverse: 'visitsWith', onRemove: 'clear' }),
    name: text({ max: 100 }),
    note: text({ max: 200 }),
  },
  views: {
    list: { columns: ['contact', 'name', 'note'], sort: 'position' },
    form: [{ section: 'basic', rows: [['contact', 'name'], ['note']] }],
  },
})
