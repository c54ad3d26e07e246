import { defineObject, instant, integer, link, text } from '#kernel/model'
import { policy } from './policy.ts'

/** That a policy is for somebody, and when he said that he has read it. Whoever reads the policy reads who else has. */
export const policyReading = defineObject('policyReading', {
  plural: 'policyReadings',
  title: 'title',
  owned: true,
  follows: 'policy',
  listedFor: 'nobody',
  icon: 'circle-check-big',
  search: [],
  unique: [['policy', 'owner']],
  fields: {
    /** Whose it is. */
    title: text({ required: true, max: 200, readOnly: true }),
    policy: link(policy, { required: true, reverse: 'readings', onRemove: 'follow', readOnly: true }),
    readAt: instant({ readOnly: true, indexed: true }),
    remindedAt: instant({ readOnly: true }),
    reminders: integer({ required: true, default: 0, min: 0, readOnly: true, total: false }),
  },
  views: {
    list: { columns: ['owner', 'ownerDepartment', 'policy', 'readAt', 'remindedAt', 'reminders'], sort: 'readAt' },
    facts: ['policy', 'owner', 'readAt'],
    form: [
      {
        section: 'basic',
        rows: [
          ['title', 'policy'],
          ['owner', 'readAt'],
          ['remindedAt', 'reminders'],
        ],
      },
    ],
  },
})
