import { defineObject, link, money, text } from '#kernel/model'
import { contract } from '#objects/contracts'

/** What of an invoice bills which contract. */
export const invoiceShare = defineObject('invoiceShare', {
  plural: 'invoiceShares',
  title: 'description',
  partOf: 'invoice',
  icon: 'list',
  fields: {
    invoice: link('invoice', { required: true, onRemove: 'follow' }),
    contract: link(contract, { required: true, reverse: 'invoiceShares', onRemove: 'forbid' }),
    description: text({ max: 300 }),
    amount: money({ required: true }),
  },
  views: {
    list: { columns: ['contract', 'description', 'amount'], sort: 'createdAt' },
    form: [{ section: 'basic', rows: [['contract', 'description'], ['amount']] }],
  },
})
