import { choice, day, decimal, defineObject, instant, integer, link, person, text, yesNo } from '#kernel/model'
import { opportunity, pipeline, stageRows, stages } from '#objects/sales'

/**
 * What a deal did at one stage: once each, however often it came back, with the days of all its stays. A stage that was left out counts as reached, and is marked. Nobody writes it by hand;
 * deals that came in from a file have stays only from their first own step on.
 */
export const dealStay = defineObject('dealStay', {
  plural: 'dealStays',
  title: 'title',
  follows: 'opportunity',
  listedFor: 'nobody',
  icon: 'list-ordered',
  search: [],
  /** As its movements do, it goes with its deal. */
  stands: { stage: [] },
  unique: [['opportunity', 'stage']],
  fields: {
    title: text({ required: true, max: 200, readOnly: true }),
    opportunity: link(opportunity, { required: true, reverse: 'stays', onRemove: 'follow', readOnly: true }),
    pipeline: link(pipeline, { readOnly: true, onRemove: 'clear' }),
    stage: choice(stages, { required: true, readOnly: true, indexed: true, from: stageRows }),
    /** When it first came there. */
    enteredAt: instant({ required: true, readOnly: true }),
    enteredOn: day({ required: true, readOnly: true, indexed: true }),
    /** When it last left; empty while it is there. */
    leftAt: instant({ readOnly: true, indexed: true }),
    /** Of all stays that are over. */
    days: decimal({ readOnly: true, scale: 1, min: 0 }),
    visits: integer({ required: true, readOnly: true, default: 1, min: 0 }),
    isSkipped: yesNo({ readOnly: true, default: false, indexed: true }),
    /** The furthest stage that the deal has reached since. */
    furthest: choice(stages, { readOnly: true, indexed: true, from: stageRows }),
    /** It has gone on from here, or was won. */
    wentOn: yesNo({ readOnly: true, default: false, indexed: true }),
    holder: person({ readOnly: true, onRemove: 'clear' }),
    holderDepartment: link('department', { readOnly: true, onRemove: 'clear' }),
  },
  views: {
    list: { columns: ['title', 'stage', 'enteredOn', 'leftAt', 'days', 'visits', 'isSkipped', 'furthest', 'holder'], sort: '-enteredOn' },
    facts: ['stage', 'days', 'furthest'],
    form: [
      {
        section: 'basic',
        rows: [
          ['title'],
          ['opportunity', 'pipeline'],
          ['stage', 'isSkipped'],
          ['enteredAt', 'leftAt'],
          ['days', 'visits'],
          ['furthest', 'wentOn'],
          ['holder', 'holderDepartment'],
        ],
      },
    ],
  },
})
