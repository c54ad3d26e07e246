import { defineObject, link, person, text } from '#kernel/model'

/** For whom a policy is: a department with those below it, or one person. */
export const policyAddressee = defineObject('policyAddressee', {
  plural: 'policyAddressees',
  title: 'note',
  partOf: 'policy',
  icon: 'users-round',
  search: [],
  fields: {
    policy: link('policy', { required: true, onRemove: 'follow' }),
    department: link('department', { onRemove: 'follow' }),
    person: person({ onRemove: 'follow' }),
    note: text({ max: 100 }),
  },
  views: {
    list: { columns: ['department', 'person', 'note'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['department', 'person'], ['note']] }],
  },
})
