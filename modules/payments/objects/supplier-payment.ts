import { autoNumber, choice, day, defineObject, file, link, longText, money, text } from '#kernel/model'
import { bankAccount, legalEntity } from '#objects/company'
import { contract, payMethods, planLine } from '#objects/contracts'

/** Money that goes out for a purchase: asked for, agreed to, paid. What was paid is taken back by a counter entry alone. */
export const supplierPayment = defineObject('supplierPayment', {
  plural: 'supplierPayments',
  title: 'number',
  owned: true,
  follows: 'contract',
  open: { status: { in: ['requested', 'approved'] } },
  icon: 'banknote',
  search: ['number', 'purpose', 'bankReference'],
  fields: {
    number: autoNumber({ pattern: '{legalEntity.numberPrefix}FK-{yyyy}-{00000}' }),
    contract: link(contract, { required: true, reverse: 'supplierPayments', onRemove: 'forbid' }),
    planLine: link(planLine, { reverse: 'supplierPayments', onRemove: 'forbid' }),
    /** Below zero for what came back. */
    amount: money({ required: true }),
    purpose: text({ required: true, max: 300 }),
    dueOn: day({ indexed: true }),
    status: choice(
      [
        { key: 'requested', color: 'amber' },
        { key: 'approved', color: 'accent', verb: 'approve-payment' },
        { key: 'paid', color: 'green', kind: 'won', verb: 'pay' },
        { key: 'refused', color: 'red', kind: 'lost', verb: 'refuse-payment' },
      ],
      { default: 'requested', required: true, indexed: true, readOnly: true },
    ),
    method: choice(payMethods, { default: 'transfer' }),
    legalEntity: link(legalEntity, { reverse: 'supplierPayments', onRemove: 'forbid' }),
    bankAccount: link(bankAccount, { reverse: 'supplierPayments', onRemove: 'forbid' }),
    paidOn: day({ readOnly: true, indexed: true }),
    bankReference: text({ max: 100, copyable: true, readOnly: true }),
    proof: file(),
    counters: link('supplierPayment', { reverse: 'counterEntries', onRemove: 'forbid', readOnly: true }),
    approvedBy: text({ max: 100, readOnly: true }),
    reason: text({ max: 500, readOnly: true }),
    remark: longText(),
  },
  views: {
    list: { columns: ['number', 'contract', 'purpose', 'amount', 'dueOn', 'status', 'paidOn', 'owner', 'updatedAt'], sort: '-createdAt' },
    board: { by: 'status', card: ['contract', 'amount', 'dueOn', 'owner'], sum: 'amount' },
    facts: ['contract', 'amount', 'dueOn', 'owner'],
    path: 'status',
    form: [
      {
        section: 'basic',
        rows: [
          ['contract', 'planLine'],
          ['amount', 'dueOn'],
          ['purpose', 'owner'],
          ['method', 'legalEntity'],
          ['bankAccount', 'proof'],
          ['remark'],
        ],
      },
      {
        section: 'steps',
        rows: [['number', 'status'], ['approvedBy', 'reason'], ['paidOn', 'bankReference'], ['counters']],
      },
    ],
  },
})
