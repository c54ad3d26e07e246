import { choice, day, defineObject, link, person, text, yesNo } from '#kernel/model'
import { territory } from './territory.ts'

export const memberRoles = ['lead', 'deputy', 'member'] as const

/** Somebody who looks after the customers of a territory, and of those below it, for a time. */
export const territoryMember = defineObject('territoryMember', {
  plural: 'territoryMembers',
  title: 'note',
  follows: 'territory',
  listedFor: 'nobody',
  icon: 'user-round-check',
  search: [],
  unique: [['territory', 'person']],
  fields: {
    territory: link(territory, { required: true, reverse: 'people', onRemove: 'follow' }),
    person: person({ required: true, onRemove: 'follow' }),
    role: choice(memberRoles, { default: 'member', required: true }),
    /** Reads the customers, or changes them too. */
    mayWrite: yesNo({ default: false }),
    fromOn: day(),
    /** The last day. */
    untilOn: day(),
    /** What for. */
    note: text({ max: 100 }),
    inForce: yesNo({ readOnly: true, default: false }),
  },
  views: {
    list: { columns: ['territory', 'person', 'role', 'mayWrite', 'fromOn', 'untilOn', 'inForce', 'note'], sort: 'role' },
    form: [
      {
        section: 'basic',
        rows: [
          ['territory', 'person'],
          ['role', 'mayWrite'],
          ['fromOn', 'untilOn'],
          ['inForce', 'note'],
        ],
      },
    ],
  },
})
