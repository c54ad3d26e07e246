import { choice, defineObject, link, text } from '#kernel/model'
import { contact } from '#objects/customers'

/** What somebody at the customer has to say in a deal, and how he stands to it. */
export const dealContact = defineObject('dealContact', {
  plural: 'dealContacts',
  title: 'note',
  partOf: 'opportunity',
  icon: 'users-round',
  unique: [['opportunity', 'contact', 'role']],
  fields: {
    opportunity: link('opportunity', { required: true, onRemove: 'follow' }),
    contact: link(contact, { required: true, reverse: 'dealRoles', onRemove: 'follow' }),
    role: choice(
      [
        { key: 'decides', color: 'violet' },
        { key: 'recommends', color: 'accent' },
        { key: 'influences', color: 'accent' },
        { key: 'uses', color: 'grey' },
        { key: 'signs', color: 'green' },
        { key: 'blocks', color: 'red' },
      ],
      { required: true },
    ),
    stance: choice([
      { key: 'supports', color: 'green' },
      { key: 'neutral', color: 'grey' },
      { key: 'opposes', color: 'red' },
    ]),
    note: text({ max: 300 }),
  },
  views: {
    list: { columns: ['opportunity', 'contact', 'role', 'stance', 'note'], sort: 'role' },
    form: [
      {
        section: 'basic',
        rows: [
          ['contact', 'role'],
          ['stance', 'note'],
        ],
      },
    ],
  },
})
