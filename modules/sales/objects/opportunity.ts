import {
  choice,
  day,
  defineObject,
  formula,
  instant,
  integer,
  json,
  lines,
  link,
  longText,
  money,
  percent,
  rollUp,
  tags,
  text,
  yesNo,
} from '#kernel/model'
import { followUp } from '#objects/activities'
import { product, productCategory } from '#objects/catalog'
import { account, contact, lead, sources } from '#objects/customers'
import { competitor } from './competitor.ts'
import { dealContact } from './deal-contact.ts'
import { dealRival } from './deal-rival.ts'
import { dealSplit } from './deal-split.ts'
import { lossKinds } from './loss-kinds.ts'
import { opportunityLine } from './opportunity-line.ts'
import { pipeline } from './pipeline.ts'
import { firstStage, stageRows, stages } from './stages.ts'

const asDay = { as: 'day' } as const

/** So often put off, it is marked. */
export const manyPushes = 3

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
    /** By which it finds its pipeline. */
    productLine: link(productCategory, { reverse: 'opportunities', onRemove: 'forbid' }),
    pipeline: link(pipeline, { reverse: 'opportunities', onRemove: 'forbid' }),
    stage: choice(stages, { default: firstStage, required: true, indexed: true, from: stageRows }),
    /** When it came to the stage at which it stands. */
    stageSince: instant({ readOnly: true, indexed: true }),
    /** Kind of the stage, kept beside it so that reports need not know the keys of a workspace's stages. */
    outcome: choice(
      [
        { key: 'open', color: 'accent' },
        { key: 'won', color: 'green' },
        { key: 'lost', color: 'red' },
        { key: 'void', color: 'grey' },
      ],
      { readOnly: true, default: 'open', indexed: true },
    ),
    stageRemark: longText({ max: 2000 }),
    /** Why it left stages out, or went back; given with the move. */
    moveReason: text({ max: 500 }),
    /** The reason of its last move; each move takes the one that was given with it, so that the same words may be said twice. */
    movedBecause: text({ max: 500, readOnly: true }),
    /** When a manager last let it pass a gate. */
    waivedAt: instant({ readOnly: true }),
    probability: percent({ min: 0, max: 100 }),
    isProbabilityByHand: yesNo({ default: false }),
    amount: money({ min: 0 }),
    amountFromLines: yesNo(),
    expectedValue: formula({ expression: 'amount * probability / 100', as: 'money' }),
    foundOn: day({ default: 'today', indexed: true }),
    expectedOn: day({ indexed: true }),
    closedOn: day({ indexed: true }),
    /** Calendar days from found to closed; empty without either. */
    cycleDays: formula({ expression: 'has(foundOn) && has(closedOn) ? closedOn - foundOn : null', as: 'integer' }),
    source: choice(sources, { indexed: true }),
    informant: text({ max: 100 }),
    need: longText(),
    /** How we meet it, and how well. */
    solution: longText(),
    fit: choice([
      { key: 'full', color: 'green' },
      { key: 'partly', color: 'amber' },
      { key: 'open', color: 'grey' },
    ]),
    /** What was heard when it began. */
    fromFollowUp: link(followUp, { reverse: 'deals', onRemove: 'clear' }),
    /** Why it was lost, in words that can be counted; the free text says more. */
    lossKind: choice(lossKinds, { indexed: true }),
    lossReason: text({ max: 500 }),
    /** Who has got it; nobody, where the customer bought nothing. */
    lostTo: link(competitor, { reverse: 'dealsLost', onRemove: 'forbid' }),
    lostToNobody: yesNo({ default: false }),
    winBackOn: day({ indexed: true }),
    /** Why it never was one: a second record of the same, or made in error. It counts as neither won nor lost. */
    voidReason: text({ max: 500, readOnly: true }),
    /** Where the deal stood before it was closed: the path shows it, and reopening returns there. */
    lastOpenStage: choice(stages, { readOnly: true, from: stageRows }),
    reopenings: integer({ readOnly: true, default: 0, min: 0 }),
    lead: link(lead, { reverse: 'opportunities', onRemove: 'clear' }),
    lines: lines(opportunityLine, { by: 'opportunity' }),
    people: lines(dealContact, { by: 'opportunity' }),
    rivals: lines(dealRival, { by: 'opportunity' }),
    /** The lowest price of a competitor who has not withdrawn, and how far it lies above or, below zero, under ours. */
    rivalPrice: rollUp({ of: 'rivals', measure: 'min', field: 'price', filter: { result: { ne: 'withdrew' } } }),
    rivalGap: formula({
      whenAsked: true,
      expression: 'has(rivalPrice) && has(amount) ? rivalPrice - amount : null',
      as: 'money',
      scale: 2,
    }),
    /** Whose deal it is, in shares; without any it is its owner's alone. */
    splits: lines(dealSplit, { by: 'opportunity' }),
    /** Of a won deal: whether its shares may be changed once more, why, and when that was last done. */
    splitsReleased: yesNo({ readOnly: true, default: false }),
    splitReason: text({ max: 500, readOnly: true }),
    splitsChangedAt: instant({ readOnly: true }),
    /** Of a won deal: whether its amount, lines and closing day may be changed once more, and why. */
    figuresReleased: yesNo({ readOnly: true, default: false }),
    figuresReason: text({ max: 500, readOnly: true }),
    /** An import brought it in without what its stage asks for. Who may do so is the right to this field: one that a grant makes `write`. */
    isMigrated: yesNo({ readOnly: true, default: false }),
    /** How often the day on which it is expected was put off. */
    pushes: integer({ readOnly: true, default: 0, min: 0, total: false }),
    /** What is to be done next for it. */
    openSteps: rollUp({ of: 'tasks', measure: 'count', filter: { state: 'open' } }),
    nextStepOn: rollUp({ ...asDay, of: 'tasks', measure: 'min', field: 'dueOn', filter: { state: 'open' } }),
    /** What a gate may ask for: positions, or words about what is needed. */
    lineCount: rollUp({ of: 'lines', measure: 'count' }),
    linesOrNote: formula({ whenAsked: true, expression: 'lineCount > 0 || has(need) || has(solution) || has(stageRemark)', as: 'yesNo' }),
    hasDecider: yesNo({ readOnly: true, default: false }),
    /** What somebody should see to before the deal goes on. */
    concern: choice([{ key: 'noDecider', color: 'amber' }], { readOnly: true }),
    /** By stage, the days spent there before it was left; of the present stage those of earlier stays. */
    stageStays: json({ readOnly: true }),
    spentBefore: integer({ readOnly: true, default: 0, total: false }),
    /** All days at the present stage, those of earlier stays among them. */
    daysInStage: formula({
      expression: "outcome == 'open' && has(stageSince) ? today() - dateOf(stageSince) + spentBefore : null",
      as: 'integer',
      total: false,
    }),
    /** From this day on it stands longer than the stage allows, or than most won deals stood there. */
    stuckFrom: day({ readOnly: true, indexed: true }),
    /** When deals that came this far were usually won. */
    likelyOn: day({ readOnly: true }),
    warning: formula({
      expression: `outcome != 'open' ? null : has(stuckFrom) && stuckFrom <= today() ? 'stuck' : has(nextStepOn) && nextStepOn < today() ? 'latePlan'
        : openSteps == 0 ? 'noNextStep' : pushes >= ${manyPushes} ? 'pushed' : has(concern) ? 'noDecider' : null`,
      as: 'choice',
      choices: [
        { key: 'stuck', color: 'red' },
        { key: 'latePlan', color: 'red' },
        { key: 'noNextStep', color: 'amber' },
        { key: 'pushed', color: 'amber' },
        { key: 'noDecider', color: 'amber' },
      ],
    }),
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
    board: {
      by: 'stage',
      card: ['account', 'amount', 'expectedOn', 'nextStepOn', 'daysInStage', 'warning', 'owner'],
      sum: 'amount',
      weighted: 'expectedValue',
      closed: { on: 'closedOn', days: 30 },
    },
    facts: ['account', 'amount', 'expectedValue', 'expectedOn', 'owner'],
    path: 'stage',
    pathLeft: 'lastOpenStage',
    mark: 'warning',
    form: [
      {
        section: 'basic',
        rows: [
          ['name'],
          ['account', 'contact'],
          ['owner', 'source'],
          ['product', 'productLine'],
          ['pipeline', 'informant'],
          ['foundOn', 'tags'],
        ],
      },
      {
        section: 'forecast',
        rows: [
          ['stage', 'expectedOn'],
          ['amount', 'amountFromLines'],
          ['probability', 'isProbabilityByHand'],
          ['expectedValue', 'likelyOn'],
          ['daysInStage', 'stuckFrom'],
          ['nextStepOn', 'pushes'],
          ['stageRemark'],
          ['moveReason', 'waivedAt'],
          ['movedBecause'],
        ],
      },
      { section: 'people', rows: [['people'], ['concern']] },
      { section: 'rivals', rows: [['rivals'], ['rivalPrice', 'rivalGap']] },
      { section: 'splits', rows: [['splits'], ['splitsReleased', 'splitsChangedAt'], ['splitReason']] },
      { section: 'lines', rows: [['lines']] },
      { section: 'need', rows: [['need'], ['solution'], ['fit', 'fromFollowUp']] },
      {
        section: 'outcome',
        rows: [
          ['outcome', 'closedOn'],
          ['cycleDays'],
          ['lossKind', 'lossReason'],
          ['lostTo', 'lostToNobody'],
          ['winBackOn', 'isMigrated'],
          ['figuresReleased', 'figuresReason'],
          ['voidReason'],
          ['lastOpenStage', 'reopenings'],
          ['stageSince', 'lead'],
        ],
      },
    ],
  },
})
