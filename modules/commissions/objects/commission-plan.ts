import { choice, day, defineObject, integer, lines, longText, money, text, yesNo } from '#kernel/model'
import { commissionFactor } from './commission-factor.ts'
import { commissionOverride } from './commission-override.ts'
import { commissionSeat } from './commission-seat.ts'
import { commissionTier } from './commission-tier.ts'

/** What is paid for what: who earns which part of what was won, signed, received or gained, from a day to a day. */
export const commissionPlan = defineObject('commissionPlan', {
  plural: 'commissionPlans',
  title: 'name',
  icon: 'gift',
  open: { state: { in: ['draft', 'active'] } },
  search: ['name'],
  fields: {
    name: text({ required: true, max: 200 }),
    state: choice(
      [
        { key: 'draft', color: 'grey' },
        { key: 'active', color: 'green', verb: 'activate' },
        { key: 'ended', color: 'grey', kind: 'lost', verb: 'end' },
      ],
      { required: true, default: 'draft', readOnly: true, indexed: true },
    ),
    measure: choice(
      [
        { key: 'won', color: 'accent' },
        { key: 'signed', color: 'violet' },
        { key: 'received', color: 'green' },
        { key: 'margin', color: 'amber' },
        { key: 'quantity', color: 'grey' },
      ],
      { required: true, default: 'received', indexed: true },
    ),
    /** Of what was won or signed: with the tax or without. What was received counts without tax and pass-through cost, a margin is what it is. */
    basis: choice(['net', 'gross'], { required: true, default: 'net' }),
    /** Of money received in another currency, also what its rate made of it since signing. */
    withExchange: yesNo({ default: false }),
    /** How the table is read: one rate; each part of the sum at the rate of its tier; the whole sum at the rate of the tier that was reached. */
    way: choice(['flat', 'marginal', 'whole'], { required: true, default: 'flat' }),
    /** Over what time the sum grows through the tiers. */
    period: choice(['month', 'quarter', 'year'], { required: true, default: 'month' }),
    tiers: lines(commissionTier, { by: 'plan' }),
    /** What one person earns of it in a month at most, and what at least. */
    cap: money({ min: 0 }),
    floor: money({ min: 0 }),
    startsOn: day({ required: true, default: 'today', indexed: true }),
    endsOn: day({ indexed: true }),
    /** Whom it is for; everybody who sells where nothing stands here. */
    seats: lines(commissionSeat, { by: 'plan' }),
    factors: lines(commissionFactor, { by: 'plan' }),
    /** Superiors, or whoever is named, who earn of what others earn. */
    overrides: lines(commissionOverride, { by: 'plan' }),
    /** Of whoever leaves: what happens until the last day, or also money that comes later for what was signed until then. */
    leavers: choice(['lastDay', 'openPlans'], { required: true, default: 'lastDay' }),
    /** Counts up with each change: lines of statements name the one they were made by. */
    revision: integer({ readOnly: true, default: 1, min: 1, total: false }),
    remark: longText(),
  },
  views: {
    list: { columns: ['name', 'state', 'measure', 'way', 'period', 'startsOn', 'endsOn', 'revision', 'updatedAt'], sort: '-startsOn' },
    facts: ['measure', 'way', 'startsOn', 'endsOn'],
    path: 'state',
    form: [
      {
        section: 'basic',
        rows: [['name', 'state'], ['measure', 'basis'], ['startsOn', 'endsOn'], ['withExchange']],
      },
      { section: 'rates', rows: [['way', 'period'], ['tiers'], ['cap', 'floor']] },
      { section: 'whom', rows: [['seats'], ['leavers']] },
      { section: 'overrides', rows: [['overrides']] },
      { section: 'factors', rows: [['factors'], ['remark', 'revision']] },
    ],
  },
})
