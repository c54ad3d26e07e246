import { defineObject, link, money, text } from '#kernel/model'
import { contract, planLine } from '#objects/contracts'

/** Which part of some money pays which contract, instalment and invoice. It counts once its receipt is confirmed. */
export const allocation = defineObject('allocation', {
  plural: 'allocations',
  title: 'remark',
  partOf: 'receipt',
  icon: 'list',
  fields: {
    receipt: link('receipt', { required: true, onRemove: 'follow' }),
    contract: link(contract, { required: true, reverse: 'allocations', onRemove: 'forbid' }),
    planLine: link(planLine, { reverse: 'allocations', onRemove: 'forbid' }),
    invoice: link('invoice', { reverse: 'allocations', onRemove: 'forbid' }),
    amount: money({ required: true }),
    remark: text({ max: 200 }),
  },
  views: {
    list: { columns: ['contract', 'planLine', 'invoice', 'amount', 'remark'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['contract', 'planLine'], ['invoice', 'amount'], ['remark']] }],
  },
})
