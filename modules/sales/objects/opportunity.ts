import {
  choice,
  day,
  defineObject,
  formula,
  instant,
  integer,
  lines,
  link,
  longText,
  money,
  percent,
  tags,
  text,
  yesNo,
} from '#kernel/model'
import { product } from '#objects/catalog'
import { account, contact, lead, sources } from '#objects/customers'
import { dealContact } from './deal-contact.ts'
import { dealSplit } from './deal-split.ts'
import { opportunityLine } from './opportunity-line.ts'
import { pipeline } from './pipeline.ts'
import { stageRows, stages } from './stages.ts'

/** A deal in the making, won or lost. The customer may still be unknown. */
export const opportunity = defineObject('opportunity', {
  plural: 'opportunities',
  title: 'name',
  owned: true,
  open: { closedOn: { empty: true } },
  follows: 'account',
  icon: 'target',
  search: ['name', 'need', 'informant'],
  fields: {
    name: text({ required: true, max: 200 }),
    account: link(account, { reverse: 'opportunities', onRemove: 'forbid' }),
    contact: link(contact, { reverse: 'opportunities', onRemove: 'clear' }),
    product: link(product, { reverse: 'opportunities', onRemove: 'forbid' }),
    pipeline: link(pipeline, { reverse: 'opportunities', onRemove: 'forbid' }),
    stage: choice(stages, { default: 'contact', required: true, indexed: true, from: stageRows }),
    /** When it came to the stage at which it stands. */
    stageSince: instant({ readOnly: true, indexed: true }),
    /** Kind of the stage, kept beside it so that reports need not know the keys of a workspace's stages. */
    outcome: choice(
      [
        { key: 'open', color: 'accent' },
        { key: 'won', color: 'green' },
        { key: 'lost', color: 'red' },
      ],
      { readOnly: true, default: 'open', indexed: true },
    ),
    stageRemark: longText({ max: 2000 }),
    probability: percent({ min: 0, max: 100 }),
    isProbabilityByHand: yesNo({ default: false }),
    amount: money({ min: 0 }),
    amountFromLines: yesNo(),
    expectedValue: formula({ expression: 'amount * probability / 100', as: 'money', scale: 2 }),
    foundOn: day({ default: 'today', indexed: true }),
    expectedOn: day({ indexed: true }),
    closedOn: day({ indexed: true }),
    /** Calendar days from found to closed; empty without either. */
    cycleDays: formula({ expression: 'has(foundOn) && has(closedOn) ? closedOn - foundOn : null', as: 'integer' }),
    source: choice(sources, { indexed: true }),
    informant: text({ max: 100 }),
    need: longText(),
    lossReason: text({ max: 500 }),
    winBackOn: day(),
    /** Where the deal stood before it was closed: the path shows it, and reopening returns there. */
    lastOpenStage: choice(stages, { readOnly: true, from: stageRows }),
    reopenings: integer({ readOnly: true, default: 0, min: 0 }),
    lead: link(lead, { reverse: 'opportunities', onRemove: 'clear' }),
    lines: lines(opportunityLine, { by: 'opportunity' }),
    people: lines(dealContact, { by: 'opportunity' }),
    /** Whose deal it is, in shares; without any it is its owner's alone. */
    splits: lines(dealSplit, { by: 'opportunity' }),
    /** Of a won deal: whether its shares may be changed once more, why, and when that was last done. */
    splitsReleased: yesNo({ readOnly: true, default: false }),
    splitReason: text({ max: 500, readOnly: true }),
    splitsChangedAt: instant({ readOnly: true }),
    hasDecider: yesNo({ readOnly: true, default: false }),
    /** What somebody should see to before the deal goes on. */
    concern: choice([{ key: 'noDecider', color: 'amber' }], { readOnly: true }),
    tags: tags(),
  },
  views: {
    list: {
      columns: [
        'name',
        'account',
        'stage',
        'amount',
        'probability',
        'expectedOn',
        'owner',
        'source',
        'product',
        'foundOn',
        'closedOn',
        'updatedAt',
      ],
      sort: '-updatedAt',
    },
    board: { by: 'stage', card: ['account', 'amount', 'expectedOn', 'owner'], sum: 'amount', weighted: 'expectedValue' },
    facts: ['account', 'amount', 'expectedValue', 'expectedOn', 'owner'],
    path: 'stage',
    mark: 'concern',
    form: [
      {
        section: 'basic',
        rows: [['name'], ['account', 'contact'], ['owner', 'source'], ['product', 'pipeline'], ['foundOn', 'informant'], ['tags']],
      },
      {
        section: 'forecast',
        rows: [
          ['stage', 'expectedOn'],
          ['amount', 'amountFromLines'],
          ['probability', 'isProbabilityByHand'],
          ['expectedValue'],
          ['stageRemark'],
        ],
      },
      { section: 'people', rows: [['people'], ['concern']] },
      { section: 'splits', rows: [['splits'], ['splitsReleased', 'splitsChangedAt'], ['splitReason']] },
      { section: 'lines', rows: [['lines']] },
      { section: 'need', rows: [['need']] },
      {
        section: 'outcome',
        rows: [
          ['outcome', 'closedOn'],
          ['cycleDays'],
          ['lossReason', 'winBackOn'],
          ['lastOpenStage', 'reopenings'],
          ['stageSince', 'lead'],
        ],
      },
    ],
  },
})
