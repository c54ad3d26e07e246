import { choice, day, decimal, defineObject, integer, link, longText, money, percent, person, text } from '#kernel/model'
import { contract } from '#objects/contracts'
import { receipt } from '#objects/payments'
import { opportunity } from '#objects/sales'
import { commissionPlan } from './commission-plan.ts'
import { commissionStatement } from './commission-statement.ts'
import { events } from './sale-credit.ts'

/** One step of a statement: what happened, base × share × rate × factor, and by which version of which plan. */
export const commissionLine = defineObject('commissionLine', {
  plural: 'commissionLines',
  title: 'title',
  follows: 'statement',
  listedFor: 'editors',
  icon: 'list',
  search: [],
  fields: {
    statement: link(commissionStatement, { required: true, reverse: 'commissionLines', onRemove: 'follow', readOnly: true }),
    title: text({ required: true, max: 200, readOnly: true }),
    kind: choice(
      [
        { key: 'normal', color: 'accent' },
        { key: 'difference', color: 'violet' },
        { key: 'correction', color: 'amber' },
        { key: 'cap', color: 'red' },
        { key: 'floor', color: 'green' },
        { key: 'adjustment', color: 'grey' },
        { key: 'override', color: 'violet' },
      ],
      { required: true, default: 'normal', readOnly: true, indexed: true },
    ),
    event: choice(events, { readOnly: true }),
    /** Of an override: who sold. */
    whose: person({ readOnly: true, onRemove: 'clear', reverse: 'overrideLines' }),
    on: day({ readOnly: true, indexed: true }),
    source: text({ max: 120, readOnly: true, indexed: true }),
    original: text({ max: 120, readOnly: true, indexed: true }),
    opportunity: link(opportunity, { reverse: 'commissionLines', onRemove: 'clear', readOnly: true }),
    contract: link(contract, { reverse: 'commissionLines', onRemove: 'clear', readOnly: true }),
    receipt: link(receipt, { reverse: 'commissionLines', onRemove: 'clear', readOnly: true }),
    /** Which figure of what happened is the base. */
    figure: choice(['amount', 'net', 'profit', 'quantity', 'commission', 'exchanged'], { readOnly: true }),
    base: money({ readOnly: true }),
    share: percent({ readOnly: true, min: 0, max: 100 }),
    shareKind: choice(['normal', 'overlay'], { readOnly: true }),
    /** Of base × share the part that this line is about. */
    counted: money({ readOnly: true }),
    rate: percent({ readOnly: true, scale: 4 }),
    factor: decimal({ readOnly: true, scale: 4 }),
    /** Where tiers begin at a part of his target: whether one of those gives the rate, which, and of which target. */
    attained: choice(
      [
        { key: 'reached', color: 'green' },
        { key: 'below', color: 'grey' },
        { key: 'none', color: 'amber' },
      ],
      { readOnly: true },
    ),
    ofTarget: percent({ readOnly: true, scale: 2 }),
    target: money({ readOnly: true }),
    /** Where pieces are counted: how many of them, and what each is worth. */
    baseUnits: decimal({ readOnly: true, scale: 4, total: false }),
    units: decimal({ readOnly: true, scale: 4 }),
    perUnit: money({ readOnly: true }),
    result: money({ required: true, readOnly: true }),
    plan: link(commissionPlan, { reverse: 'commissionLines', onRemove: 'forbid', readOnly: true }),
    planName: text({ max: 200, readOnly: true }),
    planRevision: integer({ readOnly: true, min: 1, total: false }),
    dispute: choice(
      [
        { key: 'open', color: 'amber' },
        { key: 'answered', color: 'green' },
      ],
      { readOnly: true, indexed: true },
    ),
    /** How it ended. */
    outcome: choice(
      [
        { key: 'accepted', color: 'green' },
        { key: 'explained', color: 'accent' },
        { key: 'refused', color: 'red' },
      ],
      { readOnly: true, indexed: true },
    ),
    disputeReason: longText({ readOnly: true }),
    answer: longText({ readOnly: true }),
  },
  views: {
    list: {
      columns: [
        'on',
        'title',
        'kind',
        'whose',
        'base',
        'share',
        'rate',
        'attained',
        'factor',
        'units',
        'result',
        'planName',
        'planRevision',
        'dispute',
      ],
      sort: '-on',
    },
    facts: ['statement', 'result', 'dispute'],
    mark: 'dispute',
    form: [
      {
        section: 'basic',
        rows: [['statement', 'kind'], ['title', 'on'], ['event', 'whose'], ['opportunity', 'contract'], ['receipt']],
      },
      {
        section: 'figures',
        rows: [
          ['figure', 'base'],
          ['share', 'shareKind'],
          ['counted', 'rate'],
          ['attained', 'ofTarget'],
          ['target', 'factor'],
          ['baseUnits', 'units'],
          ['perUnit', 'result'],
          ['plan', 'planRevision'],
          ['planName'],
          ['source', 'original'],
        ],
      },
      { section: 'dispute', rows: [['dispute', 'outcome'], ['disputeReason'], ['answer']] },
    ],
  },
})
