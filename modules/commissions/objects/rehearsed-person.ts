import { defineObject, formula, link, money, person, text } from '#kernel/model'

/** What one person would have earned. */
export const rehearsedPerson = defineObject('rehearsedPerson', {
  plural: 'rehearsedPeople',
  title: 'name',
  partOf: 'rehearsal',
  icon: 'user-round',
  fields: {
    rehearsal: link('commissionRehearsal', { required: true, onRemove: 'follow' }),
    person: person({ readOnly: true, onRemove: 'clear' }),
    name: text({ max: 100, readOnly: true }),
    before: money({ readOnly: true }),
    after: money({ readOnly: true }),
    difference: formula({ expression: 'after - before', as: 'money' }),
  },
  views: {
    list: { columns: ['person', 'before', 'after', 'difference'], sort: 'name' },
    form: [
      {
        section: 'basic',
        rows: [['person', 'name'], ['before', 'after'], ['difference']],
      },
    ],
  },
})
