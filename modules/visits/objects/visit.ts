import { choice, day, decimal, defineObject, instant, integer, lines, link, longText, text, yesNo } from '#kernel/model'
import { followUp } from '#objects/activities'
import { account, contact, lead } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { visitPerson } from './visit-person.ts'
import { visitPhoto } from './visit-photo.ts'

const latitude = () => decimal({ scale: 6, min: -90, max: 90, readOnly: true, total: false })
const longitude = () => decimal({ scale: 6, min: -180, max: 180, readOnly: true, total: false })

/** A way to somebody: planned, begun by arriving, ended with what came of it. Where and when somebody was there is noted by the steps, and nobody types it. */
export const visit = defineObject('visit', {
  plural: 'visits',
  title: 'subject',
  owned: true,
  follows: ['account', 'lead', 'opportunity'],
  open: { state: { in: ['planned', 'there'] } },
  icon: 'map-pin',
  search: ['subject', 'result'],
  fields: {
    subject: text({ required: true, max: 200 }),
    plannedFor: instant({ required: true, default: 'now', indexed: true }),
    state: choice(
      [
        { key: 'planned', color: 'accent' },
        { key: 'there', color: 'amber' },
        { key: 'done', color: 'green', kind: 'won' },
        { key: 'cancelled', color: 'grey', kind: 'lost', verb: 'cancel' },
      ],
      { readOnly: true, default: 'planned', indexed: true },
    ),
    /** Begun where somebody stood, without having been planned. */
    isUnplanned: yesNo({ readOnly: true, default: false }),
    account: link(account, { reverse: 'visits', onRemove: 'follow' }),
    lead: link(lead, { reverse: 'visits', onRemove: 'follow' }),
    opportunity: link(opportunity, { reverse: 'visits', onRemove: 'clear' }),
    contact: link(contact, { reverse: 'visits', onRemove: 'clear' }),
    remark: longText({ max: 2_000 }),
    arrivedAt: instant({ readOnly: true, indexed: true }),
    latitude: latitude(),
    longitude: longitude(),
    /** In metres: how exact the place is, and how far it lies from where the customer is. */
    accuracy: integer({ readOnly: true, min: 0, total: false }),
    distance: integer({ readOnly: true, min: 0, total: false }),
    place: choice(
      [
        { key: 'at', color: 'green' },
        { key: 'near', color: 'amber' },
        { key: 'far', color: 'red' },
        { key: 'unknown', color: 'grey' },
      ],
      { readOnly: true },
    ),
    leftAt: instant({ readOnly: true }),
    leftLatitude: latitude(),
    leftLongitude: longitude(),
    minutes: integer({ readOnly: true, min: 0 }),
    people: lines(visitPerson, { by: 'visit' }),
    photos: lines(visitPhoto, { by: 'visit' }),
    result: longText({ max: 10_000 }),
    outcome: choice([
      { key: 'interested', color: 'green' },
      { key: 'undecided', color: 'amber' },
      { key: 'declined', color: 'red' },
      { key: 'notReached', color: 'grey' },
    ]),
    nextStep: text({ max: 200 }),
    nextOn: day(),
    cancelReason: text({ readOnly: true, max: 300 }),
    /** What the timeline tells of it. */
    followUp: link(followUp, { readOnly: true, reverse: 'visits', onRemove: 'clear' }),
  },
  views: {
    list: {
      columns: ['subject', 'plannedFor', 'state', 'account', 'lead', 'arrivedAt', 'minutes', 'place', 'outcome', 'owner'],
      sort: '-plannedFor',
    },
    board: { by: 'state', card: ['plannedFor', 'account', 'place', 'owner'] },
    facts: ['account', 'plannedFor', 'arrivedAt', 'place', 'owner'],
    path: 'state',
    form: [
      { section: 'basic', rows: [['subject'], ['plannedFor', 'owner'], ['account', 'contact'], ['opportunity', 'lead'], ['remark']] },
      { section: 'there', rows: [['people'], ['photos'], ['result'], ['outcome'], ['nextStep', 'nextOn']] },
      {
        section: 'place',
        rows: [
          ['state', 'isUnplanned'],
          ['arrivedAt', 'leftAt'],
          ['minutes', 'place'],
          ['distance', 'accuracy'],
          ['latitude', 'longitude'],
          ['leftLatitude', 'leftLongitude'],
          ['followUp', 'cancelReason'],
        ],
      },
    ],
  },
})
