import { defineObject, link, money, text } from '#kernel/model'
import { contract, planLine } from '#objects/contracts'

/** Which part of some money pays which contract, instalment and invoice; without a contract what a module above sells without one, by its invoice. It counts once its receipt is confirmed. */
export const allocation = defineObject('allocation', {
  plural: 'allocations',
  title: 'remark',
  partOf: 'receipt',
  icon: 'list',
  fields: {
    receipt: link('receipt', { required: true, onRemove: 'follow' }),
    contract: link(contract, { reverse: 'allocations', onRemove: 'forbid' }),
    planLine: link(planLine, { reverse: 'allocations', onRemove: 'forbid' }),
    invoice: link('invoice', { reverse: 'allocations', onRemove: 'forbid' }),
    /** In the currency of the contract. */
    amount: money({ required: true }),
    /** What of the receipt it takes, where that is in another currency. */
    paid: money(),
    /** What the rate of the day it came made of it since the day of signing, in our own currency; in no figure of sales. */
    exchangeDifference: money({ readOnly: true }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['contract', 'planLine', 'invoice', 'amount', 'paid', 'remark'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['contract', 'planLine'], ['invoice', 'amount'], ['paid', 'exchangeDifference'], ['remark']] }],
  },
})
