import { autoNumber, choice, day, defineObject, formula, instant, lines, link, longText, money, text, yesNo } from '#kernel/model'
import { account, contact } from '#objects/customers'
import { opportunity } from '#objects/sales'
import { expenseFile } from './expense-file.ts'
import { expenseShare } from './expense-share.ts'
import { kinds } from './kinds.ts'

/** Money that somebody spent on winning or serving customers. From its approval on it counts as a cost of the deal and the customer that it names. */
export const expense = defineObject('expense', {
  plural: 'expenses',
  title: 'purpose',
  owned: true,
  follows: ['opportunity', 'account', 'shares.opportunity', 'shares.account'],
  open: { status: { in: ['draft', 'inApproval', 'approved'] } },
  icon: 'receipt',
  search: ['purpose', 'number', 'receiptNumber', 'trip'],
  duplicates: [{ by: ['receiptNumber'], sure: true }],
  fields: {
    purpose: text({ required: true, max: 200 }),
    number: autoNumber({ pattern: 'FY-{yyyy}-{00000}' }),
    kind: choice(kinds, {
      required: true,
      default: 'other',
      indexed: true,
      from: {
        object: 'expenseKind',
        key: 'key',
        label: 'name',
        order: 'position',
        carry: ['limit', 'asksReceipt', 'receiptFrom', 'labelZhCn', 'labelZhTw', 'labelEn'],
      },
    }),
    /** What it is a cost of. */
    side: choice(
      [
        { key: 'winning', color: 'accent' },
        { key: 'serving', color: 'green' },
      ],
      { required: true, default: 'winning', indexed: true },
    ),
    spentOn: day({ required: true, default: 'today', indexed: true }),
    /** Tax included; below zero only on a counter entry. */
    amount: money({ required: true }),
    tax: money(),
    cost: formula({ expression: 'has(tax) ? amount - tax : amount', as: 'money' }),
    receiptNumber: text({ max: 100, copyable: true, indexed: true }),
    files: lines(expenseFile, { by: 'expense' }),
    account: link(account, { reverse: 'expenses', onRemove: 'forbid' }),
    /** Who was given something: it stands with that person for good. */
    contact: link(contact, { reverse: 'gifts', onRemove: 'forbid' }),
    opportunity: link(opportunity, { reverse: 'expenses', onRemove: 'forbid' }),
    /** Several deals or customers bear it together, in place of one. */
    shares: lines(expenseShare, { by: 'expense' }),
    isSplit: yesNo({ readOnly: true, default: false }),
    trip: text({ max: 200 }),
    /** For no customer in particular. */
    isGeneral: yesNo({ default: false }),
    status: choice(
      [
        { key: 'draft', color: 'grey' },
        { key: 'inApproval', color: 'amber', verb: 'submit' },
        { key: 'approved', color: 'accent', verb: 'approve' },
        { key: 'paid', color: 'green', kind: 'won', verb: 'pay' },
        { key: 'rejected', color: 'red', kind: 'lost', verb: 'reject' },
      ],
      { required: true, default: 'draft', indexed: true },
    ),
    concern: choice(
      [
        { key: 'overLimit', color: 'amber' },
        { key: 'sameReceipt', color: 'red' },
        { key: 'samePicture', color: 'red' },
      ],
      { readOnly: true, indexed: true },
    ),
    sameAs: link('expense', { reverse: 'sameReceipts', onRemove: 'clear', readOnly: true }),
    /** Number of the expense that has the same receipt or picture: told also to who may not read that one. */
    sameNumber: text({ max: 100, readOnly: true }),
    /** Whether it was known again by its picture alone. */
    isSamePicture: yesNo({ readOnly: true, default: false }),
    approvedBy: text({ max: 100, readOnly: true }),
    approvedAt: instant({ readOnly: true }),
    rejectReason: text({ max: 500, readOnly: true }),
    paidOn: day({ readOnly: true, indexed: true }),
    /** The expense that a counter entry takes back. */
    counters: link('expense', { reverse: 'counterEntries', onRemove: 'forbid', readOnly: true }),
    remark: longText(),
  },
  views: {
    list: {
      columns: ['number', 'purpose', 'kind', 'spentOn', 'amount', 'account', 'opportunity', 'status', 'owner', 'updatedAt'],
      sort: '-spentOn',
    },
    board: { by: 'status', card: ['kind', 'amount', 'account', 'owner'], sum: 'amount' },
    facts: ['kind', 'amount', 'spentOn', 'owner'],
    path: 'status',
    mark: 'concern',
    form: [
      {
        section: 'basic',
        rows: [['purpose'], ['kind', 'spentOn'], ['amount', 'tax'], ['cost', 'side'], ['receiptNumber', 'number'], ['files']],
      },
      {
        section: 'for',
        rows: [['account', 'opportunity'], ['contact'], ['shares'], ['trip', 'isGeneral'], ['owner', 'status']],
      },
      {
        section: 'steps',
        rows: [['concern', 'sameNumber'], ['sameAs'], ['approvedBy', 'approvedAt'], ['rejectReason', 'paidOn'], ['counters'], ['remark']],
      },
    ],
  },
})
