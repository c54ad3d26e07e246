import { choice, choices, defineObject, integer, lines, link, longText, text, yesNo } from '#kernel/model'
import { followUpKinds } from '#objects/activities'
import { poolSeat } from './pool-seat.ts'

/** What a card tells beside the masked name, unless its pool keeps it back. */
export const cardParts = ['number', 'industry', 'source', 'grade', 'intent', 'place', 'reason', 'lastFollowUpAt', 'holders', 'won'] as const

/** Customers or leads that belong to nobody. Whoever reads the pool sees what lies in it, so its members are those with whom it is shared. */
export const pool = defineObject('pool', {
  plural: 'pools',
  title: 'name',
  owned: true,
  isFew: true,
  exchange: { by: ['name'] },
  /** What lies in a pool that hides names is read by those who look after the pool; its members see cards. */
  shut: { by: 'hidesNames', from: ['account', 'lead'] },
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
    /** The department to which it belongs. The default pool of a department takes what its people release without naming one; without a department, what any other does not. */
    forDepartment: link('department', { onRemove: 'clear' }),
    isDefault: yesNo({ default: false }),
    /** Of leads: new ones that belong to nobody and that no rule of assignment means come in here, the default pool of the company first. */
    takesArrivals: yesNo({ default: false }),
    /** Whoever held a record may not claim it for so many days after he gave it up, directly or through others. */
    coolingDays: integer({ min: 0, max: 3_650 }),
    /** Those who may change the pool do not wait. */
    exemptsAdministrators: yesNo({ default: false }),
    /** So many hours a new arrival waits before anybody may claim it. */
    waitingHours: integer({ min: 0, max: 8_760 }),
    /** What comes from another pool waits anew; else the time it has lain there counts. */
    waitsAnew: yesNo({ default: true }),
    /** How much one person may claim a day and a week, and hold at once. Empty: as much as he likes. */
    perDay: integer({ min: 1, max: 10_000 }),
    perWeek: integer({ min: 1, max: 50_000 }),
    mostHeld: integer({ min: 1, max: 10_000 }),
    /** Contacts of a customer stay with their owners when it comes in; else those of the customer's owner go along. */
    contactsStay: yesNo({ default: false }),
    /** Names and numbers are masked for members until they claim; so many of them each may open a day, as many as he likes where it is empty. */
    hidesNames: yesNo({ default: false }),
    openingsPerDay: integer({ min: 0, max: 10_000 }),
    cardHides: choices(cardParts.map((key) => ({ key }))),
    showsLastOwner: yesNo({ default: false }),
    /** Which follow-ups keep a record from falling back by a rule that counts from the last one: kinds, of none all; letters at least; those written of many at once. */
    countedKinds: choices(followUpKinds),
    leastLength: integer({ min: 1, max: 10_000 }),
    countsBulk: yesNo({ default: false }),
    /** To whom what lies in it is given out. */
    seats: lines(poolSeat, { by: 'pool' }),
    remark: longText(),
  },
  views: {
    list: {
      columns: [
        'name',
        'kind',
        'forDepartment',
        'isDefault',
        'isOpen',
        'perDay',
        'perWeek',
        'mostHeld',
        'coolingDays',
        'waitingHours',
        'owner',
      ],
      sort: 'name',
    },
    facts: ['kind', 'isOpen', 'owner'],
    form: [
      {
        section: 'basic',
        rows: [['name', 'kind'], ['forDepartment', 'isDefault'], ['isOpen', 'owner'], ['contactsStay', 'takesArrivals'], ['remark']],
      },
      {
        section: 'limits',
        rows: [['perDay', 'perWeek'], ['mostHeld'], ['coolingDays', 'exemptsAdministrators'], ['waitingHours', 'waitsAnew']],
      },
      { section: 'hiding', rows: [['hidesNames', 'openingsPerDay'], ['cardHides'], ['showsLastOwner']] },
      { section: 'followUps', rows: [['countedKinds', 'leastLength'], ['countsBulk']] },
      { section: 'seats', rows: [['seats']] },
    ],
  },
})
