import { choice, defineObject, instant, integer, json, lines, link, person, text, yesNo } from '#kernel/model'

/** Somebody who takes leads by a rule. */
export const assignSeat = defineObject('assignSeat', {
  plural: 'assignSeats',
  title: 'note',
  partOf: 'rule',
  icon: 'user-round-check',
  search: [],
  unique: [['rule', 'person']],
  fields: {
    rule: link('assignRule', { required: true, onRemove: 'follow' }),
    person: person({ required: true, onRemove: 'follow' }),
    weight: integer({ min: 1, max: 100, default: 1, required: true, total: false }),
    /** No new one while so many are open. */
    mostOpen: integer({ min: 1, max: 10_000, total: false }),
    note: text({ max: 100 }),
    given: integer({ readOnly: true }),
    givenAt: instant({ readOnly: true }),
  },
  views: {
    list: { columns: ['person', 'weight', 'mostOpen', 'given', 'givenAt'], sort: 'createdAt' },
    form: [
      {
        section: 'basic',
        rows: [
          ['person', 'weight'],
          ['mostOpen', 'note'],
        ],
      },
    ],
  },
})

/** To whom a lead without owner goes. Of the rules whose filter means it the first counts. */
export const assignRule = defineObject('assignRule', {
  plural: 'assignRules',
  title: 'name',
  listedFor: 'editors',
  icon: 'user-round-check',
  fields: {
    name: text({ required: true, max: 100 }),
    position: integer({ min: 0, default: 0 }),
    isActive: yesNo({ default: true }),
    filter: json({ filterOf: 'lead' }),
    /**
     * By turn and by load among its seats; by territory among the people of the one that the lead belongs to, who has the fewest; by skill among the seats whose people
     * have one of that name, who has the fewest. */
    way: choice(['turn', 'fewest', 'territory', 'skill'], { default: 'turn', required: true }),
    /** The field of a lead that names the skill it asks for. */
    skillField: text({ max: 60, fieldOf: 'lead', sorts: ['text', 'texts'] }),
    /** Nobody gets a new one while so many are open, unless his seat says otherwise: whoever has the customer, too. */
    mostOpen: integer({ min: 1, max: 10_000, total: false }),
    /** A lead of a customer we have goes to whoever has the customer. */
    ownerFirst: yesNo({ default: true }),
    /** Outside of working hours a lead waits until they begin. */
    inHours: yesNo({ default: false }),
    seats: lines(assignSeat, { by: 'rule' }),
  },
  views: {
    list: { columns: ['position', 'name', 'way', 'ownerFirst', 'inHours', 'isActive'], sort: 'position' },
    form: [
      {
        section: 'basic',
        rows: [['name', 'position'], ['way', 'isActive'], ['skillField', 'mostOpen'], ['ownerFirst', 'inHours'], ['filter'], ['seats']],
      },
    ],
  },
})
