import {
  autoNumber,
  choice,
  day,
  defineObject,
  eitherOf,
  file,
  formula,
  lines,
  link,
  longText,
  money,
  rollUp,
  text,
  yesNo,
} from '#kernel/model'
import { bankAccount, legalEntity } from '#objects/company'
import { payMethods } from '#objects/contracts'
import { account } from '#objects/customers'
import { allocation } from './allocation.ts'

const given = eitherOf('allocatedAlike', 'allocatedAbroad')

/** Money that came, or went back: one line of the bank. What it pays for are its allocations; what is left of it is the customer's credit. */
export const receipt = defineObject('receipt', {
  plural: 'receipts',
  title: 'number',
  owned: true,
  follows: ['allocations.contract'],
  open: { status: { in: ['unclaimed', 'proposed'] } },
  icon: 'wallet',
  search: ['number', 'payerName', 'bankReference', 'purpose'],
  duplicates: [{ by: ['bankReference'], sure: true }],
  fields: {
    number: autoNumber({ pattern: '{legalEntity.numberPrefix}SK-{yyyy}-{00000}' }),
    kind: choice(
      [
        { key: 'payment', color: 'accent' },
        { key: 'advance', color: 'violet' },
        { key: 'deposit', color: 'amber' },
        { key: 'retention', color: 'grey' },
        { key: 'refund', color: 'red' },
        { key: 'writeOff', color: 'grey' },
      ],
      { default: 'payment', required: true, indexed: true },
    ),
    status: choice(
      [
        { key: 'unclaimed', color: 'amber' },
        { key: 'proposed', color: 'accent' },
        { key: 'confirmed', color: 'green', kind: 'won', verb: 'confirm' },
        { key: 'reversed', color: 'grey', kind: 'lost', verb: 'reverse' },
      ],
      { default: 'unclaimed', required: true, indexed: true },
    ),
    account: link(account, { reverse: 'receipts', onRemove: 'forbid' }),
    payerName: text({ max: 200 }),
    /** The bank's day. */
    receivedOn: day({ required: true, default: 'today', indexed: true }),
    /** Below zero for what went back. */
    amount: money({ required: true }),
    method: choice(payMethods, { default: 'transfer' }),
    /** Of a bill or a cheque: when it is paid. */
    maturesOn: day({ indexed: true }),
    /** Of a bill or a cheque: whether it counts from the day it came, as our company had it then. */
    isCash: yesNo({ readOnly: true, default: false }),
    countsOn: day({ readOnly: true, indexed: true }),
    legalEntity: link(legalEntity, { reverse: 'receipts', onRemove: 'forbid' }),
    bankAccount: link(bankAccount, { reverse: 'receipts', onRemove: 'forbid' }),
    bankReference: text({ max: 100, unique: true, copyable: true }),
    purpose: text({ max: 500 }),
    proof: file(),
    /** Of a deposit: when it is to be paid back. */
    backOn: day({ indexed: true }),
    refundOf: link('receipt', { reverse: 'refunds', onRemove: 'forbid' }),
    reverses: link('receipt', { reverse: 'reversals', onRemove: 'forbid' }),
    reason: text({ max: 500 }),
    /** Why somebody, or the matching, takes it for this customer's. */
    matchReason: text({ max: 500 }),
    allocations: lines(allocation, { by: 'receipt' }),
    /** What contracts in its currency take of it, and what those in others take. */
    allocatedAlike: rollUp({ of: 'allocations', measure: 'sum', field: 'amount', filter: { paid: { empty: true } } }),
    allocatedAbroad: rollUp({ of: 'allocations', measure: 'sum', field: 'paid' }),
    allocated: formula({ expression: given, as: 'money' }),
    rest: formula({
      expression:
        'amount - (has(allocatedAlike) ? allocatedAlike : amount - amount) - (has(allocatedAbroad) ? allocatedAbroad : amount - amount)',
      as: 'money',
    }),
    /** What of it went back, below zero, and whether that is all of it. */
    refunded: rollUp({ of: 'refunds', measure: 'sum', field: 'amount', filter: { status: 'confirmed' } }),
    refundState: formula({
      expression: `status != 'confirmed' || !has(refunded) || refunded >= amount - amount ? null : amount + refunded <= 0 ? 'full' : 'part'`,
      as: 'choice',
      choices: [
        { key: 'part', color: 'amber' },
        { key: 'full', color: 'red' },
      ],
    }),
    remark: longText(),
  },
  views: {
    list: {
      columns: ['number', 'receivedOn', 'account', 'amount', 'payerName', 'rest', 'kind', 'status', 'refundState', 'owner', 'updatedAt'],
      sort: '-receivedOn',
    },
    facts: ['account', 'amount', 'rest', 'receivedOn'],
    path: 'status',
    form: [
      {
        section: 'basic',
        rows: [
          ['number', 'kind'],
          ['account', 'payerName'],
          ['receivedOn', 'amount'],
          ['method', 'maturesOn'],
          ['status', 'owner'],
        ],
      },
      { section: 'allocations', rows: [['allocations'], ['allocated', 'rest']] },
      { section: 'bank', rows: [['legalEntity', 'bankAccount'], ['bankReference', 'purpose'], ['proof', 'countsOn'], ['matchReason']] },
      { section: 'back', rows: [['refundOf', 'reverses'], ['refunded', 'refundState'], ['reason'], ['backOn'], ['remark']] },
    ],
  },
})
