import {
  autoNumber,
  choice,
  day,
  defineObject,
  email,
  file,
  formula,
  instant,
  integer,
  lines,
  link,
  longText,
  percent,
  rollUp,
  text,
} from '#kernel/model'
import { legalEntity } from '#objects/company'
import { account, billingTitle } from '#objects/customers'
import { counts } from './counts.ts'
import { invoiceShare } from './invoice-share.ts'

const none = 'amount - amount'
const beside = { contract: { empty: true } }
const orNone = (name: string): string => `(has(${name}) ? ${name} : ${none})`
const isOut = `(status == 'issued' || status == 'delivered') && !has(reverses)`

/** What was asked to be billed, and the paper that came of it. Once issued it stays; a red invoice takes it back, whole or in part. */
export const invoice = defineObject('invoice', {
  plural: 'invoices',
  title: 'number',
  owned: true,
  open: { status: { in: ['requested', 'approved'] } },
  follows: ['account', 'shares.contract'],
  icon: 'receipt',
  search: ['number', 'invoiceNumber', 'titleName', 'taxNumber'],
  fields: {
    number: autoNumber({ pattern: '{legalEntity.numberPrefix}FP-{yyyy}-{00000}' }),
    /** The number that the tax office knows. */
    invoiceNumber: text({ max: 50, unique: true, copyable: true }),
    kind: choice(['electronic', 'special', 'ordinary', 'receipt', 'foreign'], { default: 'electronic', required: true, indexed: true }),
    status: choice(
      [
        { key: 'requested', color: 'amber' },
        { key: 'approved', color: 'accent', verb: 'approve' },
        { key: 'issued', color: 'green', verb: 'issue' },
        { key: 'delivered', color: 'green', verb: 'deliver' },
        { key: 'rejected', color: 'red', kind: 'lost', verb: 'reject' },
        { key: 'voided', color: 'grey', kind: 'lost', verb: 'void' },
      ],
      { default: 'requested', required: true, indexed: true },
    ),
    account: link(account, { required: true, reverse: 'invoices', onRemove: 'forbid' }),
    billingTitle: link(billingTitle, { reverse: 'invoices', onRemove: 'forbid' }),
    /** What stands on the paper, taken from the title when it is issued. */
    titleName: text({ max: 200 }),
    taxNumber: text({ max: 30, copyable: true }),
    legalEntity: link(legalEntity, { reverse: 'invoices', onRemove: 'forbid' }),
    shares: lines(invoiceShare, { by: 'invoice' }),
    /** Sum of the lines, tax included; below zero on a red invoice. */
    amount: rollUp({ of: 'shares', measure: 'sum', field: 'amount' }),
    /** Of lines that name none. */
    taxRate: percent({ min: 0, max: 100 }),
    netOfRates: rollUp({ of: 'shares', measure: 'sum', field: 'net', filter: { taxRate: { empty: false } } }),
    withoutRate: rollUp({ of: 'shares', measure: 'sum', field: 'amount', filter: { taxRate: { empty: true } } }),
    /** Each line is rounded by itself, as on the paper. */
    net: formula({
      expression: `${orNone('netOfRates')} + (has(taxRate) ? ${orNone('withoutRate')} / (1 + taxRate / 100) : ${orNone('withoutRate')})`,
      as: 'money',
      scale: 2,
    }),
    tax: formula({ expression: 'amount - net', as: 'money' }),
    issuedOn: day({ indexed: true }),
    paper: file(),
    sentTo: email(),
    trackingNumber: text({ max: 100, copyable: true }),
    /** How the mail with its file stands: it is delivered once the mail server took it. */
    mailState: choice(
      [
        { key: 'waiting', color: 'amber' },
        { key: 'sending', color: 'accent' },
        { key: 'sent', color: 'green' },
        { key: 'refused', color: 'red' },
        { key: 'unknown', color: 'red' },
      ],
      { readOnly: true, indexed: true },
    ),
    mailNote: text({ max: 500, readOnly: true }),
    mailDueAt: instant({ readOnly: true }),
    mailTries: integer({ readOnly: true, total: false }),
    mailedAt: instant({ readOnly: true }),
    deliveredOn: day({ readOnly: true }),
    /** Without a contract nothing else says until when it is to be paid: so many days after its issue as the customer has. */
    dueOn: day({ indexed: true }),
    reverses: link('invoice', { reverse: 'redInvoices', onRemove: 'forbid' }),
    reversed: rollUp({ of: 'redInvoices', measure: 'sum', field: 'amount', filter: { status: { in: ['issued', 'delivered'] } } }),
    reason: text({ max: 500 }),
    paid: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: counts }),
    /** Issued, less what red invoices took back and what came for it; a red one is counted with its blue one. */
    receivable: formula({
      expression: `${isOut} ? amount + ${orNone('reversed')} - ${orNone('paid')} : ${none}`,
      as: 'money',
    }),
    /** The same of what no contract holds: contracts say by themselves what of them is open. */
    besideBilled: rollUp({ of: 'shares', measure: 'sum', field: 'amount', filter: beside }),
    besideReversed: rollUp({
      of: 'redInvoices',
      measure: 'sum',
      field: 'besideBilled',
      filter: { status: { in: ['issued', 'delivered'] } },
    }),
    besidePaid: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: { ...counts, ...beside } }),
    openBeside: formula({
      expression: `${isOut} ? ${orNone('besideBilled')} + ${orNone('besideReversed')} - ${orNone('besidePaid')} : ${none}`,
      as: 'money',
    }),
    overdueBeside: formula({ expression: `has(dueOn) && dueOn < today() && openBeside > 0 ? openBeside : ${none}`, as: 'money' }),
    overdueDays: formula({
      expression: 'has(dueOn) && dueOn < today() && openBeside > 0 ? today() - dueOn : 0',
      as: 'integer',
      total: false,
    }),
    payState: formula({
      expression: `(status != 'issued' && status != 'delivered') || has(reverses) ? null
        : has(reversed) && amount + reversed <= 0 ? 'reversed'
        : receivable <= 0 ? 'paid' : has(paid) && paid > 0 ? 'part' : 'unpaid'`,
      as: 'choice',
      choices: [
        { key: 'unpaid', color: 'amber' },
        { key: 'part', color: 'accent' },
        { key: 'paid', color: 'green' },
        { key: 'reversed', color: 'grey' },
      ],
    }),
    remark: longText(),
  },
  views: {
    list: {
      columns: [
        'number',
        'invoiceNumber',
        'account',
        'kind',
        'amount',
        'status',
        'issuedOn',
        'payState',
        'receivable',
        'owner',
        'updatedAt',
      ],
      sort: '-updatedAt',
    },
    facts: ['account', 'amount', 'issuedOn', 'payState', 'receivable'],
    path: 'status',
    form: [
      {
        section: 'basic',
        rows: [
          ['account', 'kind'],
          ['billingTitle', 'legalEntity'],
          ['titleName', 'taxNumber'],
          ['status', 'owner'],
        ],
      },
      { section: 'shares', rows: [['shares'], ['amount', 'taxRate'], ['net', 'tax']] },
      {
        section: 'paper',
        rows: [
          ['number', 'invoiceNumber'],
          ['issuedOn', 'dueOn'],
          ['paper'],
          ['sentTo', 'trackingNumber'],
          ['mailState', 'mailedAt'],
          ['mailNote'],
          ['deliveredOn', 'payState'],
          ['paid', 'receivable'],
        ],
      },
      { section: 'red', rows: [['reverses', 'reversed'], ['reason'], ['remark']] },
    ],
  },
})
