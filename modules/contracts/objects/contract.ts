import {
  autoNumber,
  choice,
  day,
  defineObject,
  file,
  formula,
  instant,
  integer,
  lines,
  link,
  longText,
  money,
  person,
  rollUp,
  tags,
  text,
  yesNo,
} from '#kernel/model'
import { legalEntity } from '#objects/company'
import { account, contact } from '#objects/customers'
import { quote } from '#objects/quotes'
import { opportunity } from '#objects/sales'
import { contractLine } from './contract-line.ts'
import { planLine } from './plan-line.ts'

/** How the other side pays, on contracts and on money that came. */
export const payMethods = ['transfer', 'cash', 'cheque', 'acceptance', 'card', 'wechat', 'alipay', 'other'] as const

/** Says what comes of a figure, so that a formula may count on from it. */
const [asDay, asMoney] = [{ as: 'day' }, { as: 'money' }] as const
const inForce = { status: { in: ['running', 'finished', 'terminated'] } }

/** What was agreed with a customer or a supplier: signed, it is changed by change orders only. */
export const contract = defineObject('contract', {
  plural: 'contracts',
  title: 'name',
  owned: true,
  open: { status: { in: ['draft', 'toBeSigned', 'running'] } },
  follows: 'account',
  icon: 'scroll-text',
  search: ['name', 'number', 'theirNumber'],
  duplicates: [{ by: ['theirNumber', 'account'], sure: true }],
  fields: {
    name: text({ required: true, max: 200 }),
    number: autoNumber({ pattern: '{legalEntity.numberPrefix}HT-{yyyy}-{00000}' }),
    theirNumber: text({ max: 100, copyable: true }),
    account: link(account, { required: true, reverse: 'contracts', onRemove: 'forbid' }),
    opportunity: link(opportunity, { reverse: 'contracts', onRemove: 'forbid' }),
    /** What the customer accepted, where the contract came of a quote. */
    quote: link(quote, { reverse: 'contracts', onRemove: 'forbid' }),
    /** What is bought counts in no figure of what is sold. */
    kind: choice(
      [
        { key: 'sales', color: 'accent' },
        { key: 'service', color: 'violet' },
        { key: 'business', color: 'grey' },
        { key: 'purchase', color: 'amber' },
      ],
      { default: 'sales', required: true, indexed: true },
    ),
    /** A frame is worth what is called off under it. */
    form: choice(
      [
        { key: 'plain', color: 'grey' },
        { key: 'frame', color: 'violet' },
        { key: 'callOff', color: 'accent' },
        { key: 'supplement', color: 'amber' },
      ],
      { default: 'plain', required: true },
    ),
    parent: link('contract', { reverse: 'parts', onRemove: 'forbid' }),
    /** Of a purchase: the sale that it serves. */
    serves: link('contract', { reverse: 'purchases', onRemove: 'clear' }),
    legalEntity: link(legalEntity, { reverse: 'contracts', onRemove: 'forbid' }),
    status: choice(
      [
        { key: 'draft', color: 'grey', verb: 'to-draft' },
        { key: 'toBeSigned', color: 'amber', verb: 'to-sign' },
        { key: 'running', color: 'accent', verb: 'sign' },
        { key: 'finished', color: 'green', kind: 'won', verb: 'finish' },
        { key: 'terminated', color: 'red', kind: 'lost', verb: 'terminate' },
        { key: 'void', color: 'grey', kind: 'lost', verb: 'void' },
      ],
      { default: 'draft', required: true, indexed: true },
    ),
    amount: money({ min: 0 }),
    amountFromLines: yesNo(),
    /** Of a frame: what is ordered under it, noted as orders go on. Contracts that are called off under it count by themselves. */
    calledOff: money({ min: 0, readOnly: true }),
    /** What counts as sold and owed: the amount, of a frame what was called off. */
    worth: formula({ expression: 'form == "frame" ? (has(calledOff) ? calledOff : amount - amount) : amount', as: 'money' }),
    /** What was signed, before any change order. */
    signedAmount: money({ readOnly: true }),
    payMethod: choice(payMethods),
    paymentTerms: text({ max: 500 }),
    deliveryTerms: text({ max: 500 }),
    deliveryPlace: text({ max: 300 }),
    signedOn: day({ indexed: true }),
    startsOn: day(),
    endsOn: day({ indexed: true }),
    customerSignatory: link(contact, { reverse: 'signedContracts', onRemove: 'clear' }),
    ourSignatory: person({ onRemove: 'clear' }),
    /** The signed paper. */
    scan: file(),
    sealCopies: integer({ min: 0, max: 100, total: false }),
    sealedBy: person({ onRemove: 'clear' }),
    sealedOn: day(),
    endedOn: day({ readOnly: true, indexed: true }),
    /** An import brought it in as signed: what its steps ask for, nobody asked here. */
    isMigrated: yesNo({ readOnly: true, default: false }),
    /** When a change order or finance last cut its positions or its plan anew. */
    recutAt: instant({ readOnly: true }),
    /** What was decided when it was terminated. */
    endedOrders: choice(['keep', 'cancel'], { readOnly: true }),
    endedDeposits: choice(['keep', 'payBack'], { readOnly: true }),
    endReason: text({ max: 500, readOnly: true }),
    isRenewable: yesNo({ default: false, indexed: true }),
    renews: link('contract', { reverse: 'renewals', onRemove: 'clear' }),
    notRenewedReason: text({ max: 300 }),
    /** When the first contract that follows this one was signed, and what those are worth. */
    renewedOn: rollUp({ ...asDay, of: 'renewals', measure: 'min', field: 'signedOn', filter: inForce }),
    renewedFor: rollUp({ ...asMoney, of: 'renewals', measure: 'sum', field: 'amount', filter: inForce }),
    /** Renewed from 180 days before its end to 60 after; one that was terminated early is lost. */
    renewal: formula({
      whenAsked: true,
      expression: `!isRenewable || !has(endsOn) ? null
        : status == 'terminated' ? 'lost'
        : status != 'running' && status != 'finished' ? null
        : has(renewedOn) && renewedOn - endsOn >= -180 && renewedOn - endsOn <= 60 ? 'renewed'
        : has(notRenewedReason) || today() - endsOn > 60 ? 'lost'
        : endsOn - today() <= 90 ? 'due' : null`,
      as: 'choice',
      choices: [
        { key: 'due', color: 'amber' },
        { key: 'renewed', color: 'green' },
        { key: 'lost', color: 'red' },
      ],
    }),
    /** Of its amount what the renewals kept, and what they brought beyond it. */
    keptAmount: formula({
      whenAsked: true,
      expression: "renewal == 'renewed' ? (renewedFor < amount ? renewedFor : amount) : null",
      as: 'money',
    }),
    grownAmount: formula({
      whenAsked: true,
      expression: "renewal == 'renewed' && renewedFor > amount ? renewedFor - amount : null",
      as: 'money',
    }),
    lines: lines(contractLine, { by: 'contract' }),
    plan: lines(planLine, { by: 'contract', fills: { field: 'amount', whole: 'amount', left: 'unplanned' } }),
    hasScan: formula({ expression: 'has(scan)', as: 'yesNo' }),
    /** Below zero: it runs on after its end. */
    daysToEnd: formula({ expression: "status == 'running' && has(endsOn) ? endsOn - today() : null", as: 'integer', total: false }),
    planned: rollUp({ of: 'plan', measure: 'sum', field: 'amount' }),
    unplanned: formula({
      expression: 'has(planned) ? (form == "frame" ? max(0, worth - planned) : amount - planned) : worth',
      as: 'money',
    }),
    tags: tags(),
    remark: longText(),
  },
  views: {
    list: {
      columns: ['name', 'number', 'account', 'status', 'amount', 'signedOn', 'endsOn', 'daysToEnd', 'hasScan', 'owner', 'updatedAt'],
      sort: '-updatedAt',
    },
    board: { by: 'status', card: ['account', 'amount', 'signedOn', 'owner'], sum: 'amount' },
    facts: ['number', 'account', 'amount', 'owner'],
    path: 'status',
    form: [
      {
        section: 'basic',
        rows: [
          ['name'],
          ['account', 'opportunity'],
          ['quote'],
          ['number', 'theirNumber'],
          ['kind', 'form'],
          ['parent', 'serves'],
          ['legalEntity', 'owner'],
          ['status', 'tags'],
        ],
      },
      { section: 'lines', rows: [['lines'], ['amount', 'amountFromLines'], ['calledOff', 'worth']] },
      { section: 'plan', rows: [['payMethod', 'paymentTerms'], ['plan'], ['planned', 'unplanned']] },
      {
        section: 'term',
        rows: [
          ['signedOn', 'deliveryPlace'],
          ['deliveryTerms'],
          ['startsOn', 'endsOn'],
          ['daysToEnd'],
          ['customerSignatory', 'ourSignatory'],
        ],
      },
      { section: 'paper', rows: [['scan', 'hasScan'], ['sealCopies'], ['sealedBy', 'sealedOn'], ['remark']] },
      {
        section: 'end',
        rows: [
          ['signedAmount', 'endedOn'],
          ['endReason'],
          ['endedOrders', 'endedDeposits'],
          ['isRenewable', 'renews'],
          ['renewal', 'renewedOn'],
          ['notRenewedReason', 'isMigrated'],
        ],
      },
    ],
  },
})
