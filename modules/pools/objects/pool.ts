import { choice, defineObject, integer, longText, text, yesNo } from '#kernel/model'

/** Customers or leads that belong to nobody. Whoever reads the pool sees what lies in it, so its members are those with whom it is shared. */
export const pool = defineObject('pool', {
  plural: 'pools',
  title: 'name',
  owned: true,
  isFew: true,
  icon: 'waves',
  search: ['name'],
  unique: [['name']],
  fields: {
    name: text({ required: true, max: 100 }),
    kind: choice(
      [
        { key: 'account', color: 'accent' },
        { key: 'lead', color: 'green' },
      ],
      { default: 'account', required: true },
    ),
    /** Nothing comes into a pool that is closed; what lies in it may still be claimed. */
    isOpen: yesNo({ default: true }),
    /** Whoever held a record may not claim it for so many days after he gave it up, directly or through others. */
    coolingDays: integer({ min: 0, max: 3_650 }),
    /** So many hours a new arrival waits before anybody may claim it. */
    waitingHours: integer({ min: 0, max: 8_760 }),
    /** How much one person may claim a day and a week, and hold at once. Empty: as much as he likes. */
    perDay: integer({ min: 1, max: 10_000 }),
    perWeek: integer({ min: 1, max: 50_000 }),
    mostHeld: integer({ min: 1, max: 10_000 }),
    /** Contacts of a customer stay with their owners when it comes in; else those of the customer's owner go along. */
    contactsStay: yesNo({ default: false }),
    remark: longText(),
  },
  views: {
    list: { columns: ['name', 'kind', 'isOpen', 'perDay', 'perWeek', 'mostHeld', 'coolingDays', 'waitingHours', 'owner'], sort: 'name' },
    facts: ['kind', 'isOpen', 'owner'],
    form: [
      { section: 'basic', rows: [['name', 'kind'], ['isOpen', 'owner'], ['contactsStay'], ['remark']] },
      { section: 'limits', rows: [['perDay', 'perWeek'], ['mostHeld'], ['coolingDays', 'waitingHours']] },
    ],
  },
})
